package dev.lanewise.elementwise;

// precision: by hand

import static dev.lanewise.elementwise.FloatLanes.LENGTH;
import static dev.lanewise.elementwise.FloatLanes.SPECIES;
import static dev.lanewise.elementwise.FloatScalarExp.FRACTION_BITS;
import static dev.lanewise.elementwise.FloatScalarExp.LN2_HIGH;
import static dev.lanewise.elementwise.FloatScalarExp.LN2_LOW;
import static dev.lanewise.elementwise.FloatScalarExp.ROUND;
import static dev.lanewise.elementwise.FloatScalarLog.FOUR;
import static dev.lanewise.elementwise.FloatScalarLog.FRACTION_MASK;
import static dev.lanewise.elementwise.FloatScalarLog.P0;
import static dev.lanewise.elementwise.FloatScalarLog.P1;
import static dev.lanewise.elementwise.FloatScalarLog.P2;
import static dev.lanewise.elementwise.FloatScalarLog.P3;
import static dev.lanewise.elementwise.FloatScalarLog.P4;
import static dev.lanewise.elementwise.FloatScalarLog.P5;
import static dev.lanewise.elementwise.FloatScalarLog.P6;
import static dev.lanewise.elementwise.FloatScalarLog.P7;
import static dev.lanewise.elementwise.FloatScalarLog.P8;
import static dev.lanewise.elementwise.FloatScalarLog.ROUND_BITS;
import static dev.lanewise.elementwise.FloatScalarLog.SQRT_HALF_BITS;
import static dev.lanewise.elementwise.FloatScalarLog.SUBNORMAL_BELOW;
import static dev.lanewise.elementwise.FloatScalarLog.SUBNORMAL_ROUND;
import static dev.lanewise.elementwise.FloatScalarLog.SUBNORMAL_SCALE;
import static dev.lanewise.elementwise.FloatScalarLog.TO_ONE;
import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.FMA;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;

/** {@link FloatScalarLog} on vectors, operation by operation. */
final class FloatVectorLog {
  private FloatVectorLog() {}

  /** y ← ln x. */
  static void log(int end, float[] x, int xOff, float[] y, int yOff) {
    for (int i = 0; i < end; i += LENGTH) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xOff + i);
      VectorMask<Float> subnormal = v.compare(LT, SUBNORMAL_BELOW);
      FloatVector scaled = v.blend(v.mul(SUBNORMAL_SCALE), subnormal);
      IntVector bits = scaled.reinterpretAsInts().add(TO_ONE);
      FloatVector exponent =
          bits.lanewise(LSHR, FRACTION_BITS).or(ROUND_BITS).reinterpretAsFloats();
      FloatVector minusK =
          FloatVector.broadcast(SPECIES, ROUND).blend(SUBNORMAL_ROUND, subnormal).sub(exponent);
      FloatVector f = bits.and(FRACTION_MASK).add(SQRT_HALF_BITS).reinterpretAsFloats().sub(1f);
      FloatVector p = f.lanewise(FMA, P8, P7);
      p = f.lanewise(FMA, p, P6);
      p = f.lanewise(FMA, p, P5);
      p = f.lanewise(FMA, p, P4);
      p = f.lanewise(FMA, p, P3);
      p = f.lanewise(FMA, p, P2);
      p = f.lanewise(FMA, p, P1);
      p = f.lanewise(FMA, p, P0);
      p = f.lanewise(FMA, p, -0.5f);
      FloatVector sum = f.mul(f).fma(p, minusK.mul(-LN2_LOW));
      sum = minusK.lanewise(FMA, -LN2_HIGH, f.add(sum));
      sum = v.blend(sum, v.compare(LT, Float.POSITIVE_INFINITY));
      sum = sum.blend(Float.NEGATIVE_INFINITY, v.compare(EQ, 0f));
      sum.blend(Float.NaN, v.compare(LT, 0f)).intoArray(y, yOff + i);
    }
  }

  /** y ← ln(1 + x). */
  static void log1p(int end, float[] x, int xOff, float[] y, int yOff) {
    for (int i = 0; i < end; i += LENGTH) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xOff + i);
      FloatVector u = v.add(1f);
      IntVector bits = u.reinterpretAsInts().add(TO_ONE);
      IntVector exponent = bits.lanewise(LSHR, FRACTION_BITS);
      FloatVector minusK =
          FloatVector.broadcast(SPECIES, ROUND).sub(exponent.or(ROUND_BITS).reinterpretAsFloats());
      FloatVector scale =
          exponent.sub(FOUR).neg().lanewise(LSHL, FRACTION_BITS).reinterpretAsFloats();
      FloatVector f = v.fma(scale, FloatVector.broadcast(SPECIES, 4f).sub(scale).neg()).mul(0.25f);
      FloatVector p = f.lanewise(FMA, P8, P7);
      p = f.lanewise(FMA, p, P6);
      p = f.lanewise(FMA, p, P5);
      p = f.lanewise(FMA, p, P4);
      p = f.lanewise(FMA, p, P3);
      p = f.lanewise(FMA, p, P2);
      p = f.lanewise(FMA, p, P1);
      p = f.lanewise(FMA, p, P0);
      p = f.lanewise(FMA, p, -0.5f);
      FloatVector sum = f.mul(f).fma(p, minusK.mul(-LN2_LOW));
      sum = minusK.lanewise(FMA, -LN2_HIGH, f.add(sum));
      sum = v.blend(sum, v.compare(LT, Float.POSITIVE_INFINITY));
      sum = sum.blend(Float.NEGATIVE_INFINITY, v.compare(EQ, -1f));
      sum.blend(Float.NaN, v.compare(LT, -1f)).intoArray(y, yOff + i);
    }
  }
}
