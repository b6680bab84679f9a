package dev.lanewise.elementwise;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * d ← (s + t)·a·(1 − a) over rows of more than two vectors and at most four, with the column sums
 * in the same pass. The last vector ends with the row and may overlap the one before: all are
 * computed before any is stored, so that what is in two gets the same twice. The build derives the
 * kernel for rows of one vector and at most two from this file.
 */
final class FloatNarrowHiddenDelta4 {
  private static final VectorSpecies<Float> SPECIES = FloatLanes.SPECIES;
  private static final int LANES = FloatLanes.LENGTH;

  private FloatNarrowHiddenDelta4() {}

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
    int last = cols - LANES;
    int o1 = Math.min(LANES, last);
    int o2 = Math.min(2 * LANES, last);
    int o3 = last;
    FloatVector one = FloatVector.broadcast(SPECIES, 1f);
    FloatVector s0 = FloatVector.zero(SPECIES);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    FloatVector t0 = FloatVector.fromArray(SPECIES, t, tOff);
    FloatVector t1 = FloatVector.fromArray(SPECIES, t, tOff + o1);
    FloatVector t2 = FloatVector.fromArray(SPECIES, t, tOff + o2);
    FloatVector t3 = FloatVector.fromArray(SPECIES, t, tOff + o3);
    for (int i = 0; i < rows; i++) {
      int si = sOff + i * sLd;
      int ai = aOff + i * aLd;
      int di = dOff + i * dLd;
      FloatVector v0 = FloatVector.fromArray(SPECIES, a, ai);
      FloatVector v1 = FloatVector.fromArray(SPECIES, a, ai + o1);
      FloatVector v2 = FloatVector.fromArray(SPECIES, a, ai + o2);
      FloatVector v3 = FloatVector.fromArray(SPECIES, a, ai + o3);
      v0 = FloatVector.fromArray(SPECIES, s, si).add(t0).mul(v0.mul(one.sub(v0)));
      v1 = FloatVector.fromArray(SPECIES, s, si + o1).add(t1).mul(v1.mul(one.sub(v1)));
      v2 = FloatVector.fromArray(SPECIES, s, si + o2).add(t2).mul(v2.mul(one.sub(v2)));
      v3 = FloatVector.fromArray(SPECIES, s, si + o3).add(t3).mul(v3.mul(one.sub(v3)));
      v0.intoArray(d, di);
      v1.intoArray(d, di + o1);
      v2.intoArray(d, di + o2);
      v3.intoArray(d, di + o3);
      s0 = v0.add(s0);
      s1 = v1.add(s1);
      s2 = v2.add(s2);
      s3 = v3.add(s3);
    }
    s0.intoArray(sums, sumsOff);
    s1.intoArray(sums, sumsOff + o1);
    s2.intoArray(sums, sumsOff + o2);
    s3.intoArray(sums, sumsOff + o3);
  }
}
