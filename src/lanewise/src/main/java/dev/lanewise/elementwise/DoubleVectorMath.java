package dev.lanewise.elementwise;

import static dev.lanewise.elementwise.DoubleScalarMath.BIAS;
import static dev.lanewise.elementwise.DoubleScalarMath.FRACTION_BITS;
import static dev.lanewise.elementwise.DoubleScalarMath.HIGHEST;
import static dev.lanewise.elementwise.DoubleScalarMath.LN2_HIGH;
import static dev.lanewise.elementwise.DoubleScalarMath.LN2_LOW;
import static dev.lanewise.elementwise.DoubleScalarMath.LOG2_E;
import static dev.lanewise.elementwise.DoubleScalarMath.LOWEST;
import static dev.lanewise.elementwise.DoubleScalarMath.Q0;
import static dev.lanewise.elementwise.DoubleScalarMath.Q1;
import static dev.lanewise.elementwise.DoubleScalarMath.Q10;
import static dev.lanewise.elementwise.DoubleScalarMath.Q2;
import static dev.lanewise.elementwise.DoubleScalarMath.Q3;
import static dev.lanewise.elementwise.DoubleScalarMath.Q4;
import static dev.lanewise.elementwise.DoubleScalarMath.Q5;
import static dev.lanewise.elementwise.DoubleScalarMath.Q6;
import static dev.lanewise.elementwise.DoubleScalarMath.Q7;
import static dev.lanewise.elementwise.DoubleScalarMath.Q8;
import static dev.lanewise.elementwise.DoubleScalarMath.Q9;
import static dev.lanewise.elementwise.DoubleScalarMath.ROUND;

import dev.lanewise.simd.Simd;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** {@link DoubleScalarMath} on vectors, operation by operation. */
final class DoubleVectorMath {
  static final VectorSpecies<Double> SPECIES =
      VectorSpecies.of(double.class, VectorShape.forBitSize(Simd.vectorBits()));

  private DoubleVectorMath() {}

  static DoubleVector exp(DoubleVector x) {
    x = x.blend(LOWEST, x.compare(VectorOperators.LT, LOWEST));
    x = x.blend(HIGHEST, x.compare(VectorOperators.GT, HIGHEST));
    DoubleVector round = DoubleVector.broadcast(SPECIES, ROUND);
    DoubleVector n = x.fma(DoubleVector.broadcast(SPECIES, LOG2_E), round).sub(round);
    DoubleVector r = n.fma(DoubleVector.broadcast(SPECIES, -LN2_HIGH), x);
    r = n.fma(DoubleVector.broadcast(SPECIES, -LN2_LOW), r);
    DoubleVector p = r.mul(r).fma(polynomial(r), r).add(1.0);
    DoubleVector half = n.fma(DoubleVector.broadcast(SPECIES, 0.5), round);
    DoubleVector rest = n.sub(half.sub(round)).add(round);
    DoubleVector scaleHalf =
        half.reinterpretAsLongs()
            .add(BIAS)
            .lanewise(VectorOperators.LSHL, FRACTION_BITS)
            .reinterpretAsDoubles();
    DoubleVector scaleRest =
        rest.reinterpretAsLongs()
            .add(BIAS)
            .lanewise(VectorOperators.LSHL, FRACTION_BITS)
            .reinterpretAsDoubles();
    return p.mul(scaleHalf).mul(scaleRest);
  }

  /**
   * q(r). By itself because C2 inlines no method of more than 325 bytes of bytecode, and a vector
   * that crosses a call is an object: exp in one piece had 383 and made two for each vector.
   */
  private static DoubleVector polynomial(DoubleVector r) {
    DoubleVector q =
        r.fma(DoubleVector.broadcast(SPECIES, Q10), DoubleVector.broadcast(SPECIES, Q9));
    q = r.fma(q, DoubleVector.broadcast(SPECIES, Q8));
    q = r.fma(q, DoubleVector.broadcast(SPECIES, Q7));
    q = r.fma(q, DoubleVector.broadcast(SPECIES, Q6));
    q = r.fma(q, DoubleVector.broadcast(SPECIES, Q5));
    q = r.fma(q, DoubleVector.broadcast(SPECIES, Q4));
    q = r.fma(q, DoubleVector.broadcast(SPECIES, Q3));
    q = r.fma(q, DoubleVector.broadcast(SPECIES, Q2));
    q = r.fma(q, DoubleVector.broadcast(SPECIES, Q1));
    return r.fma(q, DoubleVector.broadcast(SPECIES, Q0));
  }

  static DoubleVector sigmoid(DoubleVector x) {
    DoubleVector e = exp(x.abs().neg());
    DoubleVector numerator = e.blend(1.0, x.compare(VectorOperators.GE, 0.0));
    return numerator.div(e.add(1.0));
  }
}
