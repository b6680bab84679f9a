package dev.lanewise.elementwise;

/** {@link FloatScalarTanh} over windows of arrays; {@code end} is a multiple of the lanes. */
final class FloatVectorTanh {
  private FloatVectorTanh() {}

  /** y ← tanh(x) */
  static void tanh(int end, float[] x, int xOff, float[] y, int yOff) {
    for (int i = 0; i < end; i++) {
      y[yOff + i] = FloatScalarTanh.tanh(x[xOff + i]);
    }
  }

  /** y ← geluTanh(x) */
  static void geluTanh(int end, float[] x, int xOff, float[] y, int yOff) {
    for (int i = 0; i < end; i++) {
      y[yOff + i] = FloatScalarTanh.geluTanh(x[xOff + i]);
    }
  }
}
