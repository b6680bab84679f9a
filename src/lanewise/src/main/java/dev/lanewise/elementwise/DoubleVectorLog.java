package dev.lanewise.elementwise;

import static dev.lanewise.elementwise.DoubleLanes.LENGTH;
import static dev.lanewise.elementwise.DoubleLanes.SPECIES;
import static dev.lanewise.elementwise.DoubleScalarExp.FRACTION_BITS;
import static dev.lanewise.elementwise.DoubleScalarExp.LN2_HIGH;
import static dev.lanewise.elementwise.DoubleScalarExp.LN2_LOW;
import static dev.lanewise.elementwise.DoubleScalarExp.ROUND;
import static dev.lanewise.elementwise.DoubleScalarLog.FOUR;
import static dev.lanewise.elementwise.DoubleScalarLog.FRACTION_MASK;
import static dev.lanewise.elementwise.DoubleScalarLog.P0;
import static dev.lanewise.elementwise.DoubleScalarLog.P1;
import static dev.lanewise.elementwise.DoubleScalarLog.P2;
import static dev.lanewise.elementwise.DoubleScalarLog.P3;
import static dev.lanewise.elementwise.DoubleScalarLog.P4;
import static dev.lanewise.elementwise.DoubleScalarLog.P5;
import static dev.lanewise.elementwise.DoubleScalarLog.P6;
import static dev.lanewise.elementwise.DoubleScalarLog.ROUND_BITS;
import static dev.lanewise.elementwise.DoubleScalarLog.SQRT_HALF_BITS;
import static dev.lanewise.elementwise.DoubleScalarLog.SUBNORMAL_BELOW;
import static dev.lanewise.elementwise.DoubleScalarLog.SUBNORMAL_ROUND;
import static dev.lanewise.elementwise.DoubleScalarLog.SUBNORMAL_SCALE;
import static dev.lanewise.elementwise.DoubleScalarLog.TO_ONE;
import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.FMA;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;

/** {@link DoubleScalarLog} on vectors, operation by operation. */
final class DoubleVectorLog {
  private DoubleVectorLog() {}

  /** y ← ln x. */
  static void log(int end, double[] x, int xOff, double[] y, int yOff) {
    for (int i = 0; i < end; i += LENGTH) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, xOff + i);
      VectorMask<Double> subnormal = v.compare(LT, SUBNORMAL_BELOW);
      DoubleVector scaled = v.blend(v.mul(SUBNORMAL_SCALE), subnormal);
      LongVector bits = scaled.reinterpretAsLongs().add(TO_ONE);
      DoubleVector exponent =
          bits.lanewise(LSHR, FRACTION_BITS).or(ROUND_BITS).reinterpretAsDoubles();
      DoubleVector minusK =
          DoubleVector.broadcast(SPECIES, ROUND).blend(SUBNORMAL_ROUND, subnormal).sub(exponent);
      DoubleVector f = bits.and(FRACTION_MASK).add(SQRT_HALF_BITS).reinterpretAsDoubles().sub(1.0);
      DoubleVector s = f.div(f.add(2.0));
      DoubleVector z = s.mul(s);
      DoubleVector z2 = z.mul(z);
      DoubleVector pEven = z2.lanewise(FMA, P6, P4);
      pEven = z2.lanewise(FMA, pEven, P2);
      pEven = z2.lanewise(FMA, pEven, P0);
      DoubleVector pOdd = z2.lanewise(FMA, P5, P3);
      pOdd = z2.lanewise(FMA, pOdd, P1);
      DoubleVector p = z.fma(pOdd, pEven);
      DoubleVector h = f.mul(f).mul(0.5);
      DoubleVector sum = s.fma(z.fma(p, h), h.neg());
      sum = minusK.lanewise(FMA, -LN2_LOW, sum);
      sum = minusK.lanewise(FMA, -LN2_HIGH, f.add(sum));
      sum = v.blend(sum, v.compare(LT, Double.POSITIVE_INFINITY));
      sum = sum.blend(Double.NEGATIVE_INFINITY, v.compare(EQ, 0.0));
      sum.blend(Double.NaN, v.compare(LT, 0.0)).intoArray(y, yOff + i);
    }
  }

  /** y ← ln(1 + x). */
  static void log1p(int end, double[] x, int xOff, double[] y, int yOff) {
    for (int i = 0; i < end; i += LENGTH) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, xOff + i);
      DoubleVector u = v.add(1.0);
      LongVector bits = u.reinterpretAsLongs().add(TO_ONE);
      LongVector exponent = bits.lanewise(LSHR, FRACTION_BITS);
      DoubleVector minusK =
          DoubleVector.broadcast(SPECIES, ROUND)
              .sub(exponent.or(ROUND_BITS).reinterpretAsDoubles());
      DoubleVector scale =
          exponent.sub(FOUR).neg().lanewise(LSHL, FRACTION_BITS).reinterpretAsDoubles();
      DoubleVector f =
          v.fma(scale, DoubleVector.broadcast(SPECIES, 4.0).sub(scale).neg()).mul(0.25);
      DoubleVector s = f.div(f.add(2.0));
      DoubleVector z = s.mul(s);
      DoubleVector z2 = z.mul(z);
      DoubleVector pEven = z2.lanewise(FMA, P6, P4);
      pEven = z2.lanewise(FMA, pEven, P2);
      pEven = z2.lanewise(FMA, pEven, P0);
      DoubleVector pOdd = z2.lanewise(FMA, P5, P3);
      pOdd = z2.lanewise(FMA, pOdd, P1);
      DoubleVector p = z.fma(pOdd, pEven);
      DoubleVector h = f.mul(f).mul(0.5);
      DoubleVector sum = s.fma(z.fma(p, h), h.neg());
      sum = minusK.lanewise(FMA, -LN2_LOW, sum);
      sum = minusK.lanewise(FMA, -LN2_HIGH, f.add(sum));
      sum = v.blend(sum, v.compare(LT, Double.POSITIVE_INFINITY));
      sum = sum.blend(Double.NEGATIVE_INFINITY, v.compare(EQ, -1.0));
      sum.blend(Double.NaN, v.compare(LT, -1.0)).intoArray(y, yOff + i);
    }
  }
}
