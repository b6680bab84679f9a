package dev.lanewise.gemm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanewise.matrix.Matrix;
import dev.lanewise.matrix.Precision;
import dev.lanewise.parallel.Workers;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Products of matrix views, bit by bit; FloatGemmGridTest and FloatGemmThreadsTest do the same over
 * plain arrays, with α and β.
 */
class GemmBitsTest {
  private static final double OUTSIDE = -77;

  private final Random random = new Random(5);

  @ParameterizedTest
  @EnumSource
  void viewsTransposedInEveryWay(Precision precision) {
    BlockSizes blocks = Gemm.blockSizes(precision);
    try (Workers workers = new Workers(1)) {
      for (int m : new int[] {0, 1, 2, blocks.mr(), Math.min(25, 2 * blocks.mr() + 1), 40}) {
        for (int n :
            new int[] {0, 1, 3, Math.min(40, blocks.nr()), Math.min(67, 2 * blocks.nr() + 1)}) {
          for (int k : new int[] {0, 1, 2, 9, 256, 300}) {
            for (int transposes = 0; transposes < 8; transposes++) {
              check(workers, precision, m, n, k, transposes);
            }
          }
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void cutOverThreads(Precision precision) {
    try (Workers workers = new Workers(3)) {
      for (int transposes = 0; transposes < 8; transposes++) {
        check(workers, precision, 101, 203, 290, transposes);
      }
    }
  }

  /** Bits of {@code transposes}: 1 A, 2 B, 4 C. */
  private void check(Workers workers, Precision precision, int m, int n, int k, int transposes) {
    boolean transposedC = (transposes & 4) != 0;
    Matrix a = MatrixWindows.random(precision, m, k, (transposes & 1) != 0, Double.NaN, random);
    Matrix b = MatrixWindows.random(precision, k, n, (transposes & 2) != 0, Double.NaN, random);
    Matrix c = MatrixWindows.random(precision, m, n, transposedC, OUTSIDE, random);
    c.fill(Double.NaN);
    double[] around = everything(c);
    Gemm.multiply(workers, a, b, c, Epilogue.none());
    assertThat(c.toDoubles())
        .as("%d×%d×%d, transposes %d", m, n, k, transposes)
        .isEqualTo(MatrixWindows.product(a, b).toDoubles());
    c.fill(Double.NaN);
    assertThat(everything(c)).as("outside of C").isEqualTo(around);
  }

  /** The whole array that a view lies in. */
  private static double[] everything(Matrix view) {
    if (view.array() instanceof double[] doubles) {
      return doubles.clone();
    }
    float[] floats = (float[]) view.array();
    double[] all = new double[floats.length];
    for (int i = 0; i < all.length; i++) {
      all[i] = floats[i];
    }
    return all;
  }
}
