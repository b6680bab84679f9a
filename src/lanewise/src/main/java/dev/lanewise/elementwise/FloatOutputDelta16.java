package dev.lanewise.elementwise;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * d ← −(x − a)·a·(1 − a) over rows of 16 vectors that lie one after the other, with the column sums
 * in the same pass: those of twelve vectors in registers, the others in memory. The build derives
 * the kernels for rows of 8 and of 4 from this file.
 *
 * <p>The step from row to row is a constant: C2 checks the ends of the arrays once then, not at
 * every vector, and a row of 4 takes 0.81 of the time in L2 (f32, AVX-512, Zen 5; rows of 8 in f64
 * 0.78). The same vectors in two halves, one after the other over blocks of 8 to 32 rows, took 1.3
 * to 1.8 times as long (AVX2, f64).
 *
 * <p>In L1 sums cost 1.1 to 1.25 times the pass without; 1 − a as a fused multiply-add in every
 * other vector, for which a core has other units than for sums, gained nothing there.
 *
 * <p>Not all 16 are written out, as C1 has only so many virtual registers: {@link
 * FloatHiddenDelta16} was so compiled without a profile but not with one, after which HotSpot (JDK
 * 25.0.3) went no further, and took 18 ns an element instead of 0.2. With eight in registers it is
 * 1.1 times as long in L2.
 */
final class FloatOutputDelta16 {
  private static final VectorSpecies<Float> SPECIES = FloatLanes.SPECIES;
  private static final int LANES = FloatLanes.LENGTH;
  private static final int WIDTH = 16 * LANES;
  private static final int IN_REGISTERS = Math.min(12 * LANES, WIDTH);

  private FloatOutputDelta16() {}

  /** n elements, whole rows. */
  static void run(
      int n,
      float[] x,
      int xOff,
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
      int xi = xOff + k;
      int ai = aOff + k;
      int di = dOff + k;
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
      for (int j = IN_REGISTERS; j < WIDTH; j += LANES) {
        FloatVector v = FloatVector.fromArray(SPECIES, a, ai + j);
        v = v.sub(FloatVector.fromArray(SPECIES, x, xi + j)).mul(v.mul(one.sub(v)));
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
