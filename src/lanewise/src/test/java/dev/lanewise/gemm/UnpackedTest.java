package dev.lanewise.gemm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanewise.matrix.FloatMatrix;
import dev.lanewise.parallel.Workers;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Which rows and sizes are read in place; that the bits are the same is FloatGemmGridTest's. */
class UnpackedTest {
  private static final int MANY = 1_000_000;

  private static final Unpacked.OfB IN_L1 = new Unpacked.OfB(8, 16, 4, 512, 4096, 64);

  @Test
  void aBInL1IsReadInPlaceByAnyNumberOfRows() {
    assertThat(IN_L1.inPlace(MANY, 64, 64, 64)).isTrue();
    assertThat(IN_L1.inPlace(MANY, 65, 64, 64)).isFalse();
  }

  /** Rows of a narrow window on a wide matrix share few sets of a cache. */
  @Test
  void notIfItsRowsLieFarApartOrAreShort() {
    assertThat(IN_L1.inPlace(MANY, 64, 64, 1000)).isFalse();
    assertThat(IN_L1.inPlace(MANY, 64, 63, 63)).isFalse();
    assertThat(IN_L1.inPlace(16, 64, 64, 1000)).isTrue();
    assertThat(IN_L1.inPlace(17, 64, 64, 1000)).isFalse();
  }

  @Test
  void aLargeOneByFewRowsAlone() {
    Unpacked.OfB unpacked = new Unpacked.OfB(8, 16, 4, 512, 0, 64);
    assertThat(unpacked.inPlace(16, 96, 96, 96)).isTrue();
    assertThat(unpacked.inPlace(16, 97, 96, 96)).isFalse();
    assertThat(unpacked.inPlace(8, 97, 96, 96)).isTrue();
    assertThat(unpacked.inPlace(9, 97, 96, 96)).isFalse();
  }

  @Test
  void aBWhoseStepsShareASetByFewerYet() {
    for (int ld : new int[] {512, 1024}) {
      assertThat(IN_L1.inPlace(4, 784, 512, ld)).isTrue();
      assertThat(IN_L1.inPlace(5, 784, 512, ld)).isFalse();
    }
    assertThat(IN_L1.inPlace(8, 784, 512, 513)).isTrue();
  }

  @Test
  void aLongAOfShortRowsIsPackedBesideManyColumns() {
    Unpacked.OfA unpacked = new Unpacked.OfA(64, 128, 100_000);
    assertThat(unpacked.inPlace(MANY, 8, 64)).isTrue();
    assertThat(unpacked.inPlace(MANY, 8, 65)).isFalse();
    assertThat(unpacked.inPlace(MANY, 127, 65)).isFalse();
    assertThat(unpacked.inPlace(MANY, 128, 65)).isTrue();
    assertThat(unpacked.inPlace(1000, 100, 65)).isTrue();
    assertThat(unpacked.inPlace(1001, 100, 65)).isFalse();
  }

  @Test
  void aTransposedAWhoseStepsShareASetIsPacked() {
    Unpacked.OfTransposedA unpacked = new Unpacked.OfTransposedA(8, 512);
    assertThat(unpacked.inPlace(8, 500)).isTrue();
    assertThat(unpacked.inPlace(8, 256)).isTrue();
    assertThat(unpacked.inPlace(8, 512)).isFalse();
    assertThat(unpacked.inPlace(1, 1024)).isFalse();
    assertThat(unpacked.inPlace(9, 500)).isFalse();
  }

  @Test
  void aLargeAOfRowsWithinOneChunkIsReadAhead() {
    Unpacked.ReadAhead ahead = new Unpacked.ReadAhead(64, 100_000);
    assertThat(ahead.pays(MANY, 64)).isFalse();
    assertThat(ahead.pays(MANY, 65)).isTrue();
    assertThat(ahead.pays(MANY, BlockSizes.CHUNK)).isTrue();
    assertThat(ahead.pays(MANY, BlockSizes.CHUNK + 1)).isFalse();
    assertThat(ahead.pays(1000, 100)).isTrue();
    assertThat(ahead.pays(999, 100)).isFalse();
    assertThat(ahead.pays(Integer.MAX_VALUE, 100)).isTrue();
  }

  @Test
  void fromTwiceL2OnAndRowsOfMoreThanFourLines() {
    int l2 = 1 << 20;
    for (int bytes : new int[] {4, 8}) {
      Unpacked.ReadAhead ahead = Unpacked.measured(bytes, 256, 32 << 10, l2).ahead();
      assertThat(ahead.pays(2 * l2 / (128 * bytes), 128)).isTrue();
      assertThat(ahead.pays(2 * l2 / (128 * bytes) - 1, 128)).isFalse();
      assertThat(ahead.pays(MANY, 256 / bytes)).isFalse();
      assertThat(ahead.pays(MANY, 256 / bytes + 1)).isTrue();
    }
  }

  /** A block after the other, as the loops come to it; a packed A is not read twice. */
  @Test
  void onlyAnAInPlaceIsReadAheadBlockByBlock() {
    int mr = FloatGemm.kernel().mr();
    Unpacked.OfA alongRows = new Unpacked.OfA(MANY, 0, MANY);
    assertThat(offsetsReadAhead(alongRows, 3 * mr, 10)).containsExactly(0, 2 * mr * 10);
    assertThat(offsetsReadAhead(Unpacked.OfA.PACKED, 3 * mr, 10)).isEmpty();
  }

  private static List<Integer> offsetsReadAhead(Unpacked.OfA a, int m, int k) {
    GemmKernel<float[]> kernel = FloatGemm.kernel();
    List<Integer> offsets = new ArrayList<>();
    FloatPanels panels =
        new FloatPanels() {
          @Override
          public double readLines(float[] array, int off, int ld, int rows, int depth) {
            offsets.add(off);
            return super.readLines(array, off, ld, rows, depth);
          }
        };
    Unpacked unpacked =
        new Unpacked(
            a, Unpacked.OfB.PACKED, Unpacked.OfTransposedA.PACKED, new Unpacked.ReadAhead(0, 0));
    int mr = kernel.mr();
    int nr = kernel.nr();
    BlockSizes blocks = new BlockSizes(mr, nr, BlockSizes.CHUNK, 2 * mr, 2 * nr);
    GemmDriver<float[]> driver = new GemmDriver<>(kernel, null, panels, blocks, unpacked);
    GemmCall<float[]> call = driver.call();
    call.product(
        panels, FloatMatrix.zeros(m, k), FloatMatrix.zeros(k, nr), FloatMatrix.zeros(m, nr));
    driver.window(call, 0, m, 0, nr);
    return offsets;
  }

  /** Six rows of A a multiple of 4 KB apart, and B and C, want more than eight lines of a set. */
  @Test
  void withShortVectorsAnL1OfFewLinesASetDecides() {
    Unpacked eight = Unpacked.measured(8, 256, 32 << 10, 1 << 20);
    Unpacked twelve = Unpacked.measured(8, 256, 48 << 10, 1 << 20);
    assertThat(eight.a().inPlace(1024, 256, 512)).isFalse();
    assertThat(twelve.a().inPlace(1024, 256, 512)).isTrue();
    assertThat(eight.b().inPlace(32, 256, 300, 300)).isFalse();
    assertThat(twelve.b().inPlace(32, 256, 300, 300)).isTrue();
    assertThat(twelve.b().inPlace(32, 256, 512, 512)).isFalse();
    Unpacked wide = Unpacked.measured(8, 512, 48 << 10, 1 << 20);
    assertThat(wide.b().inPlace(32, 256, 512, 512)).isTrue();
    assertThat(wide.b().inPlace(MANY, 64, 32, 32)).isTrue();
    assertThat(wide.b().inPlace(MANY, 64, 31, 31)).isFalse();
  }

  /**
   * A last chunk of one step is small enough to be read in place, the one before it is not: if it
   * were, that would be by micro-kernels which nothing else has warmed up.
   */
  @Test
  void allChunksOfAProductReadBAlike() {
    Recorded kernel = new Recorded(FloatGemm.kernel());
    int n = 3 * kernel.nr();
    Unpacked unpacked =
        new Unpacked(
            Unpacked.OfA.PACKED,
            new Unpacked.OfB(0, 0, 0, 1, n, 1),
            Unpacked.OfTransposedA.PACKED,
            Unpacked.ReadAhead.NEVER);
    FloatMatrix a = FloatMatrix.zeros(7, BlockSizes.CHUNK + 1);
    FloatMatrix b = FloatMatrix.zeros(BlockSizes.CHUNK + 1, n);
    GemmDriver<float[]> driver = FloatDrivers.smallBlocks(kernel, unpacked);
    GemmCall<float[]> call = driver.call();
    call.product(driver.panels(), a, b, FloatMatrix.zeros(7, n));
    driver.run(call, Workers.shared());
    assertThat(kernel.leading).containsExactly(kernel.nr());
    assertThat(kernel.depths).containsExactlyInAnyOrder(BlockSizes.CHUNK, 1);
  }

  /** A kernel, and what it was called with. */
  private record Recorded(GemmKernel<float[]> kernel, Set<Integer> leading, Set<Integer> depths)
      implements GemmKernel<float[]> {
    Recorded(GemmKernel<float[]> kernel) {
      this(kernel, new TreeSet<>(), new TreeSet<>());
    }

    @Override
    public int mr() {
      return kernel.mr();
    }

    @Override
    public int nr() {
      return kernel.nr();
    }

    @Override
    public int width(int left) {
      return kernel.width(left);
    }

    @Override
    public float[][] scratch() {
      return kernel.scratch();
    }

    @Override
    public void run(
        int rows,
        int cols,
        int kc,
        float[] a,
        int aOff,
        int aLd,
        float[] b,
        int bOff,
        int bLd,
        float[] c,
        int cOff,
        int ldc,
        boolean accumulate,
        float[][] scratch) {
      leading.add(bLd);
      depths.add(kc);
      kernel.run(rows, cols, kc, a, aOff, aLd, b, bOff, bLd, c, cOff, ldc, accumulate, scratch);
    }
  }
}
