package dev.lanewise.gemm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanewise.gemm.FloatBlasCase.Vector;
import dev.lanewise.gemm.FloatGemmCase.Window;
import dev.lanewise.parallel.Workers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bits of a matrix times a vector against the oracle, with increments of both signs. */
class FloatGemvTest {
  private final FloatBlasCase given = new FloatBlasCase(21);

  @Test
  void smallShapes() {
    for (int m = 0; m <= 19; m++) {
      for (int n = 0; n <= 19; n++) {
        bothOrientations(FloatGemmCase.SERIAL, m, n);
      }
    }
  }

  /** Around a vector's width, eight rows at once, the chunk and the strip of outputs. */
  @Test
  void aroundEveryEdge() {
    int[] depths = {1, 7, 8, 9, 255, 256, 257, 511, 513, 770};
    int[] outputs = {1, 31, 32, 33, 63, 64, 65, 1023, 1025};
    for (int depth : depths) {
      for (int length : outputs) {
        bothOrientations(FloatGemmCase.SERIAL, length, depth);
        bothOrientations(FloatGemmCase.SERIAL, depth, length);
      }
    }
    bothOrientations(FloatGemmCase.SERIAL, GemvKernel.STRIP * 2 + 1, 3);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 7})
  void bitsDoNotDependOnThreads(int threads) {
    try (Workers workers = new Workers(threads)) {
      for (int round = 0; round < 3; round++) {
        bothOrientations(workers, 3001, 270);
        bothOrientations(workers, 270, 3001);
      }
    }
  }

  private void bothOrientations(Workers workers, int m, int n) {
    for (boolean trans : new boolean[] {false, true}) {
      given.nextFactors();
      Window a = given.matrix(m, n);
      Vector x = given.vector(trans ? m : n);
      Vector y = given.vector(trans ? n : m);
      check(workers, trans, a, x, y);
    }
  }

  private void check(Workers workers, boolean trans, Window a, Vector x, Vector y) {
    float alpha = given.alpha();
    float beta = given.beta();
    float[] expected = FloatBlasCase.unless(beta == 0f, y.window.array);
    float[] result = expected.clone();
    float factor = x.length == 0 ? 0f : alpha;
    for (int i = 0; i < y.length; i++) {
      int row = trans ? a.at(0, i) : a.at(i, 0);
      float sum =
          factor == 0f
              ? 0f
              : FloatReferenceGemm.sum(
                  x.length, a.array, row, trans ? a.ld : 1, x.window.array, x.at(0), x.increment);
      expected[y.at(i)] = FloatReferenceGemm.combine(factor, sum, beta, result[y.at(i)]);
    }
    new Level2<>(FloatGemm.DRIVER, () -> workers)
        .gemv(
            trans,
            a.rows,
            a.cols,
            alpha,
            FloatBlasCase.unless(alpha == 0f, a.array),
            a.offset,
            a.ld,
            FloatBlasCase.unless(alpha == 0f, x.window.array),
            x.window.offset,
            x.increment,
            beta,
            result,
            y.window.offset,
            y.increment);
    String what =
        String.format(
            "A%s %d×%d (ld %d), x %s, y %s, alpha %s, beta %s",
            trans ? " transposed" : "", a.rows, a.cols, a.ld, x, y, alpha, beta);
    FloatBlasCase.compare(expected, result, y.window::holds, what);
  }

  /** The public door: its arguments in their places, and the bits of gemm with one column. */
  @Test
  void isGemmWithOneColumn() {
    Window a = given.matrix(37, 300);
    float[] x = new float[300];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) given.random.nextGaussian();
    }
    float[] y = new float[37];
    float[] c = new float[37];
    Blas.sgemv(false, 37, 300, -1.5f, a.array, a.offset, a.ld, x, 0, 1, 0f, y, 0, 1);
    Blas.sgemm(false, false, 37, 1, 300, -1.5f, a.array, a.offset, a.ld, x, 0, 1, 0f, c, 0, 1);
    assertThat(y).containsExactly(c).doesNotContain(0f);
    float[] z = new float[300];
    float[] row = new float[300];
    Blas.sgemv(true, 37, 300, 2f, a.array, a.offset, a.ld, y, 0, 1, 1f, z, 0, 1);
    Blas.sgemm(false, false, 1, 300, 37, 2f, y, 0, 37, a.array, a.offset, a.ld, 1f, row, 0, 300);
    assertThat(z).containsExactly(row).doesNotContain(0f);
  }

  /** The offset is the lowest index that a vector uses, as in BLAS. */
  @Test
  void negativeIncrementsRunBackwards() {
    float[] identity = {1f, 0f, 0f, 1f};
    float[] y = {0f, 0f, 0f, 0f, 0f};
    Blas.sgemv(false, 2, 2, 1f, identity, 0, 2, new float[] {9f, 5f, 9f, 7f}, 1, -2, 0f, y, 0, 3);
    assertThat(y).containsExactly(7f, 0f, 0f, 5f, 0f);
  }
}
