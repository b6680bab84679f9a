package dev.lanewise.gemm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanewise.gemm.FloatGemmCase.Window;
import dev.lanewise.parallel.Workers;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bits of one triangle against the oracle; the other triangle keeps every bit, a NaN's payload. */
class FloatSyrkTest {
  private final FloatBlasCase given = new FloatBlasCase(23);

  /** Squares that are computed whole, and triangles of several levels. */
  @Test
  void allOrders() {
    int[] orders = {0, 1, 2, 3, 6, 7, 33, 63, 64, 65, 127, 128, 129, 150, 261};
    for (int n : orders) {
      for (int k : new int[] {0, 1, 9, 256, 300}) {
        allTriangles(FloatGemmCase.SERIAL, n, n > 200 ? k % 100 : k);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 7})
  void bitsDoNotDependOnThreads(int threads) {
    try (Workers workers = new Workers(threads)) {
      for (int round = 0; round < 4; round++) {
        allTriangles(workers, 300, 40);
        allTriangles(workers, 90, 300);
      }
    }
  }

  private void allTriangles(Workers workers, int n, int k) {
    for (int kind = 0; kind < 4; kind++) {
      given.nextFactors();
      boolean trans = (kind & 2) != 0;
      check(workers, kind % 2 == 0, trans, trans ? given.matrix(k, n) : given.matrix(n, k), n, k);
    }
  }

  private void check(Workers workers, boolean upper, boolean trans, Window a, int n, int k) {
    float alpha = given.alpha();
    float beta = given.beta();
    Window c = given.matrix(n, n);
    float[] expected = FloatBlasCase.unless(beta == 0f, c.array);
    float[] result = expected.clone();
    float factor = k == 0 ? 0f : alpha;
    int step = trans ? a.ld : 1;
    for (int i = 0; i < n; i++) {
      for (int j = upper ? i : 0; j < (upper ? n : i + 1); j++) {
        int left = trans ? a.at(0, i) : a.at(i, 0);
        int right = trans ? a.at(0, j) : a.at(j, 0);
        float sum =
            factor == 0f
                ? 0f
                : FloatReferenceGemm.sum(k, a.array, left, step, a.array, right, step);
        expected[c.at(i, j)] = FloatReferenceGemm.combine(factor, sum, beta, result[c.at(i, j)]);
      }
    }
    new Level3<>(FloatGemm.DRIVER, () -> workers)
        .syrk(
            upper,
            trans,
            n,
            k,
            alpha,
            FloatBlasCase.unless(alpha == 0f, a.array),
            a.offset,
            a.ld,
            beta,
            result,
            c.offset,
            c.ld);
    IntPredicate triangle =
        at -> {
          int i = (at - c.offset) / c.ld;
          int j = (at - c.offset) % c.ld;
          return c.holds(at) && (upper ? j >= i : j <= i);
        };
    String what =
        String.format(
            "%s triangle of %d, k %d%s, alpha %s, beta %s",
            upper ? "upper" : "lower", n, k, trans ? ", transposed" : "", alpha, beta);
    FloatBlasCase.compare(expected, result, triangle, what);
  }

  /** The public door: its arguments in their places, and the bits of gemm. */
  @Test
  void isATriangleOfGemm() {
    Window a = given.matrix(70, 30);
    float[] c = new float[70 * 70];
    float[] whole = c.clone();
    Blas.ssyrk(true, false, 70, 30, 2f, a.array, a.offset, a.ld, 0f, c, 0, 70);
    assertThat(c[70]).isZero();
    Blas.ssyrk(false, false, 70, 30, 2f, a.array, a.offset, a.ld, 0f, c, 0, 70);
    Blas.sgemm(
        false, true, 70, 70, 30, 2f, a.array, a.offset, a.ld, a.array, a.offset, a.ld, 0f, whole, 0,
        70);
    assertThat(c).containsExactly(whole);
  }
}
