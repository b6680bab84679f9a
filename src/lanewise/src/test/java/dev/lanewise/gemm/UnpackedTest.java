package dev.lanewise.gemm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanewise.matrix.FloatMatrix;
import dev.lanewise.parallel.Workers;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Which rows and sizes are read in place; that the bits are the same is FloatGemmGridTest's. */
class UnpackedTest {
  private static final int MANY = 1_000_000;

  @Test
  void aBInL1IsReadInPlaceByAnyNumberOfRows() {
    Unpacked unpacked = new Unpacked(0, 8, 16, 4096, 64, 0, 1);
    assertThat(unpacked.readsB(MANY, 64, 64, 64)).isTrue();
    assertThat(unpacked.readsB(MANY, 65, 64, 64)).isFalse();
  }

  /** Rows of a narrow window on a wide matrix share few sets of a cache. */
  @Test
  void notIfItsRowsLieFarApartOrAreShort() {
    Unpacked unpacked = new Unpacked(0, 8, 16, 4096, 64, 0, 1);
    assertThat(unpacked.readsB(MANY, 64, 64, 1024)).isFalse();
    assertThat(unpacked.readsB(MANY, 64, 63, 63)).isFalse();
    assertThat(unpacked.readsB(16, 64, 64, 1024)).isTrue();
    assertThat(unpacked.readsB(17, 64, 64, 1024)).isFalse();
  }

  @Test
  void aLargeOneByFewRowsAlone() {
    Unpacked unpacked = new Unpacked(0, 8, 16, 0, 64, 0, 1);
    assertThat(unpacked.readsB(16, 96, 96, 96)).isTrue();
    assertThat(unpacked.readsB(16, 97, 96, 96)).isFalse();
    assertThat(unpacked.readsB(8, 97, 96, 96)).isTrue();
    assertThat(unpacked.readsB(9, 97, 96, 96)).isFalse();
  }

  @Test
  void aTransposedAWhoseStepsShareASetIsPacked() {
    Unpacked unpacked = new Unpacked(0, 0, 0, 0, 0, 8, 512);
    assertThat(unpacked.readsTransposedA(8, 500)).isTrue();
    assertThat(unpacked.readsTransposedA(8, 256)).isTrue();
    assertThat(unpacked.readsTransposedA(8, 512)).isFalse();
    assertThat(unpacked.readsTransposedA(1, 1024)).isFalse();
    assertThat(unpacked.readsTransposedA(9, 500)).isFalse();
  }

  /**
   * A last chunk of one step is small enough to be read in place, the one before it is not: if it
   * were, that would be by micro-kernels which nothing else has warmed up.
   */
  @Test
  void allChunksOfAProductReadBAlike() {
    Recorded kernel = new Recorded(FloatGemm.kernel());
    int n = 3 * kernel.nr();
    Unpacked unpacked = new Unpacked(0, 0, 0, n, 1, 0, 1);
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
