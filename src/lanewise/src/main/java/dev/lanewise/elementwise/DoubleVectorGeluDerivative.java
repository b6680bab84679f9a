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
import static dev.lanewise.elementwise.DoubleScalarExp.ROUND_DOWN;
import static dev.lanewise.elementwise.DoubleScalarGeluDerivative.FLAT;
import static dev.lanewise.elementwise.DoubleScalarGeluDerivative.PHI_0;
import static dev.lanewise.elementwise.DoubleScalarGeluDerivative.SHIFT;
import static dev.lanewise.elementwise.DoubleScalarGeluDerivative.T0;
import static dev.lanewise.elementwise.DoubleScalarGeluDerivative.T1;
import static dev.lanewise.elementwise.DoubleScalarGeluDerivative.T10;
import static dev.lanewise.elementwise.DoubleScalarGeluDerivative.T11;
import static dev.lanewise.elementwise.DoubleScalarGeluDerivative.T12;
import static dev.lanewise.elementwise.DoubleScalarGeluDerivative.T13;
import static dev.lanewise.elementwise.DoubleScalarGeluDerivative.T14;
import static dev.lanewise.elementwise.DoubleScalarGeluDerivative.T15;
import static dev.lanewise.elementwise.DoubleScalarGeluDerivative.T16;
import static dev.lanewise.elementwise.DoubleScalarGeluDerivative.T17;
import static dev.lanewise.elementwise.DoubleScalarGeluDerivative.T2;
import static dev.lanewise.elementwise.DoubleScalarGeluDerivative.T3;
import static dev.lanewise.elementwise.DoubleScalarGeluDerivative.T4;
import static dev.lanewise.elementwise.DoubleScalarGeluDerivative.T5;
import static dev.lanewise.elementwise.DoubleScalarGeluDerivative.T6;
import static dev.lanewise.elementwise.DoubleScalarGeluDerivative.T7;
import static dev.lanewise.elementwise.DoubleScalarGeluDerivative.T8;
import static dev.lanewise.elementwise.DoubleScalarGeluDerivative.T9;
import static jdk.incubator.vector.VectorOperators.FMA;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.DoubleVector;

/** {@link DoubleScalarGeluDerivative} on vectors, operation by operation. */
final class DoubleVectorGeluDerivative {
  private DoubleVectorGeluDerivative() {}

  /** dz ← d ⊙ f′(z). */
  static void times(int end, double[] d, int dOff, double[] z, int zOff, double[] dz, int dzOff) {
    for (int j = 0; j < end; j += LENGTH) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, z, zOff + j);
      DoubleVector a = v.abs();
      a = a.blend(FLAT, a.compare(GT, FLAT));
      DoubleVector h = a.mul(-0.5).mul(a);
      DoubleVector shifted = h.lanewise(FMA, LOG2_E, ROUND_DOWN);
      DoubleVector n = shifted.sub(ROUND_DOWN);
      DoubleVector r = n.lanewise(FMA, -LN2_LOW, n.lanewise(FMA, -LN2_HIGH, h));
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
      DoubleVector e =
          r.lanewise(FMA, p, 1.0)
              .mul(
                  shifted.reinterpretAsLongs().lanewise(LSHL, FRACTION_BITS).reinterpretAsDoubles())
              .mul(DOWN);
      DoubleVector one = DoubleVector.broadcast(SPECIES, 1.0);
      DoubleVector inverse = one.div(a.add(SHIFT));
      DoubleVector t = a.sub(SHIFT).mul(inverse);
      DoubleVector t2 = t.mul(t);
      DoubleVector even = t2.lanewise(FMA, T16, T14);
      even = t2.lanewise(FMA, even, T12);
      even = t2.lanewise(FMA, even, T10);
      even = t2.lanewise(FMA, even, T8);
      even = t2.lanewise(FMA, even, T6);
      even = t2.lanewise(FMA, even, T4);
      even = t2.lanewise(FMA, even, T2);
      DoubleVector odd = t2.lanewise(FMA, T17, T15);
      odd = t2.lanewise(FMA, odd, T13);
      odd = t2.lanewise(FMA, odd, T11);
      odd = t2.lanewise(FMA, odd, T9);
      odd = t2.lanewise(FMA, odd, T7);
      odd = t2.lanewise(FMA, odd, T5);
      odd = t2.lanewise(FMA, odd, T3);
      odd = t2.lanewise(FMA, odd, T1);
      DoubleVector g = t.fma(odd, t2.lanewise(FMA, even, T0));
      DoubleVector s = a.lanewise(FMA, -PHI_0, g.mul(inverse));
      DoubleVector derivative = e.neg().fma(s, one).blend(e.mul(s), v.compare(LT, 0.0));
      DoubleVector.fromArray(SPECIES, d, dOff + j).mul(derivative).intoArray(dz, dzOff + j);
    }
  }
}
