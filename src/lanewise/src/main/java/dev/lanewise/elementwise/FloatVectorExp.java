package dev.lanewise.elementwise;

/** {@link FloatScalarExp} over windows of arrays; {@code end} is a multiple of the lanes. */
final class FloatVectorExp {
  private FloatVectorExp() {}

  /** y ← exp(x − shift) */
  static void exp(int end, float shift, float[] x, int xOff, float[] y, int yOff) {
    for (int i = 0; i < end; i++) {
      y[yOff + i] = FloatScalarExp.exp(x[xOff + i] - shift);
    }
  }

  /** y ← expm1(x) */
  static void expm1(int end, float[] x, int xOff, float[] y, int yOff) {
    for (int i = 0; i < end; i++) {
      y[yOff + i] = FloatScalarExp.expm1(x[xOff + i]);
    }
  }
}
