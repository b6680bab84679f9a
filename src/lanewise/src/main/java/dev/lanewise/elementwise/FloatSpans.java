package dev.lanewise.elementwise;

import java.util.Arrays;

/**
 * Leaf kernels on n contiguous elements, from which row kernels, reductions and losses are made.
 *
 * <p>A sum takes 16 virtual lanes, lane l adding elements l, l + 16, … in ascending order from +0;
 * then lanes that lie 8, 4, 2 and 1 apart are added. The lanes lie in an array, so that a sum may
 * go on from one block to the next, which begins at a multiple of 16.
 */
abstract sealed class FloatSpans permits FloatScalarSpans, FloatVectorSpans {
  /** Virtual lanes of a sum: numerics v1. */
  static final int LANES = 16;

  /** Whether rows are for {@link FloatVectorShortRows}. */
  boolean areShort(int rows, int cols) {
    return false;
  }

  /** Largest element, NaN left out, +0 for a zero of any sign; −∞ when there is none. */
  abstract float max(int n, float[] x, int xOff);

  /** Places at … of columns ← column of the first largest element of each row, or first NaN. */
  abstract void argMax(int rows, int cols, float[] x, int xOff, int xLd, int[] columns, int at);

  /** y ← x − c. */
  abstract void subtract(int n, float[] x, int xOff, float c, float[] y, int yOff);

  /**
   * t ← x − maxima(i), the largest element of row i, or −∞ if there is none: {@link #max} of rows
   * without NaN. Of other rows t has a NaN and else any numbers.
   */
  abstract void subtractMaxima(
      int rows,
      int cols,
      float[] x,
      int xOff,
      int xLd,
      float[] t,
      int tOff,
      int tLd,
      float[] maxima);

  /** x ← x − c(i), for each row. */
  abstract void subtract(int rows, int cols, float[] x, int xOff, int xLd, float[] c);

  /** sums(i) ← Σ x(i), for each row. */
  void sums(int rows, int cols, float[] x, int xOff, int xLd, float[] sums) {
    FloatScratch scratch = FloatScratch.take();
    for (int i = 0; i < rows; i++) {
      Arrays.fill(scratch.lanes, 0f);
      addTo(scratch.lanes, cols, x, xOff + i * xLd);
      sums[i] = total(scratch.lanes);
    }
    scratch.give();
  }

  /** x ← x/divisors(i), for each row. */
  abstract void divide(int rows, int cols, float[] x, int xOff, int xLd, float[] divisors);

  /** y ← e^x, where no x is positive. */
  abstract void expOfNonPositive(int n, float[] x, int xOff, float[] y, int yOff);

  /** y ← ln x. */
  abstract void log(int n, float[] x, int xOff, float[] y, int yOff);

  /** y ← |x|. */
  abstract void abs(int n, float[] x, int xOff, float[] y, int yOff);

  /** y ← y + α where x &gt; 0, y − α where x &lt; 0, y + x where it is 0 or NaN. */
  abstract void addSign(int n, float alpha, float[] x, int xOff, float[] y, int yOff);

  /** x ← c·x. */
  abstract void scale(int n, float[] x, int xOff, float c);

  /** x ← c where x &gt; c, −c where x &lt; −c. */
  abstract void clamp(int n, float[] x, int xOff, float c);

  /** Lanes accumulate x. */
  abstract void addTo(float[] lanes, int n, float[] x, int xOff);

  /** Lanes accumulate x in double precision. */
  abstract void addWideTo(double[] lanes, int n, float[] x, int xOff);

  /** Lanes accumulate x·y in double precision, in one fused step. */
  abstract void addProductsTo(double[] lanes, int n, float[] x, int xOff, float[] y, int yOff);

  /** Lanes accumulate (x − c)² in double precision, the square in one fused step. */
  abstract void addSquaresTo(double[] lanes, int n, float[] x, int xOff, double c);

  /** The lanes' sum. */
  static float total(float[] lanes) {
    float even = (lanes[0] + lanes[8] + (lanes[4] + lanes[12]));
    even += lanes[2] + lanes[10] + (lanes[6] + lanes[14]);
    float odd = (lanes[1] + lanes[9] + (lanes[5] + lanes[13]));
    odd += lanes[3] + lanes[11] + (lanes[7] + lanes[15]);
    return even + odd;
  }

  /** The lanes' sum. */
  static double wideTotal(double[] lanes) {
    double even = (lanes[0] + lanes[8] + (lanes[4] + lanes[12]));
    even += lanes[2] + lanes[10] + (lanes[6] + lanes[14]);
    double odd = (lanes[1] + lanes[9] + (lanes[5] + lanes[13]));
    odd += lanes[3] + lanes[11] + (lanes[7] + lanes[15]);
    return even + odd;
  }
}
