package dev.lanewise.elementwise;

import static dev.lanewise.elementwise.DoubleLanes.LENGTH;
import static dev.lanewise.elementwise.DoubleLanes.SPECIES;
import static dev.lanewise.elementwise.DoubleScalarExp.DOWN;
import static dev.lanewise.elementwise.DoubleScalarExp.FRACTION_BITS;
import static dev.lanewise.elementwise.DoubleScalarExp.LN2_HIGH;
import static dev.lanewise.elementwise.DoubleScalarExp.LN2_LOW;
import static dev.lanewise.elementwise.DoubleScalarExp.LOG2_E;
import static dev.lanewise.elementwise.DoubleScalarExp.LOWEST;
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
import static dev.lanewise.elementwise.DoubleScalarExp.ROUND_DOWN;
import static dev.lanewise.elementwise.DoubleScalarExp.ROUND_UP;
import static dev.lanewise.elementwise.DoubleScalarSigmoid.ONE_ABOVE;
import static dev.lanewise.elementwise.DoubleScalarSigmoid.S0;
import static dev.lanewise.elementwise.DoubleScalarSigmoid.S1;
import static dev.lanewise.elementwise.DoubleScalarSigmoid.S2;
import static dev.lanewise.elementwise.DoubleScalarSigmoid.S3;
import static dev.lanewise.elementwise.DoubleScalarSigmoid.S4;
import static dev.lanewise.elementwise.DoubleScalarSigmoid.S5;
import static dev.lanewise.elementwise.DoubleScalarSigmoid.S6;
import static dev.lanewise.elementwise.DoubleScalarSigmoid.S7;
import static dev.lanewise.elementwise.DoubleScalarSigmoid.S8;
import static dev.lanewise.elementwise.DoubleScalarSigmoid.S9;
import static dev.lanewise.elementwise.DoubleScalarSigmoid.SCALE;
import static dev.lanewise.elementwise.DoubleScalarSigmoid.SILU_LOWEST;
import static jdk.incubator.vector.VectorOperators.FMA;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.DoubleVector;

/** {@link DoubleScalarSigmoid} on vectors, operation by operation. */
final class DoubleVectorSigmoid {
  private DoubleVectorSigmoid() {}

  /** y ← 1/(1 + e^−x). */
  static void sigmoid(int end, double[] x, int xOff, double[] y, int yOff) {
    for (int i = 0; i < end; i += LENGTH) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, xOff + i);
      v = v.blend(LOWEST, v.compare(LT, LOWEST));
      v = v.blend(ONE_ABOVE, v.compare(GT, ONE_ABOVE));
      DoubleVector shifted = v.lanewise(FMA, -LOG2_E, ROUND_UP);
      DoubleVector n = shifted.sub(ROUND_UP);
      DoubleVector r = n.lanewise(FMA, LN2_LOW, n.lanewise(FMA, LN2_HIGH, v));
      DoubleVector r2 = r.mul(r);
      DoubleVector sEven = r2.lanewise(FMA, S8, S6);
      sEven = r2.lanewise(FMA, sEven, S4);
      sEven = r2.lanewise(FMA, sEven, S2);
      sEven = r2.lanewise(FMA, sEven, S0);
      DoubleVector sOdd = r2.lanewise(FMA, S9, S7);
      sOdd = r2.lanewise(FMA, sOdd, S5);
      sOdd = r2.lanewise(FMA, sOdd, S3);
      sOdd = r2.lanewise(FMA, sOdd, S1);
      DoubleVector s = r.fma(sOdd, sEven);
      DoubleVector t = r.lanewise(FMA, -SCALE, r2.mul(s));
      DoubleVector power =
          shifted.reinterpretAsLongs().lanewise(LSHL, FRACTION_BITS).reinterpretAsDoubles();
      DoubleVector d = power.fma(t, power.lanewise(FMA, SCALE, SCALE * DOWN));
      DoubleVector.broadcast(SPECIES, SCALE * DOWN).div(d).intoArray(y, yOff + i);
    }
  }

  /** y ← x/(1 + e^−x). */
  static void silu(int end, double[] x, int xOff, double[] y, int yOff) {
    for (int i = 0; i < end; i += LENGTH) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, xOff + i);
      DoubleVector a = v.abs();
      a = a.blend(SILU_LOWEST, a.compare(GT, SILU_LOWEST));
      DoubleVector shifted = a.lanewise(FMA, -LOG2_E, ROUND_DOWN);
      DoubleVector n = shifted.sub(ROUND_DOWN);
      DoubleVector r = n.lanewise(FMA, -LN2_LOW, n.lanewise(FMA, -LN2_HIGH, a.neg()));
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
