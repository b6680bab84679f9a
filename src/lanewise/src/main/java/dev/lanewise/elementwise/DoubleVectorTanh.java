package dev.lanewise.elementwise;

import static dev.lanewise.elementwise.DoubleLanes.LENGTH;
import static dev.lanewise.elementwise.DoubleLanes.SPECIES;
import static dev.lanewise.elementwise.DoubleScalarExp.DOWN;
import static dev.lanewise.elementwise.DoubleScalarExp.FRACTION_BITS;
import static dev.lanewise.elementwise.DoubleScalarExp.LN2_HIGH;
import static dev.lanewise.elementwise.DoubleScalarExp.LN2_LOW;
import static dev.lanewise.elementwise.DoubleScalarExp.LOG2_E;
import static dev.lanewise.elementwise.DoubleScalarExp.Q0;
import static dev.lanewise.elementwise.DoubleScalarExp.Q1;
import static dev.lanewise.elementwise.DoubleScalarExp.Q2;
import static dev.lanewise.elementwise.DoubleScalarExp.Q3;
import static dev.lanewise.elementwise.DoubleScalarExp.Q4;
import static dev.lanewise.elementwise.DoubleScalarExp.Q5;
import static dev.lanewise.elementwise.DoubleScalarExp.Q6;
import static dev.lanewise.elementwise.DoubleScalarExp.Q7;
import static dev.lanewise.elementwise.DoubleScalarExp.Q8;
import static dev.lanewise.elementwise.DoubleScalarExp.Q9;
import static dev.lanewise.elementwise.DoubleScalarExp.ROUND;
import static dev.lanewise.elementwise.DoubleScalarExp.ROUND_DOWN;
import static dev.lanewise.elementwise.DoubleScalarExp.SIGN;
import static dev.lanewise.elementwise.DoubleScalarTanh.CUBIC_HIGH;
import static dev.lanewise.elementwise.DoubleScalarTanh.CUBIC_LOW;
import static dev.lanewise.elementwise.DoubleScalarTanh.GELU_LOWEST;
import static dev.lanewise.elementwise.DoubleScalarTanh.LINEAR_HIGH;
import static dev.lanewise.elementwise.DoubleScalarTanh.LINEAR_LOW;
import static dev.lanewise.elementwise.DoubleScalarTanh.ONE_ABOVE;
import static jdk.incubator.vector.VectorOperators.FMA;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.DoubleVector;

/** {@link DoubleScalarTanh} on vectors, operation by operation. */
final class DoubleVectorTanh {
  private DoubleVectorTanh() {}

  /** y ← tanh x. */
  static void tanh(int end, double[] x, int xOff, double[] y, int yOff) {
    for (int i = 0; i < end; i += LENGTH) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, xOff + i);
      DoubleVector a = v.abs();
      a = a.blend(ONE_ABOVE, a.compare(GT, ONE_ABOVE));
      DoubleVector t = a.mul(-2.0);
      DoubleVector shifted = t.lanewise(FMA, LOG2_E, ROUND);
      DoubleVector n = shifted.sub(ROUND);
      DoubleVector r = n.lanewise(FMA, -LN2_LOW, n.lanewise(FMA, -LN2_HIGH, t));
      DoubleVector r2 = r.mul(r);
      DoubleVector pEven = r2.lanewise(FMA, Q8, Q6);
      pEven = r2.lanewise(FMA, pEven, Q4);
      pEven = r2.lanewise(FMA, pEven, Q2);
      pEven = r2.lanewise(FMA, pEven, Q0);
      DoubleVector pOdd = r2.lanewise(FMA, Q9, Q7);
      pOdd = r2.lanewise(FMA, pOdd, Q5);
      pOdd = r2.lanewise(FMA, pOdd, Q3);
      pOdd = r2.lanewise(FMA, pOdd, Q1);
      DoubleVector p = r.fma(pOdd, pEven);
      DoubleVector m = r2.fma(p, r);
      DoubleVector s =
          shifted.reinterpretAsLongs().lanewise(LSHL, FRACTION_BITS).reinterpretAsDoubles();
      DoubleVector c = s.sub(1.0);
      DoubleVector numerator = s.fma(m, c);
      DoubleVector numeratorLow = s.fma(m, c.sub(numerator));
      c = s.add(1.0);
      DoubleVector d = s.fma(m, c);
      DoubleVector low = s.fma(m, c.sub(d));
      DoubleVector minusInverse = DoubleVector.broadcast(SPECIES, -1.0).div(d);
      DoubleVector q = numerator.mul(minusInverse);
      DoubleVector rest = q.fma(d, numerator);
      rest = q.fma(low, rest);
      rest = rest.add(numeratorLow);
      q = rest.fma(minusInverse, q);
      q.abs()
          .reinterpretAsLongs()
          .or(v.reinterpretAsLongs().and(SIGN))
          .reinterpretAsDoubles()
          .intoArray(y, yOff + i);
    }
  }

  /** y ← GELU. */
  static void geluTanh(int end, double[] x, int xOff, double[] y, int yOff) {
    for (int i = 0; i < end; i += LENGTH) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, xOff + i);
      DoubleVector a = v.abs();
      a = a.blend(GELU_LOWEST, a.compare(GT, GELU_LOWEST));
      DoubleVector h = a.mul(a);
      DoubleVector hLow = a.fma(a, h.neg());
      DoubleVector g = h.lanewise(FMA, CUBIC_HIGH, LINEAR_HIGH);
      DoubleVector gLow =
          h.lanewise(FMA, CUBIC_HIGH, DoubleVector.broadcast(SPECIES, LINEAR_HIGH).sub(g));
      gLow = hLow.lanewise(FMA, CUBIC_HIGH, gLow);
      gLow = h.lanewise(FMA, CUBIC_LOW, gLow);
      gLow = gLow.add(LINEAR_LOW);
      DoubleVector u = a.mul(g);
      DoubleVector uLow = a.fma(g, u.neg());
      uLow = a.fma(gLow, uLow);
      DoubleVector shifted = u.lanewise(FMA, -LOG2_E, ROUND_DOWN);
      DoubleVector n = shifted.sub(ROUND_DOWN);
      DoubleVector r = n.lanewise(FMA, -LN2_LOW, n.lanewise(FMA, -LN2_HIGH, u.neg())).sub(uLow);
      DoubleVector s =
          shifted.reinterpretAsLongs().lanewise(LSHL, FRACTION_BITS).reinterpretAsDoubles();
      DoubleVector r2 = r.mul(r);
      DoubleVector pEven = r2.lanewise(FMA, Q8, Q6);
      pEven = r2.lanewise(FMA, pEven, Q4);
      pEven = r2.lanewise(FMA, pEven, Q2);
      pEven = r2.lanewise(FMA, pEven, Q0);
      DoubleVector pOdd = r2.lanewise(FMA, Q9, Q7);
      pOdd = r2.lanewise(FMA, pOdd, Q5);
      pOdd = r2.lanewise(FMA, pOdd, Q3);
      pOdd = r2.lanewise(FMA, pOdd, Q1);
      DoubleVector p = r.fma(pOdd, pEven);
      p = r.lanewise(FMA, p, 1.0);
      DoubleVector e = r.lanewise(FMA, p, 1.0).mul(s).mul(DOWN);
      DoubleVector d = e.add(1.0);
      DoubleVector low = e.sub(d.sub(1.0));
      DoubleVector minusInverse = DoubleVector.broadcast(SPECIES, -1.0).div(d);
      DoubleVector ar = a.mul(r);
      DoubleVector m = ar.fma(p, a);
      DoubleVector mLow = ar.fma(p, a.sub(m));
      DoubleVector w = m.mul(s);
      DoubleVector minusQ = w.mul(minusInverse);
      DoubleVector rest = minusQ.fma(d, w);
      rest = minusQ.fma(low, rest);
      rest = mLow.fma(s, rest);
      minusQ = rest.fma(minusInverse, minusQ);
      minusQ.lanewise(FMA, DOWN, v.blend(0.0, v.compare(LT, 0.0))).intoArray(y, yOff + i);
    }
  }
}
