package dev.lanewise.elementwise;

/**
 * Derivatives of the activations that gate their input by a sigmoid, z·sigmoid(v), from z. Outside
 * of ±{@link #LIMIT} they are what they are there, so that infinite z give the limits 0 and 1.
 *
 * <p>Absolute error in single precision below 4 units of roundoff: FloatGatedTest. (Relative to a
 * derivative that vanishes between its terms, as near z = −1.28 for SiLU, there is no bound.)
 */
final class FloatScalarGated {
  /** In both precisions all derivatives are 0 below its negative and 1 above it. */
  static final float LIMIT = Float.MAX_EXPONENT;

  /** 2·√(2/π). */
  static final float V1 = (float) 1.5957691216057308;

  /** 0.044715·2·√(2/π). */
  static final float V3 = (float) 0.07135481627260025;

  static final float THREE_V3 = 3 * V3;

  private FloatScalarGated() {}

  /** With s = sigmoid(z): s·(1 + z·(1 − s)). */
  static float siluDerivative(float z) {
    float x = clamp(z);
    float e = FloatScalarSigmoid.sigmoid(-Math.abs(x));
    return derivative(x, e, x);
  }

  /**
   * z/2·(1 + tanh(v/2)) is z·sigmoid(v) with v = 2·√(2/π)·(z + 0.044715·z³). With s = sigmoid(v):
   * s·(1 + z·v′·(1 − s)).
   */
  static float geluTanhDerivative(float z) {
    float x = clamp(z);
    float square = x * x;
    float e = FloatScalarSigmoid.sigmoid(-Math.abs(x * Math.fma(square, V3, V1)));
    return derivative(x, e, x * Math.fma(square, THREE_V3, V1));
  }

  /** s·(1 + slope·(1 − s)) with s = e below 0, else 1 − e: neither of s and 1 − s cancels. */
  private static float derivative(float x, float e, float slope) {
    float rest = 1f - e;
    return x < 0f ? e * Math.fma(slope, rest, 1f) : rest * Math.fma(slope, e, 1f);
  }

  private static float clamp(float z) {
    float x = z > LIMIT ? LIMIT : z;
    return x < -LIMIT ? -LIMIT : x;
  }
}
