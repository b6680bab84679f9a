package dev.lanewise.elementwise;

/** {@link FloatScalarSoftplus} over windows of arrays; {@code end} is a multiple of the lanes. */
final class FloatVectorSoftplus {
  private FloatVectorSoftplus() {}

  /** y ← softplus(x) */
  static void softplus(int end, float[] x, int xOff, float[] y, int yOff) {
    for (int i = 0; i < end; i++) {
      y[yOff + i] = FloatScalarSoftplus.softplus(x[xOff + i]);
    }
  }

  /** y ← logSigmoid(x) */
  static void logSigmoid(int end, float[] x, int xOff, float[] y, int yOff) {
    for (int i = 0; i < end; i++) {
      y[yOff + i] = FloatScalarSoftplus.logSigmoid(x[xOff + i]);
    }
  }
}
