package dev.lanewise.elementwise;

// precision: by hand

import static dev.lanewise.elementwise.FloatLanes.LENGTH;
import static dev.lanewise.elementwise.FloatLanes.SPECIES;
import static dev.lanewise.elementwise.FloatScalarExp.DOWN;
import static dev.lanewise.elementwise.FloatScalarExp.FRACTION_BITS;
import static dev.lanewise.elementwise.FloatScalarExp.LN2_HIGH;
import static dev.lanewise.elementwise.FloatScalarExp.LN2_LOW;
import static dev.lanewise.elementwise.FloatScalarExp.LOG2_E;
import static dev.lanewise.elementwise.FloatScalarExp.Q0;
import static dev.lanewise.elementwise.FloatScalarExp.Q1;
import static dev.lanewise.elementwise.FloatScalarExp.Q2;
import static dev.lanewise.elementwise.FloatScalarExp.Q3;
import static dev.lanewise.elementwise.FloatScalarExp.Q4;
import static dev.lanewise.elementwise.FloatScalarExp.ROUND_DOWN;
import static dev.lanewise.elementwise.FloatScalarGeluDerivative.FLAT;
import static dev.lanewise.elementwise.FloatScalarGeluDerivative.PHI_0;
import static dev.lanewise.elementwise.FloatScalarGeluDerivative.SHIFT;
import static dev.lanewise.elementwise.FloatScalarGeluDerivative.T0;
import static dev.lanewise.elementwise.FloatScalarGeluDerivative.T1;
import static dev.lanewise.elementwise.FloatScalarGeluDerivative.T2;
import static dev.lanewise.elementwise.FloatScalarGeluDerivative.T3;
import static dev.lanewise.elementwise.FloatScalarGeluDerivative.T4;
import static dev.lanewise.elementwise.FloatScalarGeluDerivative.T5;
import static dev.lanewise.elementwise.FloatScalarGeluDerivative.T6;
import static dev.lanewise.elementwise.FloatScalarGeluDerivative.T7;
import static jdk.incubator.vector.VectorOperators.FMA;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.FloatVector;

/** {@link FloatScalarGeluDerivative} on vectors, operation by operation. */
final class FloatVectorGeluDerivative {
  private FloatVectorGeluDerivative() {}

  /** dz ← d ⊙ f′(z). */
  static void times(int end, float[] d, int dOff, float[] z, int zOff, float[] dz, int dzOff) {
    for (int j = 0; j < end; j += LENGTH) {
      FloatVector v = FloatVector.fromArray(SPECIES, z, zOff + j);
      FloatVector a = v.abs();
      a = a.blend(FLAT, a.compare(GT, FLAT));
      FloatVector h = a.mul(-0.5f).mul(a);
      FloatVector shifted = h.lanewise(FMA, LOG2_E, ROUND_DOWN);
      FloatVector n = shifted.sub(ROUND_DOWN);
      FloatVector r = n.lanewise(FMA, -LN2_LOW, n.lanewise(FMA, -LN2_HIGH, h));
      FloatVector p = r.lanewise(FMA, Q4, Q3);
      p = r.lanewise(FMA, p, Q2);
      p = r.lanewise(FMA, p, Q1);
      p = r.lanewise(FMA, p, Q0);
      p = r.lanewise(FMA, p, 1f);
      FloatVector e =
          r.lanewise(FMA, p, 1f)
              .mul(shifted.reinterpretAsInts().lanewise(LSHL, FRACTION_BITS).reinterpretAsFloats())
              .mul(DOWN);
      FloatVector one = FloatVector.broadcast(SPECIES, 1f);
      FloatVector inverse = one.div(a.add(SHIFT));
      FloatVector t = a.sub(SHIFT).mul(inverse);
      FloatVector g = t.lanewise(FMA, T7, T6);
      g = t.lanewise(FMA, g, T5);
      g = t.lanewise(FMA, g, T4);
      g = t.lanewise(FMA, g, T3);
      g = t.lanewise(FMA, g, T2);
      g = t.lanewise(FMA, g, T1);
      g = t.lanewise(FMA, g, T0);
      FloatVector s = a.lanewise(FMA, -PHI_0, g.mul(inverse));
      FloatVector derivative = e.neg().fma(s, one).blend(e.mul(s), v.compare(LT, 0f));
      FloatVector.fromArray(SPECIES, d, dOff + j).mul(derivative).intoArray(dz, dzOff + j);
    }
  }
}
