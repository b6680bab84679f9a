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
      panelOf8(rows, s, sOff, sLd, t, tOff, a, aOff, aLd, d, dOff, dLd, sums, sumsOff);
      return;
    }
    if (cols == 4 * LANES) {
      panelOf4(rows, s, sOff, sLd, t, tOff, a, aOff, aLd, d, dOff, dLd, sums, sumsOff);
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

  private static void panelOf8(
      int rows,
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
    FloatVector one = FloatVector.broadcast(SPECIES, 1f);
    FloatVector s0 = FloatVector.fromArray(SPECIES, sums, sumsOff);
    FloatVector s1 = FloatVector.fromArray(SPECIES, sums, sumsOff + LANES);
    FloatVector s2 = FloatVector.fromArray(SPECIES, sums, sumsOff + 2 * LANES);
    FloatVector s3 = FloatVector.fromArray(SPECIES, sums, sumsOff + 3 * LANES);
    FloatVector s4 = FloatVector.fromArray(SPECIES, sums, sumsOff + 4 * LANES);
    FloatVector s5 = FloatVector.fromArray(SPECIES, sums, sumsOff + 5 * LANES);
    FloatVector s6 = FloatVector.fromArray(SPECIES, sums, sumsOff + 6 * LANES);
    FloatVector s7 = FloatVector.fromArray(SPECIES, sums, sumsOff + 7 * LANES);
    for (int i = 0; i < rows; i++) {
      int si = sOff + i * sLd;
      int ai = aOff + i * aLd;
      int di = dOff + i * dLd;
      FloatVector v0 = FloatVector.fromArray(SPECIES, a, ai);
      v0 =
          FloatVector.fromArray(SPECIES, s, si)
              .add(FloatVector.fromArray(SPECIES, t, tOff))
              .mul(v0.mul(one.sub(v0)));
      v0.intoArray(d, di);
      s0 = v0.add(s0);
      FloatVector v1 = FloatVector.fromArray(SPECIES, a, ai + LANES);
      v1 =
          FloatVector.fromArray(SPECIES, s, si + LANES)
              .add(FloatVector.fromArray(SPECIES, t, tOff + LANES))
              .mul(v1.mul(one.sub(v1)));
      v1.intoArray(d, di + LANES);
      s1 = v1.add(s1);
      FloatVector v2 = FloatVector.fromArray(SPECIES, a, ai + 2 * LANES);
      v2 =
          FloatVector.fromArray(SPECIES, s, si + 2 * LANES)
              .add(FloatVector.fromArray(SPECIES, t, tOff + 2 * LANES))
              .mul(v2.mul(one.sub(v2)));
      v2.intoArray(d, di + 2 * LANES);
      s2 = v2.add(s2);
      FloatVector v3 = FloatVector.fromArray(SPECIES, a, ai + 3 * LANES);
      v3 =
          FloatVector.fromArray(SPECIES, s, si + 3 * LANES)
              .add(FloatVector.fromArray(SPECIES, t, tOff + 3 * LANES))
              .mul(v3.mul(one.sub(v3)));
      v3.intoArray(d, di + 3 * LANES);
      s3 = v3.add(s3);
      FloatVector v4 = FloatVector.fromArray(SPECIES, a, ai + 4 * LANES);
      v4 =
          FloatVector.fromArray(SPECIES, s, si + 4 * LANES)
              .add(FloatVector.fromArray(SPECIES, t, tOff + 4 * LANES))
              .mul(v4.mul(one.sub(v4)));
      v4.intoArray(d, di + 4 * LANES);
      s4 = v4.add(s4);
      FloatVector v5 = FloatVector.fromArray(SPECIES, a, ai + 5 * LANES);
      v5 =
          FloatVector.fromArray(SPECIES, s, si + 5 * LANES)
              .add(FloatVector.fromArray(SPECIES, t, tOff + 5 * LANES))
              .mul(v5.mul(one.sub(v5)));
      v5.intoArray(d, di + 5 * LANES);
      s5 = v5.add(s5);
      FloatVector v6 = FloatVector.fromArray(SPECIES, a, ai + 6 * LANES);
      v6 =
          FloatVector.fromArray(SPECIES, s, si + 6 * LANES)
              .add(FloatVector.fromArray(SPECIES, t, tOff + 6 * LANES))
              .mul(v6.mul(one.sub(v6)));
      v6.intoArray(d, di + 6 * LANES);
      s6 = v6.add(s6);
      FloatVector v7 = FloatVector.fromArray(SPECIES, a, ai + 7 * LANES);
      v7 =
          FloatVector.fromArray(SPECIES, s, si + 7 * LANES)
              .add(FloatVector.fromArray(SPECIES, t, tOff + 7 * LANES))
              .mul(v7.mul(one.sub(v7)));
      v7.intoArray(d, di + 7 * LANES);
      s7 = v7.add(s7);
    }
    s0.intoArray(sums, sumsOff);
    s1.intoArray(sums, sumsOff + LANES);
    s2.intoArray(sums, sumsOff + 2 * LANES);
    s3.intoArray(sums, sumsOff + 3 * LANES);
    s4.intoArray(sums, sumsOff + 4 * LANES);
    s5.intoArray(sums, sumsOff + 5 * LANES);
    s6.intoArray(sums, sumsOff + 6 * LANES);
    s7.intoArray(sums, sumsOff + 7 * LANES);
  }

  private static void panelOf4(
      int rows,
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
    FloatVector one = FloatVector.broadcast(SPECIES, 1f);
    FloatVector s0 = FloatVector.fromArray(SPECIES, sums, sumsOff);
    FloatVector s1 = FloatVector.fromArray(SPECIES, sums, sumsOff + LANES);
    FloatVector s2 = FloatVector.fromArray(SPECIES, sums, sumsOff + 2 * LANES);
    FloatVector s3 = FloatVector.fromArray(SPECIES, sums, sumsOff + 3 * LANES);
    for (int i = 0; i < rows; i++) {
      int si = sOff + i * sLd;
      int ai = aOff + i * aLd;
      int di = dOff + i * dLd;
      FloatVector v0 = FloatVector.fromArray(SPECIES, a, ai);
      v0 =
          FloatVector.fromArray(SPECIES, s, si)
              .add(FloatVector.fromArray(SPECIES, t, tOff))
              .mul(v0.mul(one.sub(v0)));
      v0.intoArray(d, di);
      s0 = v0.add(s0);
      FloatVector v1 = FloatVector.fromArray(SPECIES, a, ai + LANES);
      v1 =
          FloatVector.fromArray(SPECIES, s, si + LANES)
              .add(FloatVector.fromArray(SPECIES, t, tOff + LANES))
              .mul(v1.mul(one.sub(v1)));
      v1.intoArray(d, di + LANES);
      s1 = v1.add(s1);
      FloatVector v2 = FloatVector.fromArray(SPECIES, a, ai + 2 * LANES);
      v2 =
          FloatVector.fromArray(SPECIES, s, si + 2 * LANES)
              .add(FloatVector.fromArray(SPECIES, t, tOff + 2 * LANES))
              .mul(v2.mul(one.sub(v2)));
      v2.intoArray(d, di + 2 * LANES);
      s2 = v2.add(s2);
      FloatVector v3 = FloatVector.fromArray(SPECIES, a, ai + 3 * LANES);
      v3 =
          FloatVector.fromArray(SPECIES, s, si + 3 * LANES)
              .add(FloatVector.fromArray(SPECIES, t, tOff + 3 * LANES))
              .mul(v3.mul(one.sub(v3)));
      v3.intoArray(d, di + 3 * LANES);
      s3 = v3.add(s3);
    }
    s0.intoArray(sums, sumsOff);
    s1.intoArray(sums, sumsOff + LANES);
    s2.intoArray(sums, sumsOff + 2 * LANES);
    s3.intoArray(sums, sumsOff + 3 * LANES);
  }
}
