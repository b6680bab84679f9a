package dev.lanewise.elementwise;

/** One element at a time: the definition that {@link FloatVectorElementwise} is held to. */
final class FloatScalarElementwise extends FloatElementwise {
  static float activate(Activation f, float z) {
    return switch (f) {
      case IDENTITY -> z;
      case SIGMOID -> FloatScalarSigmoid.sigmoid(z);
      case RELU -> z <= 0f ? 0f : z;
    };
  }

  static float timesDerivative(Activation f, float d, float a) {
    return switch (f) {
      case IDENTITY -> d;
      case SIGMOID -> d * (a * (1f - a));
      case RELU -> a <= 0f ? 0f : d;
    };
  }

  static float columnSum(int rows, float[] x, int first, int ld) {
    float total = 0f;
    for (int from = 0; from < rows; from += CHUNK) {
      float sum = 0f;
      int to = Math.min(rows, from + CHUNK);
      for (int i = from; i < to; i++) {
        sum += x[first + i * ld];
      }
      total = from == 0 ? sum : total + sum;
    }
    return total;
  }

  @Override
  public void activate(
      Activation f, int rows, int cols, float[] z, int zOff, int zLd, float[] bias, int biasOff) {
    for (int i = 0; i < rows; i++) {
      int row = zOff + i * zLd;
      for (int j = 0; j < cols; j++) {
        float sum = bias == null ? z[row + j] : z[row + j] + bias[biasOff + j];
        z[row + j] = activate(f, sum);
      }
    }
  }

  @Override
  public void timesDerivative(
      Activation f,
      int rows,
      int cols,
      float[] d,
      int dOff,
      int dLd,
      float[] a,
      int aOff,
      int aLd) {
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < cols; j++) {
        int at = dOff + i * dLd + j;
        d[at] = timesDerivative(f, d[at], a[aOff + i * aLd + j]);
      }
    }
  }

  @Override
  public void columnSums(
      int rows, int cols, float[] x, int xOff, int xLd, float[] sums, int sumsOff) {
    for (int j = 0; j < cols; j++) {
      sums[sumsOff + j] = columnSum(rows, x, xOff + j, xLd);
    }
  }

  @Override
  public void addScaled(int n, double alpha, float[] x, int xOff, float[] y, int yOff) {
    float factor = (float) alpha;
    for (int i = 0; i < n; i++) {
      y[yOff + i] = Math.fma(factor, x[xOff + i], y[yOff + i]);
    }
  }

  @Override
  void expMinus(int n, float shift, float[] x, int xOff, float[] y, int yOff) {
    for (int i = 0; i < n; i++) {
      y[yOff + i] = FloatScalarExp.exp(x[xOff + i] - shift);
    }
  }
}
