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
import static dev.lanewise.elementwise.FloatScalarExp.SIGN;
import static dev.lanewise.elementwise.FloatScalarSoftplus.L0;
import static dev.lanewise.elementwise.FloatScalarSoftplus.L1;
import static dev.lanewise.elementwise.FloatScalarSoftplus.L2;
import static dev.lanewise.elementwise.FloatScalarSoftplus.L3;
import static dev.lanewise.elementwise.FloatScalarSoftplus.L4;
import static dev.lanewise.elementwise.FloatScalarSoftplus.L5;
import static dev.lanewise.elementwise.FloatScalarSoftplus.L6;
import static dev.lanewise.elementwise.FloatScalarSoftplus.L7;
import static dev.lanewise.elementwise.FloatScalarSoftplus.L8;
import static dev.lanewise.elementwise.FloatScalarSoftplus.L9;
import static jdk.incubator.vector.VectorOperators.FMA;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;
import static jdk.incubator.vector.VectorOperators.XOR;

import jdk.incubator.vector.FloatVector;

/** {@link FloatScalarSoftplus} on vectors, operation by operation. */
final class FloatVectorSoftplus {
  private FloatVectorSoftplus() {}

  /** y ← ln(1 + e^x). */
  static void softplus(int end, float[] x, int xOff, float[] y, int yOff) {
    softplus(end, 0, x, xOff, y, yOff);
  }

  /** y ← −ln(1 + e^−x). */
  static void logSigmoid(int end, float[] x, int xOff, float[] y, int yOff) {
    softplus(end, SIGN, x, xOff, y, yOff);
  }

  /** With {@code sign} a sign bit: of −x, negated. */
  private static void softplus(int end, int sign, float[] x, int xOff, float[] y, int yOff) {
    for (int i = 0; i < end; i += LENGTH) {
      FloatVector v =
          FloatVector.fromArray(SPECIES, x, xOff + i)
              .reinterpretAsInts()
              .lanewise(XOR, sign)
              .reinterpretAsFloats();
      FloatVector a = v.reinterpretAsInts().or(SIGN).reinterpretAsFloats();
      a = a.blend(LOWEST, a.compare(LT, LOWEST));
      FloatVector shifted = a.lanewise(FMA, LOG2_E, ROUND_DOWN);
      FloatVector n = shifted.sub(ROUND_DOWN);
      FloatVector r = n.lanewise(FMA, -LN2_LOW, n.lanewise(FMA, -LN2_HIGH, a));
      FloatVector p = r.lanewise(FMA, Q4, Q3);
      p = r.lanewise(FMA, p, Q2);
      p = r.lanewise(FMA, p, Q1);
      p = r.lanewise(FMA, p, Q0);
      p = r.lanewise(FMA, p, 1f);
      FloatVector e =
          r.lanewise(FMA, p, 1f)
              .mul(shifted.reinterpretAsInts().lanewise(LSHL, FRACTION_BITS).reinterpretAsFloats())
              .mul(DOWN);
      FloatVector q = e.lanewise(FMA, L9, L8);
      q = e.lanewise(FMA, q, L7);
      q = e.lanewise(FMA, q, L6);
      q = e.lanewise(FMA, q, L5);
      q = e.lanewise(FMA, q, L4);
      q = e.lanewise(FMA, q, L3);
      q = e.lanewise(FMA, q, L2);
      q = e.lanewise(FMA, q, L1);
      q = e.lanewise(FMA, q, L0);
      FloatVector log1p = e.mul(e).fma(q, e);
      FloatVector.broadcast(SPECIES, 0f)
          .blend(v, v.compare(GT, 0f))
          .add(log1p)
          .reinterpretAsInts()
          .lanewise(XOR, sign)
          .reinterpretAsFloats()
          .intoArray(y, yOff + i);
    }
  }
}
