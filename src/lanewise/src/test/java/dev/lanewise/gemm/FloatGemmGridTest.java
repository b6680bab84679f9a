package dev.lanewise.gemm;

import dev.lanewise.matrix.Precision;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Bits of small products against the oracle. Each shape runs with all transposes of A and B; α, β
 * and the layouts go round, so that every pair of factors meets hundreds of shapes.
 */
class FloatGemmGridTest {
  private static final float[] FACTORS = {1f, 0f, -1f, 0.5f, -1.7f};
  private static final int MANY = Integer.MAX_VALUE;
  private static final int PAIRS = FACTORS.length * FACTORS.length;

  private final SplittableRandom random = new SplittableRandom(1);
  private int round;

  @Test
  void allShapesUpToTwoTilesAndOne() {
    GemmDriver<float[]> driver = FloatGemm.DRIVER;
    BlockSizes blocks = Gemm.blockSizes(Precision.F32);
    for (int m : sizes(blocks.mr())) {
      for (int n : sizes(blocks.nr())) {
        for (int k = 0; k <= 9; k++) {
          allTransposes(driver, m, n, k);
        }
      }
    }
  }

  /**
   * All up to two tiles and one; of the scalar kernel's large tiles those around them and small.
   */
  private static int[] sizes(int tile) {
    return IntStream.rangeClosed(0, 2 * tile + 1)
        .filter(size -> tile <= 32 || size < 10 || (size + 1) % tile < 3)
        .toArray();
  }

  /** Around the end of a chunk and of a second one; sizes around a tile's and its half. */
  @Test
  void depthsAroundTheChunk() {
    BlockSizes blocks = Gemm.blockSizes(Precision.F32);
    int[] rows = {1, 2, 3, blocks.mr(), 2 * blocks.mr() + 1};
    int[] cols = {1, 2, 5, blocks.nr() - 1, blocks.nr(), blocks.nr() + 1};
    for (int k : new int[] {254, 255, 256, 257, 258, 511, 512, 513, 514, 767, 768, 769}) {
      for (int m : rows) {
        for (int n : cols) {
          allTransposes(FloatGemm.DRIVER, m, n, k);
        }
      }
    }
  }

  /**
   * Blocks of two tiles: loops 3 and 4 run several times, with every micro-kernel, operands packed
   * and in place.
   */
  @Test
  void smallBlocks() {
    Unpacked.OfB inL1 = new Unpacked.OfB(0, 0, 0, 1, MANY, 0);
    Unpacked.OfA alongRows = new Unpacked.OfA(MANY, MANY, 0);
    Unpacked.OfTransposedA downColumns = new Unpacked.OfTransposedA(MANY, MANY);
    Unpacked.ReadAhead never = Unpacked.ReadAhead.NEVER;
    Unpacked.ReadAhead ahead = new Unpacked.ReadAhead(0, 0);
    Unpacked[] ways = {
      new Unpacked(Unpacked.OfA.PACKED, Unpacked.OfB.PACKED, Unpacked.OfTransposedA.PACKED, never),
      new Unpacked(Unpacked.OfA.PACKED, inL1, Unpacked.OfTransposedA.PACKED, never),
      new Unpacked(alongRows, Unpacked.OfB.PACKED, downColumns, ahead)
    };
    for (GemmKernel<float[]> kernel : FloatDrivers.kernels()) {
      for (Unpacked unpacked : ways) {
        smallBlocks(kernel, FloatDrivers.smallBlocks(kernel, unpacked));
      }
    }
  }

  private void smallBlocks(GemmKernel<float[]> kernel, GemmDriver<float[]> driver) {
    int mr = kernel.mr();
    int nr = kernel.nr();
    // The scalar kernel's tiles are large: two blocks of them will do.
    boolean large = nr > 64;
    int[] widths = {1, nr / 2, nr, 3 * nr / 2, 2 * nr + 1, 5 * nr + 2};
    for (int m : large ? new int[] {1, 2 * mr + 1} : new int[] {1, mr, 2 * mr + 1, 5 * mr + 2}) {
      for (int n : large ? new int[] {7, 2 * nr + 1} : widths) {
        for (int k : new int[] {5, 256, 513}) {
          allTransposes(driver, m, n, k);
        }
      }
    }
  }

  /** Every pair of α and β where blocks, chunks and edge tiles all meet. */
  @Test
  void allFactors() {
    for (GemmKernel<float[]> kernel : FloatDrivers.kernels()) {
      GemmDriver<float[]> driver = FloatDrivers.smallBlocks(kernel);
      for (int pair = 0; pair < PAIRS; pair++) {
        for (int k : new int[] {0, 1, 7, 256, 600}) {
          FloatGemmCase product =
              FloatGemmCase.random(5 * kernel.mr() - 1, 3 * kernel.nr() - 1, k, pair, random);
          product.check(
              driver,
              FloatGemmCase.SERIAL,
              FACTORS[pair / FACTORS.length],
              FACTORS[pair % FACTORS.length]);
        }
      }
    }
  }

  private void allTransposes(GemmDriver<float[]> driver, int m, int n, int k) {
    for (int transposes = 0; transposes < 4; transposes++) {
      // 7 and 25 share no factor: shapes of a row do not repeat the same pairs.
      int pair = round++ * 7 % PAIRS;
      FloatGemmCase.random(m, n, k, transposes, random)
          .check(
              driver,
              FloatGemmCase.SERIAL,
              FACTORS[pair / FACTORS.length],
              FACTORS[pair % FACTORS.length]);
    }
  }
}
