package dev.lanewise.elementwise;

/** {@link FloatScalarErf} over windows of arrays; {@code end} is a multiple of the lanes. */
final class FloatVectorErf {
  private FloatVectorErf() {}

  /** y ← erf(x) */
  static void erf(int end, float[] x, int xOff, float[] y, int yOff) {
    for (int i = 0; i < end; i++) {
      y[yOff + i] = FloatScalarErf.erf(x[xOff + i]);
    }
  }

  /** y ← gelu(x) */
  static void gelu(int end, float[] x, int xOff, float[] y, int yOff) {
    for (int i = 0; i < end; i++) {
      y[yOff + i] = FloatScalarErf.gelu(x[xOff + i]);
    }
  }
}
