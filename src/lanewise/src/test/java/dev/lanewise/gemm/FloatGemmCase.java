package dev.lanewise.gemm;

import dev.lanewise.matrix.FloatBits;
import dev.lanewise.parallel.Workers;
import java.util.function.DoubleSupplier;
import java.util.random.RandomGenerator;

/**
 * One product over plain arrays and its exact answer. Windows lie at odd offsets with leading
 * dimensions of 0 to 3 more than they need, in arrays full of a marked NaN: reading outside shows
 * in the result, writing outside in the marks.
 */
final class FloatGemmCase {
  /** A team of the caller alone. */
  static final Workers SERIAL = new Workers(1);

  final int m;
  final int n;
  final int k;
  final boolean transA;
  final boolean transB;
  final Window a;
  final Window b;
  final Window c;

  /** A row-major window and the array that it lies in. */
  static final class Window {
    final int offset;
    final int rows;
    final int cols;
    final int ld;
    final float[] array;

    Window(int rows, int cols, RandomGenerator layout, DoubleSupplier values) {
      this.rows = rows;
      this.cols = cols;
      offset = layout.nextInt(4);
      ld = Math.max(1, cols) + layout.nextInt(4);
      int used = rows == 0 || cols == 0 ? 0 : (rows - 1) * ld + cols;
      array = FloatBits.marks(offset + used + layout.nextInt(3));
      for (int i = 0; i < rows; i++) {
        for (int j = 0; j < cols; j++) {
          array[offset + i * ld + j] = (float) values.getAsDouble();
        }
      }
    }

    int at(int i, int j) {
      return offset + i * ld + j;
    }

    boolean holds(int index) {
      int inside = index - offset;
      return inside >= 0 && inside / ld < rows && inside % ld < cols;
    }
  }

  /** Bits of {@code transposes}: 1 A, 2 B. */
  FloatGemmCase(
      int m, int n, int k, int transposes, RandomGenerator layout, DoubleSupplier values) {
    this.m = m;
    this.n = n;
    this.k = k;
    transA = (transposes & 1) != 0;
    transB = (transposes & 2) != 0;
    a = transA ? new Window(k, m, layout, values) : new Window(m, k, layout, values);
    b = transB ? new Window(n, k, layout, values) : new Window(k, n, layout, values);
    c = new Window(m, n, layout, values);
  }

  /** With numbers of the normal distribution, which fill the whole fraction. */
  static FloatGemmCase random(int m, int n, int k, int transposes, RandomGenerator random) {
    return new FloatGemmCase(m, n, k, transposes, random, random::nextGaussian);
  }

  /** The sum for C(i, j), before α and β. */
  float sum(int i, int j) {
    return FloatReferenceGemm.sum(
        k,
        a.array,
        transA ? a.at(0, i) : a.at(i, 0),
        transA ? a.ld : 1,
        b.array,
        transB ? b.at(j, 0) : b.at(0, j),
        transB ? 1 : b.ld);
  }

  /** Runs the product: with β = 0 over a C of NaN, with α = 0 with operands of NaN. */
  float[] run(GemmDriver<float[]> driver, Workers workers, float alpha, float beta) {
    float[] left = alpha == 0f ? FloatBits.marks(a.array.length) : a.array;
    float[] right = alpha == 0f ? FloatBits.marks(b.array.length) : b.array;
    float[] result = beta == 0f ? FloatBits.marks(c.array.length) : c.array.clone();
    new Level3<>(driver, () -> workers)
        .gemm(
            transA, transB, m, n, k, alpha, left, a.offset, a.ld, right, b.offset, b.ld, beta,
            result, c.offset, c.ld);
    return result;
  }

  /** Runs the product and compares the bits of all of C's array with the oracle. */
  void check(GemmDriver<float[]> driver, Workers workers, float alpha, float beta) {
    float[] result = run(driver, workers, alpha, beta);
    float[] expected = c.array.clone();
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        int at = c.at(i, j);
        float factor = k == 0 ? 0f : alpha;
        float sum = factor == 0f ? 0f : sum(i, j);
        expected[at] = FloatReferenceGemm.combine(factor, sum, beta, c.array[at]);
      }
    }
    compare(expected, result, "alpha " + alpha + ", beta " + beta + ", " + driver.blocks());
  }

  /** Equal bits: in the window every NaN is the same, outside of it the payload counts, too. */
  void compare(float[] expected, float[] result, String what) {
    for (int at = 0; at < result.length; at++) {
      if (!FloatBits.same(expected[at], result[at])
          && !(c.holds(at) && Float.compare(expected[at], result[at]) == 0)) {
        String place =
            c.holds(at)
                ? "C(" + (at - c.offset) / c.ld + ", " + (at - c.offset) % c.ld + ")"
                : "outside of C, at index " + at;
        throw new AssertionError(
            place + " is " + result[at] + ", must be " + expected[at] + ": " + this + ", " + what);
      }
    }
  }

  @Override
  public String toString() {
    return String.format(
        "%d×%d×%d, A%s at %d (ld %d), B%s at %d (ld %d), C at %d (ld %d)",
        m,
        n,
        k,
        transA ? " transposed" : "",
        a.offset,
        a.ld,
        transB ? " transposed" : "",
        b.offset,
        b.ld,
        c.offset,
        c.ld);
  }
}
