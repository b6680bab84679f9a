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
import static dev.lanewise.elementwise.DoubleScalarExp.Q10;
import static dev.lanewise.elementwise.DoubleScalarExp.Q2;
import static dev.lanewise.elementwise.DoubleScalarExp.Q3;
import static dev.lanewise.elementwise.DoubleScalarExp.Q4;
import static dev.lanewise.elementwise.DoubleScalarExp.Q5;
import static dev.lanewise.elementwise.DoubleScalarExp.Q6;
import static dev.lanewise.elementwise.DoubleScalarExp.Q7;
import static dev.lanewise.elementwise.DoubleScalarExp.Q8;
import static dev.lanewise.elementwise.DoubleScalarExp.Q9;
import static dev.lanewise.elementwise.DoubleScalarExp.ROUND_DOWN;
import static dev.lanewise.elementwise.DoubleScalarExp.SIGN;
import static dev.lanewise.elementwise.DoubleScalarSigmoid.SILU_LOWEST;
import static jdk.incubator.vector.VectorOperators.FMA;
import static jdk.incubator.vector.VectorOperators.GE;
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
      DoubleVector a = v.reinterpretAsLongs().or(SIGN).reinterpretAsDoubles();
      a = a.blend(LOWEST, a.compare(LT, LOWEST));
      DoubleVector shifted = a.lanewise(FMA, LOG2_E, ROUND_DOWN);
      DoubleVector n = shifted.sub(ROUND_DOWN);
      DoubleVector r = n.lanewise(FMA, -LN2_LOW, n.lanewise(FMA, -LN2_HIGH, a));
      DoubleVector p = r.lanewise(FMA, Q10, Q9);
      p = r.lanewise(FMA, p, Q8);
      p = r.lanewise(FMA, p, Q7);
      p = r.lanewise(FMA, p, Q6);
      p = r.lanewise(FMA, p, Q5);
      p = r.lanewise(FMA, p, Q4);
      p = r.lanewise(FMA, p, Q3);
      p = r.lanewise(FMA, p, Q2);
      p = r.lanewise(FMA, p, Q1);
      p = r.lanewise(FMA, p, Q0);
      p = r.lanewise(FMA, p, 1.0);
      DoubleVector minusE =
          r.lanewise(FMA, p, 1.0)
              .mul(
                  shifted.reinterpretAsLongs().lanewise(LSHL, FRACTION_BITS).reinterpretAsDoubles())
              .mul(-DOWN);
      DoubleVector d = DoubleVector.broadcast(SPECIES, 1.0).sub(minusE);
      DoubleVector low = DoubleVector.broadcast(SPECIES, 1.0).sub(d).sub(minusE);
      DoubleVector minusInverse = DoubleVector.broadcast(SPECIES, -1.0).div(d);
      DoubleVector numerator = minusE.blend(-1.0, v.compare(GE, 0.0));
      DoubleVector q = numerator.mul(minusInverse);
      DoubleVector rest = q.fma(d, numerator);
      rest = q.fma(low, rest);
      rest.fma(minusInverse, q).intoArray(y, yOff + i);
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
      DoubleVector p = r.lanewise(FMA, Q10, Q9);
      p = r.lanewise(FMA, p, Q8);
      p = r.lanewise(FMA, p, Q7);
      p = r.lanewise(FMA, p, Q6);
      p = r.lanewise(FMA, p, Q5);
      p = r.lanewise(FMA, p, Q4);
      p = r.lanewise(FMA, p, Q3);
      p = r.lanewise(FMA, p, Q2);
      p = r.lanewise(FMA, p, Q1);
      p = r.lanewise(FMA, p, Q0);
      p = r.lanewise(FMA, p, 1.0);
      DoubleVector e = r.lanewise(FMA, p, 1.0).mul(s).mul(DOWN);
      DoubleVector d = e.add(1.0);
      DoubleVector low = e.sub(d.sub(1.0));
      DoubleVector minusInverse = DoubleVector.broadcast(SPECIES, -1.0).div(d);
      DoubleVector w = a.mul(r).fma(p, a).mul(s);
      DoubleVector minusQ = w.mul(minusInverse);
      DoubleVector rest = minusQ.fma(d, w);
      rest = minusQ.fma(low, rest);
      minusQ = rest.fma(minusInverse, minusQ);
      minusQ.lanewise(FMA, DOWN, v.blend(0.0, v.compare(LT, 0.0))).intoArray(y, yOff + i);
    }
  }
}
