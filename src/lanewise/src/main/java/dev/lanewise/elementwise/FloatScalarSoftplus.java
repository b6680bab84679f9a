package dev.lanewise.elementwise;

// precision: by hand

import static dev.lanewise.elementwise.FloatScalarExp.DOWN;
import static dev.lanewise.elementwise.FloatScalarExp.LOG2_E;
import static dev.lanewise.elementwise.FloatScalarExp.LOWEST;
import static dev.lanewise.elementwise.FloatScalarExp.ROUND_DOWN;
import static dev.lanewise.elementwise.FloatScalarExp.fraction;
import static dev.lanewise.elementwise.FloatScalarExp.power;
import static dev.lanewise.elementwise.FloatScalarExp.reduced;

final class FloatScalarSoftplus {
  static final float S0 = -0.49999988f;
  static final float S1 = 0.33332753f;
  static final float S2 = -0.24989443f;
  static final float S3 = 0.19903773f;
  static final float S4 = -0.16151693f;
  static final float S5 = 0.12518811f;
  static final float S6 = -0.08381017f;
  static final float S7 = 0.04261295f;
  static final float S8 = -0.013930894f;
  static final float S9 = 0.0021331864f;

  private FloatScalarSoftplus() {}

  static float softplus(float x) {
    float a = -Math.abs(x);
    a = a < LOWEST ? LOWEST : a;
    float shifted = Math.fma(a, LOG2_E, ROUND_DOWN);
    float n = shifted - ROUND_DOWN;
    float e = fraction(reduced(a, n)) * power(shifted) * DOWN;
    float p = Math.fma(e, S9, S8);
    p = Math.fma(e, p, S7);
    p = Math.fma(e, p, S6);
    p = Math.fma(e, p, S5);
    p = Math.fma(e, p, S4);
    p = Math.fma(e, p, S3);
    p = Math.fma(e, p, S2);
    p = Math.fma(e, p, S1);
    p = Math.fma(e, p, S0);
    float y = Math.fma(e * e, p, e);
    return (x > 0f ? x : 0f) + y;
  }

  static float logSigmoid(float x) {
    return -softplus(-x);
  }
}
