package dev.lanewise.elementwise;

// precision: by hand

import dev.lanewise.parallel.Pool;

/**
 * Sums in double precision over spans of single precision, a block at a time, which is widened into
 * scratch in L1 first: lanes accumulate the first {@code end} elements, a multiple of 16.
 *
 * <p>Half vectors of floats could be widened in registers. But until that is compiled, the Vector
 * API stores them with the method that all vectors share, and with two classes in its profile C2
 * makes objects of vectors elsewhere, in some JVMs and for ever.
 */
final class FloatVectorWide {
  private static final int BLOCK = 512;

  private static final Pool<double[]> SCRATCH = new Pool<>(() -> new double[2 * BLOCK]);

  private FloatVectorWide() {}

  static void addWideTo(double[] lanes, int end, float[] x, int xOff) {
    double[] wide = SCRATCH.take();
    for (int from = 0; from < end; from += BLOCK) {
      int n = Math.min(BLOCK, end - from);
      widen(n, x, xOff + from, wide, 0);
      DoubleVectorWide.addWideTo(lanes, n, wide, 0);
    }
    SCRATCH.give(wide);
  }

  static void addProductsTo(double[] lanes, int end, float[] x, int xOff, float[] y, int yOff) {
    double[] wide = SCRATCH.take();
    for (int from = 0; from < end; from += BLOCK) {
      int n = Math.min(BLOCK, end - from);
      widen(n, x, xOff + from, wide, 0);
      widen(n, y, yOff + from, wide, BLOCK);
      DoubleVectorWide.addProductsTo(lanes, n, wide, 0, wide, BLOCK);
    }
    SCRATCH.give(wide);
  }

  static void addSquaresTo(double[] lanes, int end, float[] x, int xOff, double c) {
    double[] wide = SCRATCH.take();
    for (int from = 0; from < end; from += BLOCK) {
      int n = Math.min(BLOCK, end - from);
      widen(n, x, xOff + from, wide, 0);
      DoubleVectorWide.addSquaresTo(lanes, n, wide, 0, c);
    }
    SCRATCH.give(wide);
  }

  private static void widen(int n, float[] x, int xOff, double[] wide, int at) {
    for (int j = 0; j < n; j++) {
      wide[at + j] = x[xOff + j];
    }
  }
}
