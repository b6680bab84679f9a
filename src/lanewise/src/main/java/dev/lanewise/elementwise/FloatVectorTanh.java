package dev.lanewise.elementwise;

// precision: by hand

import static dev.lanewise.elementwise.FloatLanes.LENGTH;
import static dev.lanewise.elementwise.FloatLanes.SPECIES;
import static dev.lanewise.elementwise.FloatScalarExp.DOWN;
import static dev.lanewise.elementwise.FloatScalarExp.FRACTION_BITS;
import static dev.lanewise.elementwise.FloatScalarExp.LN2_HIGH;
import static dev.lanewise.elementwise.FloatScalarExp.LN2_LOW;
import static dev.lanewise.elementwise.FloatScalarExp.LOG2_E;
import static dev.lanewise.elementwise.FloatScalarExp.M0;
import static dev.lanewise.elementwise.FloatScalarExp.M1;
import static dev.lanewise.elementwise.FloatScalarExp.M2;
import static dev.lanewise.elementwise.FloatScalarExp.M3;
import static dev.lanewise.elementwise.FloatScalarExp.M4;
import static dev.lanewise.elementwise.FloatScalarExp.M5;
import static dev.lanewise.elementwise.FloatScalarExp.Q0;
import static dev.lanewise.elementwise.FloatScalarExp.Q1;
import static dev.lanewise.elementwise.FloatScalarExp.Q2;
import static dev.lanewise.elementwise.FloatScalarExp.Q3;
import static dev.lanewise.elementwise.FloatScalarExp.Q4;
import static dev.lanewise.elementwise.FloatScalarExp.ROUND;
import static dev.lanewise.elementwise.FloatScalarExp.ROUND_DOWN;
import static dev.lanewise.elementwise.FloatScalarExp.SIGN;
import static dev.lanewise.elementwise.FloatScalarTanh.CUBIC_HIGH;
import static dev.lanewise.elementwise.FloatScalarTanh.CUBIC_LOW;
import static dev.lanewise.elementwise.FloatScalarTanh.GELU_LOWEST;
import static dev.lanewise.elementwise.FloatScalarTanh.LINEAR_HIGH;
import static dev.lanewise.elementwise.FloatScalarTanh.LINEAR_LOW;
import static dev.lanewise.elementwise.FloatScalarTanh.ONE_ABOVE;
import static jdk.incubator.vector.VectorOperators.FMA;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.FloatVector;

/** {@link FloatScalarTanh} on vectors, operation by operation. */
final class FloatVectorTanh {
  private FloatVectorTanh() {}

  /** y ← tanh x. */
  static void tanh(int end, float[] x, int xOff, float[] y, int yOff) {
    for (int i = 0; i < end; i += LENGTH) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xOff + i);
      FloatVector a = v.abs();
      a = a.blend(ONE_ABOVE, a.compare(GT, ONE_ABOVE));
      FloatVector t = a.mul(-2f);
      FloatVector shifted = t.lanewise(FMA, LOG2_E, ROUND);
      FloatVector n = shifted.sub(ROUND);
      FloatVector r = n.lanewise(FMA, -LN2_LOW, n.lanewise(FMA, -LN2_HIGH, t));
      FloatVector p = r.lanewise(FMA, M5, M4);
      p = r.lanewise(FMA, p, M3);
      p = r.lanewise(FMA, p, M2);
      p = r.lanewise(FMA, p, M1);
      p = r.lanewise(FMA, p, M0);
      FloatVector m = r.mul(r).fma(p, r);
      FloatVector s =
          shifted.reinterpretAsInts().lanewise(LSHL, FRACTION_BITS).reinterpretAsFloats();
      FloatVector c = s.sub(1f);
      FloatVector numerator = s.fma(m, c);
      FloatVector numeratorLow = s.fma(m, c.sub(numerator));
      c = s.add(1f);
      FloatVector d = s.fma(m, c);
      FloatVector low = s.fma(m, c.sub(d));
      FloatVector minusInverse = FloatVector.broadcast(SPECIES, -1f).div(d);
      FloatVector q = numerator.mul(minusInverse);
      FloatVector rest = q.fma(d, numerator);
      rest = q.fma(low, rest);
      rest = rest.add(numeratorLow);
      q = rest.fma(minusInverse, q);
      q.abs()
          .reinterpretAsInts()
          .or(v.reinterpretAsInts().and(SIGN))
          .reinterpretAsFloats()
          .intoArray(y, yOff + i);
    }
  }

  /** y ← GELU. */
  static void geluTanh(int end, float[] x, int xOff, float[] y, int yOff) {
    for (int i = 0; i < end; i += LENGTH) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xOff + i);
      FloatVector a = v.abs();
      a = a.blend(GELU_LOWEST, a.compare(GT, GELU_LOWEST));
      FloatVector h = a.mul(a);
      FloatVector hLow = a.fma(a, h.neg());
      FloatVector g = h.lanewise(FMA, CUBIC_HIGH, LINEAR_HIGH);
      FloatVector gLow =
          h.lanewise(FMA, CUBIC_HIGH, FloatVector.broadcast(SPECIES, LINEAR_HIGH).sub(g));
      gLow = hLow.lanewise(FMA, CUBIC_HIGH, gLow);
      gLow = h.lanewise(FMA, CUBIC_LOW, gLow);
      gLow = gLow.add(LINEAR_LOW);
      FloatVector u = a.mul(g);
      FloatVector uLow = a.fma(g, u.neg());
      uLow = a.fma(gLow, uLow);
      FloatVector shifted = u.lanewise(FMA, -LOG2_E, ROUND_DOWN);
      FloatVector n = shifted.sub(ROUND_DOWN);
      FloatVector r = n.lanewise(FMA, -LN2_LOW, n.lanewise(FMA, -LN2_HIGH, u.neg())).sub(uLow);
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
