package dev.lanewise.elementwise;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * d ← −(x − a)·a·(1 − a) with its column sums in the same pass.
 *
 * <p>Rows of 16, 8 or 4 vectors that lie one after the other are one panel: 1.00 to 1.05 times the
 * time without sums in L3 and in memory. Others go in two steps over a block, the second of which
 * finds it in L1: 1.2 to 1.4 times.
 */
final class FloatVectorOutputDelta {
  private static final VectorSpecies<Float> SPECIES = FloatLanes.SPECIES;
  private static final int LANES = FloatLanes.LENGTH;

  private FloatVectorOutputDelta() {}

  static void run(
      int rows,
      int cols,
      float[] x,
      int xOff,
      int xLd,
      float[] a,
      int aOff,
      int aLd,
      float[] d,
      int dOff,
      int dLd,
      float[] sums,
      int sumsOff) {
    if (sums == null) {
      rows(rows, cols, x, xOff, xLd, a, aOff, aLd, d, dOff, dLd);
      return;
    }
    if (xLd == cols && aLd == cols && dLd == cols) {
      int n = rows * cols;
      if (cols == 16 * LANES) {
        FloatOutputDelta16.run(n, x, xOff, a, aOff, d, dOff, sums, sumsOff);
        return;
      }
      if (cols == 8 * LANES) {
        FloatOutputDelta8.run(n, x, xOff, a, aOff, d, dOff, sums, sumsOff);
        return;
      }
      if (cols == 4 * LANES) {
        FloatOutputDelta4.run(n, x, xOff, a, aOff, d, dOff, sums, sumsOff);
        return;
      }
    }
    Arrays.fill(sums, sumsOff, sumsOff + cols, 0f);
    int height = FloatVectorColumns.blockHeight(cols);
    for (int from = 0; from < rows; from += height) {
      int n = Math.min(height, rows - from);
      int x0 = xOff + from * xLd;
      int a0 = aOff + from * aLd;
      int d0 = dOff + from * dLd;
      rows(n, cols, x, x0, xLd, a, a0, aLd, d, d0, dLd);
      FloatVectorColumns.addBlock(n, cols, d, d0, dLd, sums, sumsOff);
    }
  }

  private static void rows(
      int rows,
      int cols,
      float[] x,
      int xOff,
      int xLd,
      float[] a,
      int aOff,
      int aLd,
      float[] d,
      int dOff,
      int dLd) {
    if (xLd == cols && aLd == cols && dLd == cols) {
      row(rows * cols, x, xOff, a, aOff, d, dOff);
      return;
    }
    for (int i = 0; i < rows; i++) {
      row(cols, x, xOff + i * xLd, a, aOff + i * aLd, d, dOff + i * dLd);
    }
  }

  private static void row(int n, float[] x, int xOff, float[] a, int aOff, float[] d, int dOff) {
    FloatVector one = FloatVector.broadcast(SPECIES, 1f);
    int end = SPECIES.loopBound(n);
    for (int j = 0; j < end; j += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, a, aOff + j);
      v.sub(FloatVector.fromArray(SPECIES, x, xOff + j))
          .mul(v.mul(one.sub(v)))
          .intoArray(d, dOff + j);
    }
    for (int j = end; j < n; j++) {
      d[dOff + j] = FloatScalarElementwise.outputDelta(x[xOff + j], a[aOff + j]);
    }
  }
}
