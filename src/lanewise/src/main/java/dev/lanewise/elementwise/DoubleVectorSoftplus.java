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
import static dev.lanewise.elementwise.DoubleScalarExp.SIGN;
import static dev.lanewise.elementwise.DoubleScalarSoftplus.L0;
import static dev.lanewise.elementwise.DoubleScalarSoftplus.L1;
import static dev.lanewise.elementwise.DoubleScalarSoftplus.L10;
import static dev.lanewise.elementwise.DoubleScalarSoftplus.L2;
import static dev.lanewise.elementwise.DoubleScalarSoftplus.L3;
import static dev.lanewise.elementwise.DoubleScalarSoftplus.L4;
import static dev.lanewise.elementwise.DoubleScalarSoftplus.L5;
import static dev.lanewise.elementwise.DoubleScalarSoftplus.L6;
import static dev.lanewise.elementwise.DoubleScalarSoftplus.L7;
import static dev.lanewise.elementwise.DoubleScalarSoftplus.L8;
import static dev.lanewise.elementwise.DoubleScalarSoftplus.L9;
import static jdk.incubator.vector.VectorOperators.FMA;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;
import static jdk.incubator.vector.VectorOperators.XOR;

import jdk.incubator.vector.DoubleVector;

/** {@link DoubleScalarSoftplus} on vectors, operation by operation. */
final class DoubleVectorSoftplus {
  private DoubleVectorSoftplus() {}

  /** y ← ln(1 + e^x). */
  static void softplus(int end, double[] x, int xOff, double[] y, int yOff) {
    softplus(end, 0, x, xOff, y, yOff);
  }

  /** y ← −ln(1 + e^−x). */
  static void logSigmoid(int end, double[] x, int xOff, double[] y, int yOff) {
    softplus(end, SIGN, x, xOff, y, yOff);
  }

  /** With {@code sign} a sign bit: of −x, negated. */
  private static void softplus(int end, long sign, double[] x, int xOff, double[] y, int yOff) {
    for (int i = 0; i < end; i += LENGTH) {
      DoubleVector v =
          DoubleVector.fromArray(SPECIES, x, xOff + i)
              .reinterpretAsLongs()
              .lanewise(XOR, sign)
              .reinterpretAsDoubles();
      DoubleVector a = v.reinterpretAsLongs().or(SIGN).reinterpretAsDoubles();
      a = a.blend(LOWEST, a.compare(LT, LOWEST));
      DoubleVector shifted = a.lanewise(FMA, LOG2_E, ROUND_DOWN);
      DoubleVector n = shifted.sub(ROUND_DOWN);
      DoubleVector r = n.lanewise(FMA, -LN2_LOW, n.lanewise(FMA, -LN2_HIGH, a));
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
      DoubleVector s = e.div(e.add(2.0));
      DoubleVector z = s.mul(s);
      DoubleVector z2 = z.mul(z);
      DoubleVector qEven = z2.lanewise(FMA, L10, L8);
      qEven = z2.lanewise(FMA, qEven, L6);
      qEven = z2.lanewise(FMA, qEven, L4);
      qEven = z2.lanewise(FMA, qEven, L2);
      qEven = z2.lanewise(FMA, qEven, L0);
      DoubleVector qOdd = z2.lanewise(FMA, L9, L7);
      qOdd = z2.lanewise(FMA, qOdd, L5);
      qOdd = z2.lanewise(FMA, qOdd, L3);
      qOdd = z2.lanewise(FMA, qOdd, L1);
      DoubleVector q = z.fma(qOdd, qEven);
      DoubleVector h = e.mul(e).mul(0.5);
      DoubleVector log1p = e.add(s.fma(z.fma(q, h), h.neg()));
      DoubleVector.broadcast(SPECIES, 0.0)
          .blend(v, v.compare(GT, 0.0))
          .add(log1p)
          .reinterpretAsLongs()
          .lanewise(XOR, sign)
          .reinterpretAsDoubles()
          .intoArray(y, yOff + i);
    }
  }
}
