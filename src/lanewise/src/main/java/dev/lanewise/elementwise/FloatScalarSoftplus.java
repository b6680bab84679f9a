package dev.lanewise.elementwise;

// precision: by hand

import static dev.lanewise.elementwise.FloatScalarExp.DOWN;
import static dev.lanewise.elementwise.FloatScalarExp.LOG2_E;
import static dev.lanewise.elementwise.FloatScalarExp.LOWEST;
import static dev.lanewise.elementwise.FloatScalarExp.ROUND_DOWN;
import static dev.lanewise.elementwise.FloatScalarExp.power;
import static dev.lanewise.elementwise.FloatScalarExp.reduced;
import static dev.lanewise.elementwise.FloatScalarExp.slope;

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
    float r = reduced(a, n);
    float p = slope(r);
    float e = Math.fma(r, p, 1f) * power(shifted) * DOWN;
    float q = Math.fma(e, S9, S8);
    q = Math.fma(e, q, S7);
    q = Math.fma(e, q, S6);
    q = Math.fma(e, q, S5);
    q = Math.fma(e, q, S4);
    q = Math.fma(e, q, S3);
    q = Math.fma(e, q, S2);
    q = Math.fma(e, q, S1);
    q = Math.fma(e, q, S0);
    float log1p = Math.fma(e * e, q, e);
    return (x > 0f ? x : 0f) + log1p;
  }

  static float logSigmoid(float x) {
    return -softplus(-x);
  }
}
