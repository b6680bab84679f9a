package dev.lanewise.elementwise;

/** One element at a time: the definition that {@link FloatVectorSpans} is held to. */
final class FloatScalarSpans extends FloatSpans {
  @Override
  float max(int n, float[] x, int xOff) {
    return max(Float.NEGATIVE_INFINITY, 0, n, x, xOff);
  }

  static float max(float max, int from, int n, float[] x, int xOff) {
    for (int j = from; j < n; j++) {
      max = x[xOff + j] > max ? x[xOff + j] : max;
    }
    return max + 0f;
  }

  @Override
  void argMax(int rows, int cols, float[] x, int xOff, int xLd, int[] columns, int at) {
    for (int i = 0; i < rows; i++) {
      columns[at + i] = argMax(cols, x, xOff + i * xLd);
    }
  }

  static int argMax(int n, float[] x, int xOff) {
    int best = 0;
    for (int j = 0; j < n; j++) {
      if (Float.isNaN(x[xOff + j])) {
        return j;
      }
      best = x[xOff + j] > x[xOff + best] ? j : best;
    }
    return best;
  }

  @Override
  void subtract(int n, float[] x, int xOff, float c, float[] y, int yOff) {
    for (int j = 0; j < n; j++) {
      y[yOff + j] = x[xOff + j] - c;
    }
  }

  @Override
  void expOfNonPositive(int n, float[] x, int xOff, float[] y, int yOff) {
    for (int j = 0; j < n; j++) {
      y[yOff + j] = FloatScalarExp.exp(x[xOff + j]);
    }
  }

  @Override
  void log(int n, float[] x, int xOff, float[] y, int yOff) {
    for (int j = 0; j < n; j++) {
      y[yOff + j] = FloatScalarLog.log(x[xOff + j]);
    }
  }

  @Override
  void abs(int n, float[] x, int xOff, float[] y, int yOff) {
    for (int j = 0; j < n; j++) {
      y[yOff + j] = Math.abs(x[xOff + j]);
    }
  }

  @Override
  void subtractMaxima(
      int rows,
      int cols,
      float[] x,
      int xOff,
      int xLd,
      float[] t,
      int tOff,
      int tLd,
      float[] maxima) {
    for (int i = 0; i < rows; i++) {
      maxima[i] = max(cols, x, xOff + i * xLd);
      subtract(cols, x, xOff + i * xLd, maxima[i], t, tOff + i * tLd);
    }
  }

  @Override
  void subtract(int rows, int cols, float[] x, int xOff, int xLd, float[] c) {
    subtract(0, rows, cols, x, xOff, xLd, c);
  }

  /** Columns from … cols − 1: all of each row, or its tail. */
  static void subtract(int from, int rows, int cols, float[] x, int xOff, int xLd, float[] c) {
    for (int i = 0; i < rows; i++) {
      for (int j = from; j < cols; j++) {
        x[xOff + i * xLd + j] -= c[i];
      }
    }
  }

  @Override
  void divide(int rows, int cols, float[] x, int xOff, int xLd, float[] divisors) {
    divide(0, rows, cols, x, xOff, xLd, divisors);
  }

  /** Columns from … cols − 1: all of each row, or its tail. */
  static void divide(int from, int rows, int cols, float[] x, int xOff, int xLd, float[] divisors) {
    for (int i = 0; i < rows; i++) {
      for (int j = from; j < cols; j++) {
        x[xOff + i * xLd + j] /= divisors[i];
      }
    }
  }

  @Override
  void addSign(int n, float alpha, float[] x, int xOff, float[] y, int yOff) {
    addSign(0, n, alpha, x, xOff, y, yOff);
  }

  static void addSign(int from, int n, float alpha, float[] x, int xOff, float[] y, int yOff) {
    for (int j = from; j < n; j++) {
      float v = x[xOff + j];
      y[yOff + j] += v > 0f ? alpha : v < 0f ? -alpha : v;
    }
  }

  @Override
  void scale(int n, float[] x, int xOff, float c) {
    for (int j = 0; j < n; j++) {
      x[xOff + j] *= c;
    }
  }

  @Override
  void clamp(int n, float[] x, int xOff, float c) {
    clamp(0, n, x, xOff, c);
  }

  static void clamp(int from, int n, float[] x, int xOff, float c) {
    for (int j = from; j < n; j++) {
      float v = x[xOff + j];
      x[xOff + j] = v > c ? c : v < -c ? -c : v;
    }
  }

  @Override
  void addTo(float[] lanes, int n, float[] x, int xOff) {
    addTo(lanes, 0, n, x, xOff);
  }

  /** From element {@code from} on, a multiple of 16: all of a span, or its tail. */
  static void addTo(float[] lanes, int from, int n, float[] x, int xOff) {
    for (int j = from; j < n; j++) {
      lanes[j & (LANES - 1)] += x[xOff + j];
    }
  }

  @Override
  void addWideTo(double[] lanes, int n, float[] x, int xOff) {
    addWideTo(lanes, 0, n, x, xOff);
  }

  static void addWideTo(double[] lanes, int from, int n, float[] x, int xOff) {
    for (int j = from; j < n; j++) {
      lanes[j & (LANES - 1)] += x[xOff + j];
    }
  }

  @Override
  void addProductsTo(double[] lanes, int n, float[] x, int xOff, float[] y, int yOff) {
    addProductsTo(lanes, 0, n, x, xOff, y, yOff);
  }

  static void addProductsTo(
      double[] lanes, int from, int n, float[] x, int xOff, float[] y, int yOff) {
    for (int j = from; j < n; j++) {
      int lane = j & (LANES - 1);
      lanes[lane] = Math.fma((double) x[xOff + j], (double) y[yOff + j], lanes[lane]);
    }
  }

  @Override
  void addSquaresTo(double[] lanes, int n, float[] x, int xOff, double c) {
    addSquaresTo(lanes, 0, n, x, xOff, c);
  }

  static void addSquaresTo(double[] lanes, int from, int n, float[] x, int xOff, double c) {
    for (int j = from; j < n; j++) {
      int lane = j & (LANES - 1);
      double difference = x[xOff + j] - c;
      lanes[lane] = Math.fma(difference, difference, lanes[lane]);
    }
  }
}
