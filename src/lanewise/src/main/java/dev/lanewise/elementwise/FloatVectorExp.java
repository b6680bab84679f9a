package dev.lanewise.elementwise;

// precision: by hand

import static dev.lanewise.elementwise.FloatLanes.LENGTH;
import static dev.lanewise.elementwise.FloatLanes.SPECIES;
import static dev.lanewise.elementwise.FloatScalarExp.DOWN;
import static dev.lanewise.elementwise.FloatScalarExp.FRACTION_BITS;
import static dev.lanewise.elementwise.FloatScalarExp.HIGHEST;
import static dev.lanewise.elementwise.FloatScalarExp.LN2_HIGH;
import static dev.lanewise.elementwise.FloatScalarExp.LN2_LOW;
import static dev.lanewise.elementwise.FloatScalarExp.LOG2_E;
import static dev.lanewise.elementwise.FloatScalarExp.LOWEST;
import static dev.lanewise.elementwise.FloatScalarExp.M0;
import static dev.lanewise.elementwise.FloatScalarExp.M1;
import static dev.lanewise.elementwise.FloatScalarExp.M2;
import static dev.lanewise.elementwise.FloatScalarExp.M3;
import static dev.lanewise.elementwise.FloatScalarExp.M4;
import static dev.lanewise.elementwise.FloatScalarExp.M5;
import static dev.lanewise.elementwise.FloatScalarExp.MINUS_ONE_BELOW;
import static dev.lanewise.elementwise.FloatScalarExp.Q0;
import static dev.lanewise.elementwise.FloatScalarExp.Q1;
import static dev.lanewise.elementwise.FloatScalarExp.Q2;
import static dev.lanewise.elementwise.FloatScalarExp.Q3;
import static dev.lanewise.elementwise.FloatScalarExp.Q4;
import static dev.lanewise.elementwise.FloatScalarExp.ROUND;
import static dev.lanewise.elementwise.FloatScalarExp.ROUND_DOWN;
import static dev.lanewise.elementwise.FloatScalarExp.ROUND_UP;
import static dev.lanewise.elementwise.FloatScalarExp.TINY;
import static dev.lanewise.elementwise.FloatScalarExp.UP;
import static jdk.incubator.vector.VectorOperators.FMA;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LE;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/** {@link FloatScalarExp} on vectors, operation by operation. */
final class FloatVectorExp {
  private FloatVectorExp() {}

  /** y ← exp(x − shift). */
  static void exp(int end, float shift, float[] x, int xOff, float[] y, int yOff) {
    for (int i = 0; i < end; i += LENGTH) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xOff + i).sub(shift);
      v = v.blend(LOWEST, v.compare(LT, LOWEST));
      v = v.blend(HIGHEST, v.compare(GT, HIGHEST));
      VectorMask<Float> negative = v.compare(LT, 0f);
      FloatVector round = FloatVector.broadcast(SPECIES, ROUND_UP).blend(ROUND_DOWN, negative);
      FloatVector shifted = v.lanewise(FMA, LOG2_E, round);
      FloatVector n = shifted.sub(round);
      FloatVector r = n.lanewise(FMA, -LN2_LOW, n.lanewise(FMA, -LN2_HIGH, v));
      FloatVector p = r.lanewise(FMA, Q4, Q3);
      p = r.lanewise(FMA, p, Q2);
      p = r.lanewise(FMA, p, Q1);
      p = r.lanewise(FMA, p, Q0);
      FloatVector head = r.add(1f);
      FloatVector fraction = head.add(r.mul(r).fma(p, r.sub(head.sub(1f))));
      fraction
          .mul(shifted.reinterpretAsInts().lanewise(LSHL, FRACTION_BITS).reinterpretAsFloats())
          .mul(FloatVector.broadcast(SPECIES, UP).blend(DOWN, negative))
          .intoArray(y, yOff + i);
    }
  }

  /**
   * y ← e^x where no x is positive, NaN as ever: with the same bits, as the result is 1 for ±0
   * either way. The selections are a fifth of the time of a softmax (64 columns, f32, 128 to 512
   * bits).
   */
  static void expOfNonPositive(int end, float[] x, int xOff, float[] y, int yOff) {
    for (int i = 0; i < end; i += LENGTH) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xOff + i);
      v = v.blend(LOWEST, v.compare(LT, LOWEST));
      FloatVector shifted = v.lanewise(FMA, LOG2_E, ROUND_DOWN);
      FloatVector n = shifted.sub(ROUND_DOWN);
      FloatVector r = n.lanewise(FMA, -LN2_LOW, n.lanewise(FMA, -LN2_HIGH, v));
      FloatVector p = r.lanewise(FMA, Q4, Q3);
      p = r.lanewise(FMA, p, Q2);
      p = r.lanewise(FMA, p, Q1);
      p = r.lanewise(FMA, p, Q0);
      FloatVector head = r.add(1f);
      FloatVector fraction = head.add(r.mul(r).fma(p, r.sub(head.sub(1f))));
      fraction
          .mul(shifted.reinterpretAsInts().lanewise(LSHL, FRACTION_BITS).reinterpretAsFloats())
          .mul(DOWN)
          .intoArray(y, yOff + i);
    }
  }

  /** y ← e^x − 1. */
  static void expm1(int end, float[] x, int xOff, float[] y, int yOff) {
    for (int i = 0; i < end; i += LENGTH) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xOff + i);
      FloatVector a = v.blend(MINUS_ONE_BELOW, v.compare(LT, MINUS_ONE_BELOW));
      a = a.blend(HIGHEST, a.compare(GT, HIGHEST));
      FloatVector shifted = a.lanewise(FMA, LOG2_E, ROUND - 1f);
      FloatVector n = shifted.sub(ROUND - 1f);
      FloatVector r = n.lanewise(FMA, -LN2_LOW, n.lanewise(FMA, -LN2_HIGH, a));
      FloatVector p = r.lanewise(FMA, M5, M4);
      p = r.lanewise(FMA, p, M3);
      p = r.lanewise(FMA, p, M2);
      p = r.lanewise(FMA, p, M1);
      p = r.lanewise(FMA, p, M0);
      FloatVector m = r.mul(r).fma(p, r);
      FloatVector s =
          shifted.reinterpretAsInts().lanewise(LSHL, FRACTION_BITS).reinterpretAsFloats();
      FloatVector result = s.fma(m, s.sub(0.5f)).mul(2f);
      result.blend(v, v.abs().compare(LT, TINY)).intoArray(y, yOff + i);
    }
  }

  /**
   * y ← x where x &gt; 0, else α·(e^x − 1), in one loop: 0.85 times the time of expm1 to scratch
   * and a choice after it (AVX-512, Zen 4).
   */
  static void elu(int end, float alpha, float[] x, int xOff, float[] y, int yOff) {
    for (int i = 0; i < end; i += LENGTH) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xOff + i);
      FloatVector a = v.blend(MINUS_ONE_BELOW, v.compare(LT, MINUS_ONE_BELOW));
      FloatVector shifted = a.lanewise(FMA, LOG2_E, ROUND - 1f);
      FloatVector n = shifted.sub(ROUND - 1f);
      FloatVector r = n.lanewise(FMA, -LN2_LOW, n.lanewise(FMA, -LN2_HIGH, a));
      FloatVector p = r.lanewise(FMA, M5, M4);
      p = r.lanewise(FMA, p, M3);
      p = r.lanewise(FMA, p, M2);
      p = r.lanewise(FMA, p, M1);
      p = r.lanewise(FMA, p, M0);
      FloatVector m = r.mul(r).fma(p, r);
      FloatVector s =
          shifted.reinterpretAsInts().lanewise(LSHL, FRACTION_BITS).reinterpretAsFloats();
      FloatVector result = s.fma(m, s.sub(0.5f)).mul(2f);
      result = result.blend(v, v.abs().compare(LT, TINY)).mul(alpha);
      v.blend(result, v.compare(LE, 0f)).intoArray(y, yOff + i);
    }
  }
}
