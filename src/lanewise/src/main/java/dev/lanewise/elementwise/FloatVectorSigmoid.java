package dev.lanewise.elementwise;

/** {@link FloatScalarSigmoid} over windows of arrays; {@code end} is a multiple of the lanes. */
final class FloatVectorSigmoid {
  private FloatVectorSigmoid() {}

  /** y ← sigmoid(x) */
  static void sigmoid(int end, float[] x, int xOff, float[] y, int yOff) {
    for (int i = 0; i < end; i++) {
      y[yOff + i] = FloatScalarSigmoid.sigmoid(x[xOff + i]);
    }
  }

  /** y ← silu(x) */
  static void silu(int end, float[] x, int xOff, float[] y, int yOff) {
    for (int i = 0; i < end; i++) {
      y[yOff + i] = FloatScalarSigmoid.silu(x[xOff + i]);
    }
  }
}
