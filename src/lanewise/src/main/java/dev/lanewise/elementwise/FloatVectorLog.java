package dev.lanewise.elementwise;

/** {@link FloatScalarLog} over windows of arrays; {@code end} is a multiple of the lanes. */
final class FloatVectorLog {
  private FloatVectorLog() {}

  /** y ← log(x) */
  static void log(int end, float[] x, int xOff, float[] y, int yOff) {
    for (int i = 0; i < end; i++) {
      y[yOff + i] = FloatScalarLog.log(x[xOff + i]);
    }
  }

  /** y ← log1p(x) */
  static void log1p(int end, float[] x, int xOff, float[] y, int yOff) {
    for (int i = 0; i < end; i++) {
      y[yOff + i] = FloatScalarLog.log1p(x[xOff + i]);
    }
  }
}
