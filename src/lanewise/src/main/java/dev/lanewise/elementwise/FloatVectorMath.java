package dev.lanewise.elementwise;

// precision: by hand

import static dev.lanewise.elementwise.FloatScalarMath.BIAS;
import static dev.lanewise.elementwise.FloatScalarMath.FRACTION_BITS;
import static dev.lanewise.elementwise.FloatScalarMath.HIGHEST;
import static dev.lanewise.elementwise.FloatScalarMath.LN2_HIGH;
import static dev.lanewise.elementwise.FloatScalarMath.LN2_LOW;
import static dev.lanewise.elementwise.FloatScalarMath.LOG2_E;
import static dev.lanewise.elementwise.FloatScalarMath.LOWEST;
import static dev.lanewise.elementwise.FloatScalarMath.Q0;
import static dev.lanewise.elementwise.FloatScalarMath.Q1;
import static dev.lanewise.elementwise.FloatScalarMath.Q2;
import static dev.lanewise.elementwise.FloatScalarMath.Q3;
import static dev.lanewise.elementwise.FloatScalarMath.Q4;
import static dev.lanewise.elementwise.FloatScalarMath.ROUND;

import dev.lanewise.simd.Simd;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** {@link FloatScalarMath} on vectors, operation by operation. */
final class FloatVectorMath {
  static final VectorSpecies<Float> SPECIES =
      VectorSpecies.of(float.class, VectorShape.forBitSize(Simd.vectorBits()));

  private FloatVectorMath() {}

  static FloatVector exp(FloatVector x) {
    x = x.blend(LOWEST, x.compare(VectorOperators.LT, LOWEST));
    x = x.blend(HIGHEST, x.compare(VectorOperators.GT, HIGHEST));
    FloatVector round = FloatVector.broadcast(SPECIES, ROUND);
    FloatVector n = x.fma(FloatVector.broadcast(SPECIES, LOG2_E), round).sub(round);
    FloatVector r = n.fma(FloatVector.broadcast(SPECIES, -LN2_HIGH), x);
    r = n.fma(FloatVector.broadcast(SPECIES, -LN2_LOW), r);
    FloatVector q = r.fma(FloatVector.broadcast(SPECIES, Q4), FloatVector.broadcast(SPECIES, Q3));
    q = r.fma(q, FloatVector.broadcast(SPECIES, Q2));
    q = r.fma(q, FloatVector.broadcast(SPECIES, Q1));
    q = r.fma(q, FloatVector.broadcast(SPECIES, Q0));
    FloatVector p = r.mul(r).fma(q, r).add(1f);
    FloatVector half = n.fma(FloatVector.broadcast(SPECIES, 0.5f), round);
    FloatVector rest = n.sub(half.sub(round)).add(round);
    FloatVector scaleHalf =
        half.reinterpretAsInts()
            .add(BIAS)
            .lanewise(VectorOperators.LSHL, FRACTION_BITS)
            .reinterpretAsFloats();
    FloatVector scaleRest =
        rest.reinterpretAsInts()
            .add(BIAS)
            .lanewise(VectorOperators.LSHL, FRACTION_BITS)
            .reinterpretAsFloats();
    return p.mul(scaleHalf).mul(scaleRest);
  }

  static FloatVector sigmoid(FloatVector x) {
    FloatVector e = exp(x.abs().neg());
    FloatVector numerator = e.blend(1f, x.compare(VectorOperators.GE, 0f));
    return numerator.div(e.add(1f));
  }
}
