package dev.lanewise.gemm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanewise.matrix.FloatBits;
import dev.lanewise.matrix.Precision;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Answers that are known without numerics v1, the rounding bound, and special values. */
class FloatGemmValuesTest {
  private static final float[] SPECIAL = {
    0f,
    -0f,
    1f,
    -1f,
    Float.MIN_VALUE,
    -Float.MIN_NORMAL,
    Float.MAX_VALUE,
    Float.POSITIVE_INFINITY,
    Float.NEGATIVE_INFINITY,
    Float.NaN
  };

  private final Random random = new Random(4);

  /** Exact in any order of additions: a check of indexing alone. */
  @Test
  void smallIntegersAreExact() {
    for (int transposes = 0; transposes < 4; transposes++) {
      FloatGemmCase product =
          new FloatGemmCase(37, 83, 530, transposes, random, () -> random.nextInt(21) - 10);
      float[] result = product.run(FloatGemm.DRIVER, FloatGemmCase.SERIAL, -2f, 3f);
      for (int i = 0; i < product.m; i++) {
        for (int j = 0; j < product.n; j++) {
          long sum = 0;
          for (int p = 0; p < product.k; p++) {
            sum += (long) (element(product, true, i, p) * element(product, false, p, j));
          }
          long expected = -2 * sum + 3 * (long) product.c.array[product.c.at(i, j)];
          assertThat((long) result[product.c.at(i, j)])
              .as("C(%d, %d) of %s", i, j, product)
              .isEqualTo(expected);
        }
      }
    }
  }

  @Test
  void timesIdentityIsA() {
    for (int size : new int[] {1, 2, 7, 33, 64, 257, 300}) {
      float[] a = new float[11 * size];
      for (int i = 0; i < a.length; i++) {
        a[i] = (float) random.nextGaussian();
      }
      float[] identity = new float[size * size];
      for (int i = 0; i < size; i++) {
        identity[i * size + i] = 1f;
      }
      float[] c = FloatBits.marks(a.length);
      Blas.sgemm(false, false, 11, size, size, 1f, a, 0, size, identity, 0, size, 0f, c, 0, size);
      assertThat(c).as("A·I, %d", size).containsExactly(a);
    }
  }

  /** |Ĉ − C| ≤ γ(k + 2)·(|α||A||B| + |β||C|), both sides in exact arithmetic. */
  @Test
  void errorStaysInsideTheBound() {
    double u = Precision.F32.unitRoundoff();
    for (int k : new int[] {1, 2, 9, 100, 256, 257, 700, 2000}) {
      FloatGemmCase product = FloatGemmCase.random(5, 6, k, k % 4, random);
      float alpha = (float) random.nextGaussian();
      float beta = (float) random.nextGaussian();
      float[] result = product.run(FloatGemm.DRIVER, FloatGemmCase.SERIAL, alpha, beta);
      BigDecimal gamma = new BigDecimal((k + 2) * u / (1 - (k + 2) * u));
      for (int i = 0; i < product.m; i++) {
        for (int j = 0; j < product.n; j++) {
          BigDecimal exact = BigDecimal.ZERO;
          BigDecimal size = BigDecimal.ZERO;
          for (int p = 0; p < k; p++) {
            BigDecimal term =
                new BigDecimal(element(product, true, i, p))
                    .multiply(new BigDecimal(element(product, false, p, j)));
            exact = exact.add(term);
            size = size.add(term.abs());
          }
          BigDecimal old =
              new BigDecimal(beta).multiply(new BigDecimal(product.c.array[product.c.at(i, j)]));
          exact = exact.multiply(new BigDecimal(alpha)).add(old);
          size = size.multiply(new BigDecimal(alpha).abs()).add(old.abs());
          BigDecimal error = exact.subtract(new BigDecimal(result[product.c.at(i, j)])).abs();
          assertThat(error)
              .as("C(%d, %d) of %s", i, j, product)
              .isLessThanOrEqualTo(size.multiply(gamma, MathContext.DECIMAL64));
        }
      }
    }
  }

  /** Special values everywhere, in full tiles, edges and tails, against the plain loop. */
  @Test
  void specialValuesGoTheWayOfThePlainLoop() {
    for (GemmKernel<float[]> kernel : FloatDrivers.kernels()) {
      for (int k : new int[] {1, 2, 3, 260}) {
        for (int rare : new int[] {1, 40}) {
          FloatGemmCase product =
              new FloatGemmCase(
                  2 * kernel.mr() + 3,
                  2 * kernel.nr() + 3,
                  k,
                  k % 4,
                  random,
                  () ->
                      random.nextInt(rare) == 0
                          ? SPECIAL[random.nextInt(SPECIAL.length)]
                          : random.nextGaussian());
          product.check(FloatDrivers.smallBlocks(kernel), FloatGemmCase.SERIAL, 1f, 0f);
          product.check(FloatDrivers.smallBlocks(kernel), FloatGemmCase.SERIAL, 0.5f, 1f);
          product.check(FloatDrivers.smallBlocks(kernel), FloatGemmCase.SERIAL, 2f, 0f);
          product.check(FloatDrivers.smallBlocks(kernel), FloatGemmCase.SERIAL, 0f, -1f);
        }
      }
    }
  }

  @Test
  void zerosAreNotSkipped() {
    assertThat(dot(0f, Float.NaN)).isNaN();
    assertThat(dot(Float.NaN, 0f)).isNaN();
    assertThat(dot(0f, Float.POSITIVE_INFINITY)).isNaN();
    assertThat(dot(-1f, Float.POSITIVE_INFINITY)).isEqualTo(Float.NEGATIVE_INFINITY);
  }

  @Test
  void subnormalsAreKept() {
    assertThat(dot(Float.MIN_VALUE, 1f)).isEqualTo(Float.MIN_VALUE);
    assertThat(dot(Float.MIN_VALUE, -3f)).isEqualTo(-3f * Float.MIN_VALUE);
    assertThat(dot(Float.MIN_NORMAL, 0.5f)).isEqualTo(Float.MIN_NORMAL / 2);
  }

  /** A chain begins at +0, so −0·1 comes out as +0. */
  @Test
  void sumsBeginAtPlusZero() {
    assertThat(FloatBits.same(dot(-0f, 1f), 0f)).isTrue();
  }

  @Test
  void noProductLeavesBetaTimesC() {
    float[] none = {};
    float[] nan = {Float.NaN, Float.NaN};
    float[] c = {3f, -0f};
    Blas.sgemm(false, false, 1, 2, 0, 1f, none, 0, 1, none, 0, 2, 1f, c, 0, 2);
    assertThat(c).containsExactly(3f, -0f);
    Blas.sgemm(false, false, 1, 2, 1, 0f, nan, 0, 1, nan, 0, 2, 2f, c, 0, 2);
    assertThat(c).containsExactly(6f, -0f);
    Blas.sgemm(false, false, 1, 2, 1, 0f, nan, 0, 1, nan, 0, 2, 0f, c, 0, 2);
    assertThat(c).containsExactly(0f, 0f);
    c[0] = Float.NaN;
    Blas.sgemm(false, false, 1, 2, 0, Float.NaN, none, 0, 1, none, 0, 2, 0f, c, 0, 2);
    assertThat(c).containsExactly(0f, 0f);
  }

  private static float dot(float x, float y) {
    float[] c = {Float.NaN};
    Blas.sgemm(
        false, false, 1, 1, 1, 1f, new float[] {x}, 0, 1, new float[] {y}, 0, 1, 0f, c, 0, 1);
    return c[0];
  }

  private static float element(FloatGemmCase product, boolean left, int i, int j) {
    FloatGemmCase.Window window = left ? product.a : product.b;
    boolean transposed = left ? product.transA : product.transB;
    return window.array[transposed ? window.at(j, i) : window.at(i, j)];
  }
}
