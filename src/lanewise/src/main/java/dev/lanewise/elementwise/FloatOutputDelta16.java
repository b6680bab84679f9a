package dev.lanewise.elementwise;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * d ← −(x − a)·a·(1 − a) over rows of 16 vectors, with the column sums in registers. The build
 * derives the kernels for rows of 8 and of 4 from this file by leaving out lines.
 */
final class FloatOutputDelta16 {
  private static final VectorSpecies<Float> SPECIES = FloatLanes.SPECIES;
  private static final int LANES = FloatLanes.LENGTH;

  private FloatOutputDelta16() {}

  /** Rows ascending; sums accumulate. */
  static void run(
      int rows,
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
    FloatVector one = FloatVector.broadcast(SPECIES, 1f);
    FloatVector s0 = FloatVector.fromArray(SPECIES, sums, sumsOff);
    FloatVector s1 = FloatVector.fromArray(SPECIES, sums, sumsOff + LANES);
    FloatVector s2 = FloatVector.fromArray(SPECIES, sums, sumsOff + 2 * LANES);
    FloatVector s3 = FloatVector.fromArray(SPECIES, sums, sumsOff + 3 * LANES);
    FloatVector s4 = FloatVector.fromArray(SPECIES, sums, sumsOff + 4 * LANES);
    FloatVector s5 = FloatVector.fromArray(SPECIES, sums, sumsOff + 5 * LANES);
    FloatVector s6 = FloatVector.fromArray(SPECIES, sums, sumsOff + 6 * LANES);
    FloatVector s7 = FloatVector.fromArray(SPECIES, sums, sumsOff + 7 * LANES);
    FloatVector s8 = FloatVector.fromArray(SPECIES, sums, sumsOff + 8 * LANES);
    FloatVector s9 = FloatVector.fromArray(SPECIES, sums, sumsOff + 9 * LANES);
    FloatVector s10 = FloatVector.fromArray(SPECIES, sums, sumsOff + 10 * LANES);
    FloatVector s11 = FloatVector.fromArray(SPECIES, sums, sumsOff + 11 * LANES);
    FloatVector s12 = FloatVector.fromArray(SPECIES, sums, sumsOff + 12 * LANES);
    FloatVector s13 = FloatVector.fromArray(SPECIES, sums, sumsOff + 13 * LANES);
    FloatVector s14 = FloatVector.fromArray(SPECIES, sums, sumsOff + 14 * LANES);
    FloatVector s15 = FloatVector.fromArray(SPECIES, sums, sumsOff + 15 * LANES);
    for (int i = 0; i < rows; i++) {
      int xi = xOff + i * xLd;
      int ai = aOff + i * aLd;
      int di = dOff + i * dLd;
      FloatVector v0 = FloatVector.fromArray(SPECIES, a, ai);
      v0 = v0.sub(FloatVector.fromArray(SPECIES, x, xi)).mul(v0.mul(one.sub(v0)));
      v0.intoArray(d, di);
      s0 = v0.add(s0);
      FloatVector v1 = FloatVector.fromArray(SPECIES, a, ai + LANES);
      v1 = v1.sub(FloatVector.fromArray(SPECIES, x, xi + LANES)).mul(v1.mul(one.sub(v1)));
      v1.intoArray(d, di + LANES);
      s1 = v1.add(s1);
      FloatVector v2 = FloatVector.fromArray(SPECIES, a, ai + 2 * LANES);
      v2 = v2.sub(FloatVector.fromArray(SPECIES, x, xi + 2 * LANES)).mul(v2.mul(one.sub(v2)));
      v2.intoArray(d, di + 2 * LANES);
      s2 = v2.add(s2);
      FloatVector v3 = FloatVector.fromArray(SPECIES, a, ai + 3 * LANES);
      v3 = v3.sub(FloatVector.fromArray(SPECIES, x, xi + 3 * LANES)).mul(v3.mul(one.sub(v3)));
      v3.intoArray(d, di + 3 * LANES);
      s3 = v3.add(s3);
      FloatVector v4 = FloatVector.fromArray(SPECIES, a, ai + 4 * LANES);
      v4 = v4.sub(FloatVector.fromArray(SPECIES, x, xi + 4 * LANES)).mul(v4.mul(one.sub(v4)));
      v4.intoArray(d, di + 4 * LANES);
      s4 = v4.add(s4);
      FloatVector v5 = FloatVector.fromArray(SPECIES, a, ai + 5 * LANES);
      v5 = v5.sub(FloatVector.fromArray(SPECIES, x, xi + 5 * LANES)).mul(v5.mul(one.sub(v5)));
      v5.intoArray(d, di + 5 * LANES);
      s5 = v5.add(s5);
      FloatVector v6 = FloatVector.fromArray(SPECIES, a, ai + 6 * LANES);
      v6 = v6.sub(FloatVector.fromArray(SPECIES, x, xi + 6 * LANES)).mul(v6.mul(one.sub(v6)));
      v6.intoArray(d, di + 6 * LANES);
      s6 = v6.add(s6);
      FloatVector v7 = FloatVector.fromArray(SPECIES, a, ai + 7 * LANES);
      v7 = v7.sub(FloatVector.fromArray(SPECIES, x, xi + 7 * LANES)).mul(v7.mul(one.sub(v7)));
      v7.intoArray(d, di + 7 * LANES);
      s7 = v7.add(s7);
      FloatVector v8 = FloatVector.fromArray(SPECIES, a, ai + 8 * LANES);
      v8 = v8.sub(FloatVector.fromArray(SPECIES, x, xi + 8 * LANES)).mul(v8.mul(one.sub(v8)));
      v8.intoArray(d, di + 8 * LANES);
      s8 = v8.add(s8);
      FloatVector v9 = FloatVector.fromArray(SPECIES, a, ai + 9 * LANES);
      v9 = v9.sub(FloatVector.fromArray(SPECIES, x, xi + 9 * LANES)).mul(v9.mul(one.sub(v9)));
      v9.intoArray(d, di + 9 * LANES);
      s9 = v9.add(s9);
      FloatVector v10 = FloatVector.fromArray(SPECIES, a, ai + 10 * LANES);
      v10 = v10.sub(FloatVector.fromArray(SPECIES, x, xi + 10 * LANES)).mul(v10.mul(one.sub(v10)));
      v10.intoArray(d, di + 10 * LANES);
      s10 = v10.add(s10);
      FloatVector v11 = FloatVector.fromArray(SPECIES, a, ai + 11 * LANES);
      v11 = v11.sub(FloatVector.fromArray(SPECIES, x, xi + 11 * LANES)).mul(v11.mul(one.sub(v11)));
      v11.intoArray(d, di + 11 * LANES);
      s11 = v11.add(s11);
      FloatVector v12 = FloatVector.fromArray(SPECIES, a, ai + 12 * LANES);
      v12 = v12.sub(FloatVector.fromArray(SPECIES, x, xi + 12 * LANES)).mul(v12.mul(one.sub(v12)));
      v12.intoArray(d, di + 12 * LANES);
      s12 = v12.add(s12);
      FloatVector v13 = FloatVector.fromArray(SPECIES, a, ai + 13 * LANES);
      v13 = v13.sub(FloatVector.fromArray(SPECIES, x, xi + 13 * LANES)).mul(v13.mul(one.sub(v13)));
      v13.intoArray(d, di + 13 * LANES);
      s13 = v13.add(s13);
      FloatVector v14 = FloatVector.fromArray(SPECIES, a, ai + 14 * LANES);
      v14 = v14.sub(FloatVector.fromArray(SPECIES, x, xi + 14 * LANES)).mul(v14.mul(one.sub(v14)));
      v14.intoArray(d, di + 14 * LANES);
      s14 = v14.add(s14);
      FloatVector v15 = FloatVector.fromArray(SPECIES, a, ai + 15 * LANES);
      v15 = v15.sub(FloatVector.fromArray(SPECIES, x, xi + 15 * LANES)).mul(v15.mul(one.sub(v15)));
      v15.intoArray(d, di + 15 * LANES);
      s15 = v15.add(s15);
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
    s12.intoArray(sums, sumsOff + 12 * LANES);
    s13.intoArray(sums, sumsOff + 13 * LANES);
    s14.intoArray(sums, sumsOff + 14 * LANES);
    s15.intoArray(sums, sumsOff + 15 * LANES);
  }
}
