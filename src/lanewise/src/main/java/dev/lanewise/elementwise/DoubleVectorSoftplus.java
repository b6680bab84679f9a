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
import static dev.lanewise.elementwise.DoubleScalarSoftplus.S0;
import static dev.lanewise.elementwise.DoubleScalarSoftplus.S1;
import static dev.lanewise.elementwise.DoubleScalarSoftplus.S10;
import static dev.lanewise.elementwise.DoubleScalarSoftplus.S2;
import static dev.lanewise.elementwise.DoubleScalarSoftplus.S3;
import static dev.lanewise.elementwise.DoubleScalarSoftplus.S4;
import static dev.lanewise.elementwise.DoubleScalarSoftplus.S5;
import static dev.lanewise.elementwise.DoubleScalarSoftplus.S6;
import static dev.lanewise.elementwise.DoubleScalarSoftplus.S7;
import static dev.lanewise.elementwise.DoubleScalarSoftplus.S8;
import static dev.lanewise.elementwise.DoubleScalarSoftplus.S9;
import static jdk.incubator.vector.VectorOperators.FMA;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.DoubleVector;

/** {@link DoubleScalarSoftplus} on vectors, operation by operation. */
final class DoubleVectorSoftplus {
  private DoubleVectorSoftplus() {}

  /** y ← ln(1 + e^x). */
  static void softplus(int end, double[] x, int xOff, double[] y, int yOff) {
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
      DoubleVector e =
          r.lanewise(FMA, p, 1.0)
              .mul(
                  shifted.reinterpretAsLongs().lanewise(LSHL, FRACTION_BITS).reinterpretAsDoubles())
              .mul(DOWN);
      DoubleVector s = e.div(e.add(2.0));
      DoubleVector z = s.mul(s);
      DoubleVector q = z.lanewise(FMA, S10, S9);
      q = z.lanewise(FMA, q, S8);
      q = z.lanewise(FMA, q, S7);
      q = z.lanewise(FMA, q, S6);
      q = z.lanewise(FMA, q, S5);
      q = z.lanewise(FMA, q, S4);
      q = z.lanewise(FMA, q, S3);
      q = z.lanewise(FMA, q, S2);
      q = z.lanewise(FMA, q, S1);
      q = z.lanewise(FMA, q, S0);
      DoubleVector h = e.mul(e).mul(0.5);
      DoubleVector log1p = e.add(s.fma(z.fma(q, h), h.neg()));
      DoubleVector.broadcast(SPECIES, 0.0)
          .blend(v, v.compare(GT, 0.0))
          .add(log1p)
          .intoArray(y, yOff + i);
    }
  }

  /** y ← −ln(1 + e^−x). */
  static void logSigmoid(int end, double[] x, int xOff, double[] y, int yOff) {
    for (int i = 0; i < end; i += LENGTH) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, xOff + i);
      DoubleVector argument = v.neg();
      DoubleVector a = argument.reinterpretAsLongs().or(SIGN).reinterpretAsDoubles();
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
      DoubleVector e =
          r.lanewise(FMA, p, 1.0)
              .mul(
                  shifted.reinterpretAsLongs().lanewise(LSHL, FRACTION_BITS).reinterpretAsDoubles())
              .mul(DOWN);
      DoubleVector s = e.div(e.add(2.0));
      DoubleVector z = s.mul(s);
      DoubleVector q = z.lanewise(FMA, S10, S9);
      q = z.lanewise(FMA, q, S8);
      q = z.lanewise(FMA, q, S7);
      q = z.lanewise(FMA, q, S6);
      q = z.lanewise(FMA, q, S5);
      q = z.lanewise(FMA, q, S4);
      q = z.lanewise(FMA, q, S3);
      q = z.lanewise(FMA, q, S2);
      q = z.lanewise(FMA, q, S1);
      q = z.lanewise(FMA, q, S0);
      DoubleVector h = e.mul(e).mul(0.5);
      DoubleVector log1p = e.add(s.fma(z.fma(q, h), h.neg()));
      DoubleVector.broadcast(SPECIES, 0.0)
          .blend(argument, argument.compare(GT, 0.0))
          .add(log1p)
          .neg()
          .intoArray(y, yOff + i);
    }
  }
}
