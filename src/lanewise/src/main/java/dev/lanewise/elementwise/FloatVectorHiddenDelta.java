package dev.lanewise.elementwise;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * d ← (s + t)·a·(1 − a) with its column sums in the same pass.
 *
 * <p>Rows of 8 or 4 vectors are one panel, with the sums in registers. Other columns go in two
 * steps over a block, the second of which finds it in L1: 1.3 times the time without sums in L3,
 * where two panels in a row, each skipping the other's elements, took 1.5 times (64 columns, f64,
 * AVX2).
 */
final class FloatVectorHiddenDelta {
  private static final VectorSpecies<Float> SPECIES = FloatLanes.SPECIES;
  private static final int LANES = FloatLanes.LENGTH;

  private FloatVectorHiddenDelta() {}

  static void run(
      int rows,
      int cols,
      float[] s,
      int sOff,
      int sLd,
      float[] t,
      int tOff,
      float[] a,
      int aOff,
      int aLd,
      float[] d,
      int dOff,
      int dLd,
      float[] sums,
      int sumsOff) {
    if (sums == null) {
      rows(rows, cols, s, sOff, sLd, t, tOff, a, aOff, aLd, d, dOff, dLd);
      return;
    }
    if (cols == 8 * LANES) {
      FloatHiddenDelta8.run(rows, s, sOff, sLd, t, tOff, a, aOff, aLd, d, dOff, dLd, sums, sumsOff);
      return;
    }
    if (cols == 4 * LANES) {
      FloatHiddenDelta4.run(rows, s, sOff, sLd, t, tOff, a, aOff, aLd, d, dOff, dLd, sums, sumsOff);
      return;
    }
    int height = FloatVectorColumns.blockHeight(cols);
    for (int from = 0; from < rows; from += height) {
      int n = Math.min(height, rows - from);
      int s0 = sOff + from * sLd;
      int a0 = aOff + from * aLd;
      int d0 = dOff + from * dLd;
      rows(n, cols, s, s0, sLd, t, tOff, a, a0, aLd, d, d0, dLd);
      FloatVectorColumns.addBlock(n, cols, d, d0, dLd, sums, sumsOff);
    }
  }

  private static void rows(
      int rows,
      int cols,
      float[] s,
      int sOff,
      int sLd,
      float[] t,
      int tOff,
      float[] a,
      int aOff,
      int aLd,
      float[] d,
      int dOff,
      int dLd) {
    for (int i = 0; i < rows; i++) {
      row(cols, s, sOff + i * sLd, t, tOff, a, aOff + i * aLd, d, dOff + i * dLd);
    }
  }

  private static void row(
      int n, float[] s, int sOff, float[] t, int tOff, float[] a, int aOff, float[] d, int dOff) {
    int last = n - LANES;
    if (last < 0) {
      for (int j = 0; j < n; j++) {
        d[dOff + j] = FloatScalarElementwise.hiddenDelta(s[sOff + j], t[tOff + j], a[aOff + j]);
      }
      return;
    }
    FloatVector one = FloatVector.broadcast(SPECIES, 1f);
    // The last vector overlaps the one before: it is read before that is written, as d may be s or
    // a. (Nine single elements after a vector took 1.8 times as long: 25 columns, f32, AVX-512.)
    FloatVector w = FloatVector.fromArray(SPECIES, a, aOff + last);
    FloatVector tail =
        FloatVector.fromArray(SPECIES, s, sOff + last)
            .add(FloatVector.fromArray(SPECIES, t, tOff + last))
            .mul(w.mul(one.sub(w)));
    for (int j = 0; j < last; j += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, a, aOff + j);
      FloatVector.fromArray(SPECIES, s, sOff + j)
          .add(FloatVector.fromArray(SPECIES, t, tOff + j))
          .mul(v.mul(one.sub(v)))
          .intoArray(d, dOff + j);
    }
    tail.intoArray(d, dOff + last);
  }
}
