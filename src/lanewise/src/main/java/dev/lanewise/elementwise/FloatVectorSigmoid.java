package dev.lanewise.elementwise;

// precision: by hand

import static dev.lanewise.elementwise.FloatLanes.LENGTH;
import static dev.lanewise.elementwise.FloatLanes.SPECIES;
import static dev.lanewise.elementwise.FloatScalarExp.DOWN;
import static dev.lanewise.elementwise.FloatScalarExp.FRACTION_BITS;
import static dev.lanewise.elementwise.FloatScalarExp.LN2_HIGH;
import static dev.lanewise.elementwise.FloatScalarExp.LN2_LOW;
import static dev.lanewise.elementwise.FloatScalarExp.LOG2_E;
import static dev.lanewise.elementwise.FloatScalarExp.LOWEST;
import static dev.lanewise.elementwise.FloatScalarExp.Q0;
import static dev.lanewise.elementwise.FloatScalarExp.Q1;
import static dev.lanewise.elementwise.FloatScalarExp.Q2;
import static dev.lanewise.elementwise.FloatScalarExp.Q3;
import static dev.lanewise.elementwise.FloatScalarExp.Q4;
import static dev.lanewise.elementwise.FloatScalarExp.ROUND_DOWN;
import static dev.lanewise.elementwise.FloatScalarExp.ROUND_UP;
import static dev.lanewise.elementwise.FloatScalarSigmoid.ONE_ABOVE;
import static dev.lanewise.elementwise.FloatScalarSigmoid.S0;
import static dev.lanewise.elementwise.FloatScalarSigmoid.S1;
import static dev.lanewise.elementwise.FloatScalarSigmoid.S2;
import static dev.lanewise.elementwise.FloatScalarSigmoid.S3;
import static dev.lanewise.elementwise.FloatScalarSigmoid.S4;
import static dev.lanewise.elementwise.FloatScalarSigmoid.SCALE;
import static dev.lanewise.elementwise.FloatScalarSigmoid.SILU_LOWEST;
import static jdk.incubator.vector.VectorOperators.FMA;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.FloatVector;

/** {@link FloatScalarSigmoid} on vectors, operation by operation. */
final class FloatVectorSigmoid {
  private FloatVectorSigmoid() {}

  /** y ← 1/(1 + e^−x). */
  static void sigmoid(int end, float[] x, int xOff, float[] y, int yOff) {
    for (int i = 0; i < end; i += LENGTH) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xOff + i);
      v = v.blend(LOWEST, v.compare(LT, LOWEST));
      v = v.blend(ONE_ABOVE, v.compare(GT, ONE_ABOVE));
      FloatVector shifted = v.lanewise(FMA, -LOG2_E, ROUND_UP);
      FloatVector n = shifted.sub(ROUND_UP);
      FloatVector r = n.lanewise(FMA, LN2_LOW, n.lanewise(FMA, LN2_HIGH, v));
      FloatVector s = r.lanewise(FMA, S4, S3);
      s = r.lanewise(FMA, s, S2);
      s = r.lanewise(FMA, s, S1);
      s = r.lanewise(FMA, s, S0);
      FloatVector t = r.lanewise(FMA, -SCALE, r.mul(r).mul(s));
      FloatVector power =
          shifted.reinterpretAsInts().lanewise(LSHL, FRACTION_BITS).reinterpretAsFloats();
      FloatVector d = power.fma(t, power.lanewise(FMA, SCALE, SCALE * DOWN));
      FloatVector.broadcast(SPECIES, SCALE * DOWN).div(d).intoArray(y, yOff + i);
    }
  }

  /** y ← x/(1 + e^−x). */
  static void silu(int end, float[] x, int xOff, float[] y, int yOff) {
    for (int i = 0; i < end; i += LENGTH) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xOff + i);
      FloatVector a = v.abs();
      a = a.blend(SILU_LOWEST, a.compare(GT, SILU_LOWEST));
      FloatVector shifted = a.lanewise(FMA, -LOG2_E, ROUND_DOWN);
      FloatVector n = shifted.sub(ROUND_DOWN);
      FloatVector r = n.lanewise(FMA, -LN2_LOW, n.lanewise(FMA, -LN2_HIGH, a.neg()));
      FloatVector s =
          shifted.reinterpretAsInts().lanewise(LSHL, FRACTION_BITS).reinterpretAsFloats();
      FloatVector p = r.lanewise(FMA, Q4, Q3);
      p = r.lanewise(FMA, p, Q2);
      p = r.lanewise(FMA, p, Q1);
      p = r.lanewise(FMA, p, Q0);
      p = r.lanewise(FMA, p, 1f);
      FloatVector e = r.lanewise(FMA, p, 1f).mul(s).mul(DOWN);
      FloatVector d = e.add(1f);
      FloatVector low = e.sub(d.sub(1f));
      FloatVector minusInverse = FloatVector.broadcast(SPECIES, -1f).div(d);
      FloatVector ar = a.mul(r);
      FloatVector m = ar.fma(p, a);
      FloatVector mLow = ar.fma(p, a.sub(m));
      FloatVector w = m.mul(s);
      FloatVector minusQ = w.mul(minusInverse);
      FloatVector rest = minusQ.fma(d, w);
      rest = minusQ.fma(low, rest);
      rest = mLow.fma(s, rest);
      minusQ = rest.fma(minusInverse, minusQ);
      minusQ.lanewise(FMA, DOWN, v.blend(0f, v.compare(LT, 0f))).intoArray(y, yOff + i);
    }
  }
}
