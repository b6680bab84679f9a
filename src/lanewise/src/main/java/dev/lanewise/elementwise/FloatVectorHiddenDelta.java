package dev.lanewise.elementwise;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * d ← (s + t)·a·(1 − a) with its column sums in the same pass.
 *
 * <p>Rows of 16, 8 or 4 vectors that lie one after the other are one panel. Those of 8 and of 4
 * take 0.6 to 0.9 times as long as row after row without sums, so they go that way without sums,
 * too, as do other rows of one vector to four: a loop over so few costs more than they do (25
 * columns in L2 take 0.57 of the time with AVX-512 in f32, 0.64 in f64). Longer rows go in pairs,
 * with the sums in memory: in L3, 100 columns take 0.17 ns an element, where two steps over a block
 * took 0.24 (f32, AVX2); single elements after the last whole vector take 0.22. {@link
 * FloatVectorOutputDelta} gains nothing by it: its pass without sums is one loop over all rows.
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
    boolean dense = sLd == cols && aLd == cols && dLd == cols;
    boolean narrow = rows > 0 && cols >= LANES && cols <= 4 * LANES;
    if (sums == null && (narrow || (dense && cols == 8 * LANES))) {
      FloatScratch scratch = FloatScratch.take();
      run(rows, cols, s, sOff, sLd, t, tOff, a, aOff, aLd, d, dOff, dLd, scratch.sums, 0);
      scratch.give();
      return;
    }
    if (sums == null) {
      rows(rows, cols, s, sOff, sLd, t, tOff, a, aOff, aLd, d, dOff, dLd);
      return;
    }
    if (dense) {
      int n = rows * cols;
      if (cols == 16 * LANES) {
        FloatHiddenDelta16.run(n, s, sOff, t, tOff, a, aOff, d, dOff, sums, sumsOff);
        return;
      }
      if (cols == 8 * LANES) {
        FloatHiddenDelta8.run(n, s, sOff, t, tOff, a, aOff, d, dOff, sums, sumsOff);
        return;
      }
      if (cols == 4 * LANES) {
        FloatHiddenDelta4.run(n, s, sOff, t, tOff, a, aOff, d, dOff, sums, sumsOff);
        return;
      }
    }
    if (narrow && cols <= 2 * LANES) {
      FloatNarrowHiddenDelta2.run(
          rows, cols, s, sOff, sLd, t, tOff, a, aOff, aLd, d, dOff, dLd, sums, sumsOff);
      return;
    }
    if (narrow) {
      FloatNarrowHiddenDelta4.run(
          rows, cols, s, sOff, sLd, t, tOff, a, aOff, aLd, d, dOff, dLd, sums, sumsOff);
      return;
    }
    Arrays.fill(sums, sumsOff, sumsOff + cols, 0f);
    int even = cols < LANES ? 0 : rows & -2;
    pairs(even, cols, s, sOff, sLd, t, tOff, a, aOff, aLd, d, dOff, dLd, sums, sumsOff);
    int rest = rows - even;
    rows(
        rest,
        cols,
        s,
        sOff + even * sLd,
        sLd,
        t,
        tOff,
        a,
        aOff + even * aLd,
        aLd,
        d,
        dOff + even * dLd,
        dLd);
    FloatVectorColumns.addColumnSums(rest, cols, d, dOff + even * dLd, dLd, sums, sumsOff);
  }

  /**
   * Two rows at a time, of at least one vector. The last vector may overlap the one before: both
   * are computed before either is stored, so that what is in both gets the same twice.
   */
  private static void pairs(
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
    FloatVector one = FloatVector.broadcast(SPECIES, 1f);
    int last = cols - LANES;
    for (int i = 0; i < rows; i += 2) {
      int si = sOff + i * sLd;
      int ai = aOff + i * aLd;
      int di = dOff + i * dLd;
      int sn = si + sLd;
      int an = ai + aLd;
      int dn = di + dLd;
      FloatVector lastShift = FloatVector.fromArray(SPECIES, t, tOff + last);
      FloatVector v = FloatVector.fromArray(SPECIES, a, ai + last);
      v = FloatVector.fromArray(SPECIES, s, si + last).add(lastShift).mul(v.mul(one.sub(v)));
      FloatVector w = FloatVector.fromArray(SPECIES, a, an + last);
      w = FloatVector.fromArray(SPECIES, s, sn + last).add(lastShift).mul(w.mul(one.sub(w)));
      FloatVector sum = w.add(v.add(FloatVector.fromArray(SPECIES, sums, sumsOff + last)));
      for (int j = 0; j < last; j += LANES) {
        FloatVector shift = FloatVector.fromArray(SPECIES, t, tOff + j);
        FloatVector p = FloatVector.fromArray(SPECIES, a, ai + j);
        p = FloatVector.fromArray(SPECIES, s, si + j).add(shift).mul(p.mul(one.sub(p)));
        FloatVector q = FloatVector.fromArray(SPECIES, a, an + j);
        q = FloatVector.fromArray(SPECIES, s, sn + j).add(shift).mul(q.mul(one.sub(q)));
        p.intoArray(d, di + j);
        q.intoArray(d, dn + j);
        q.add(p.add(FloatVector.fromArray(SPECIES, sums, sumsOff + j)))
            .intoArray(sums, sumsOff + j);
      }
      v.intoArray(d, di + last);
      w.intoArray(d, dn + last);
      sum.intoArray(sums, sumsOff + last);
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
