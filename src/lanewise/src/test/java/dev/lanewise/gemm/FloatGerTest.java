package dev.lanewise.gemm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanewise.gemm.FloatBlasCase.Vector;
import dev.lanewise.gemm.FloatGemmCase.Window;
import dev.lanewise.matrix.FloatBits;
import dev.lanewise.parallel.Workers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bits of the rank-1 update against the oracle of k = 1, β = 1. */
class FloatGerTest {
  private final FloatBlasCase given = new FloatBlasCase(22);

  @Test
  void smallShapes() {
    for (int m = 0; m <= 9; m++) {
      for (int n = 0; n <= 67; n++) {
        check(FloatGemmCase.SERIAL, m, n);
      }
    }
    check(FloatGemmCase.SERIAL, 3, GemvKernel.STRIP * 2 + 1);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 7})
  void bitsDoNotDependOnThreads(int threads) {
    try (Workers workers = new Workers(threads)) {
      for (int round = 0; round < 3; round++) {
        check(workers, 1501, 301);
        check(workers, 301, 1501);
      }
    }
  }

  private void check(Workers workers, int m, int n) {
    given.nextFactors();
    float alpha = given.alpha();
    Vector x = given.vector(m);
    Vector y = given.vector(n);
    Window a = given.matrix(m, n);
    float[] expected = a.array.clone();
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        int at = a.at(i, j);
        float sum = Math.fma(x.window.array[x.at(i)], y.window.array[y.at(j)], 0f);
        expected[at] = FloatReferenceGemm.combine(alpha, alpha == 0f ? 0f : sum, 1f, expected[at]);
      }
    }
    float[] result = a.array.clone();
    new Level2<>(FloatGemm.DRIVER, () -> workers)
        .ger(
            m,
            n,
            alpha,
            FloatBlasCase.unless(alpha == 0f, x.window.array),
            x.window.offset,
            x.increment,
            FloatBlasCase.unless(alpha == 0f, y.window.array),
            y.window.offset,
            y.increment,
            result,
            a.offset,
            a.ld);
    String what = String.format("%d×%d (ld %d), x %s, y %s, alpha %s", m, n, a.ld, x, y, alpha);
    FloatBlasCase.compare(expected, result, a::holds, what);
  }

  /** The public door, against gemm itself; tiny products end in a zero whose sign counts. */
  @Test
  void isGemmOfDepthOne() {
    float[] x = {0f, -0f, 1f, -Float.MIN_VALUE, Float.NaN, Float.POSITIVE_INFINITY, 3f};
    float[] y = new float[40];
    for (int j = 0; j < y.length; j++) {
      y[j] =
          j % 4 == 0 ? x[j % x.length] : j % 4 == 1 ? 0.25f : (float) given.random.nextGaussian();
    }
    for (float alpha : new float[] {1f, -2f, 0f}) {
      float[] a = new float[7 * 40];
      for (int i = 0; i < a.length; i++) {
        a[i] = i % 3 == 0 ? -0f : (float) given.random.nextGaussian();
      }
      float[] c = a.clone();
      Blas.sger(7, 40, alpha, x, 0, 1, y, 0, 1, a, 0, 40);
      Blas.sgemm(false, false, 7, 40, 1, alpha, x, 0, 1, y, 0, 40, 1f, c, 0, 40);
      FloatBlasCase.compare(c, a, at -> true, "alpha " + alpha);
    }
  }

  @Test
  void alphaZeroLeavesEveryBit() {
    float[] a = FloatBits.marks(6);
    Blas.sger(2, 3, 0f, new float[2], 0, 1, new float[3], 0, 1, a, 0, 3);
    for (float element : a) {
      assertThat(FloatBits.same(element, FloatBits.MARK)).isTrue();
    }
  }

  /** x and y may be the same vector. */
  @Test
  void squareOfAVector() {
    float[] x = {1f, 2f, 3f};
    float[] a = new float[9];
    Blas.sger(3, 3, 1f, x, 0, 1, x, 0, 1, a, 0, 3);
    assertThat(a).containsExactly(1f, 2f, 3f, 2f, 4f, 6f, 3f, 6f, 9f);
  }
}
