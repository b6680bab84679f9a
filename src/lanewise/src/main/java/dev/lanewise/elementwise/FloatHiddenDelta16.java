package dev.lanewise.elementwise;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * d ← (s + t)·a·(1 − a) over rows of 16 vectors that lie one after the other, with the column sums
 * in the same pass. The loop is that of {@link FloatOutputDelta16}, which says why; the build
 * derives the kernels for rows of 8 and of 4 from this file, too.
 */
final class FloatHiddenDelta16 {
  private static final VectorSpecies<Float> SPECIES = FloatLanes.SPECIES;
  private static final int LANES = FloatLanes.LENGTH;
  private static final int WIDTH = 16 * LANES;
  private static final int IN_REGISTERS = Math.min(12 * LANES, WIDTH);

  private FloatHiddenDelta16() {}

  /** n elements, whole rows. */
  static void run(
      int n,
      float[] s,
      int sOff,
      float[] t,
      int tOff,
      float[] a,
      int aOff,
      float[] d,
      int dOff,
      float[] sums,
      int sumsOff) {
    FloatVector one = FloatVector.broadcast(SPECIES, 1f);
    FloatVector zero = FloatVector.zero(SPECIES);
    for (int j = IN_REGISTERS; j < WIDTH; j += LANES) {
      zero.intoArray(sums, sumsOff + j);
    }
    FloatVector s0 = zero;
    FloatVector s1 = zero;
    FloatVector s2 = zero;
    FloatVector s3 = zero;
    FloatVector s4 = zero;
    FloatVector s5 = zero;
    FloatVector s6 = zero;
    FloatVector s7 = zero;
    FloatVector s8 = zero;
    FloatVector s9 = zero;
    FloatVector s10 = zero;
    FloatVector s11 = zero;
    for (int k = 0; k < n; k += WIDTH) {
      int si = sOff + k;
      int ai = aOff + k;
      int di = dOff + k;
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
      FloatVector v8 = FloatVector.fromArray(SPECIES, a, ai + 8 * LANES);
      v8 =
          FloatVector.fromArray(SPECIES, s, si + 8 * LANES)
              .add(FloatVector.fromArray(SPECIES, t, tOff + 8 * LANES))
              .mul(v8.mul(one.sub(v8)));
      v8.intoArray(d, di + 8 * LANES);
      s8 = v8.add(s8);
      FloatVector v9 = FloatVector.fromArray(SPECIES, a, ai + 9 * LANES);
      v9 =
          FloatVector.fromArray(SPECIES, s, si + 9 * LANES)
              .add(FloatVector.fromArray(SPECIES, t, tOff + 9 * LANES))
              .mul(v9.mul(one.sub(v9)));
      v9.intoArray(d, di + 9 * LANES);
      s9 = v9.add(s9);
      FloatVector v10 = FloatVector.fromArray(SPECIES, a, ai + 10 * LANES);
      v10 =
          FloatVector.fromArray(SPECIES, s, si + 10 * LANES)
              .add(FloatVector.fromArray(SPECIES, t, tOff + 10 * LANES))
              .mul(v10.mul(one.sub(v10)));
      v10.intoArray(d, di + 10 * LANES);
      s10 = v10.add(s10);
      FloatVector v11 = FloatVector.fromArray(SPECIES, a, ai + 11 * LANES);
      v11 =
          FloatVector.fromArray(SPECIES, s, si + 11 * LANES)
              .add(FloatVector.fromArray(SPECIES, t, tOff + 11 * LANES))
              .mul(v11.mul(one.sub(v11)));
      v11.intoArray(d, di + 11 * LANES);
      s11 = v11.add(s11);
      for (int j = IN_REGISTERS; j < WIDTH; j += LANES) {
        FloatVector v = FloatVector.fromArray(SPECIES, a, ai + j);
        v =
            FloatVector.fromArray(SPECIES, s, si + j)
                .add(FloatVector.fromArray(SPECIES, t, tOff + j))
                .mul(v.mul(one.sub(v)));
        v.intoArray(d, di + j);
        v.add(FloatVector.fromArray(SPECIES, sums, sumsOff + j)).intoArray(sums, sumsOff + j);
      }
    }
    s0.intoArray(sums, sumsOff);
    s1.intoArray(sums, sumsOff + LANES);
    s2.intoArray(sums, sumsOff + 2 * LANES);
    s3.intoArray(sums, sumsOff + 3 * LANES);
    s4.intoArray(sums, sumsOff + 4 * LANES);
    s5.intoArray(sums, sumsOff + 5 * LANES);
    s6.intoArray(sums, sumsOff + 6 * LANES);
    s7.intoArray(sums, sumsOff + 7 * LANES);
    s8.intoArray(sums, sumsOff + 8 * LANES);
    s9.intoArray(sums, sumsOff + 9 * LANES);
    s10.intoArray(sums, sumsOff + 10 * LANES);
    s11.intoArray(sums, sumsOff + 11 * LANES);
  }
}
