package dev.lanewise.elementwise;

import dev.lanewise.elementwise.Activation.Kind;

/** One element at a time: the definition that {@link FloatVectorElementwise} is held to. */
final class FloatScalarElementwise extends FloatElementwise {
  static float activate(Kind kind, float parameter, float z) {
    return switch (kind) {
      case IDENTITY -> z;
      case SIGMOID -> FloatScalarSigmoid.sigmoid(z);
      case TANH -> FloatScalarTanh.tanh(z);
      case RELU -> z <= 0f ? 0f : z;
      case LEAKY_RELU -> parametricRelu(z, parameter);
      case ELU -> z <= 0f ? parameter * FloatScalarExp.expm1(z) : z;
      case SOFTPLUS -> FloatScalarSoftplus.softplus(z);
      case GELU -> FloatScalarErf.gelu(z);
      case GELU_TANH -> FloatScalarTanh.geluTanh(z);
      case SILU -> FloatScalarSigmoid.silu(z);
    };
  }

  static float apply(Elementary f, float x) {
    return switch (f) {
      case EXP -> FloatScalarExp.exp(x);
      case EXPM1 -> FloatScalarExp.expm1(x);
      case LOG -> FloatScalarLog.log(x);
      case LOG1P -> FloatScalarLog.log1p(x);
      case ERF -> FloatScalarErf.erf(x);
      case LOG_SIGMOID -> FloatScalarSoftplus.logSigmoid(x);
    };
  }

  /** x is a or z, as {@link Activation#derivativeFrom} says. */
  static float timesDerivative(Kind kind, float parameter, float d, float x) {
    return switch (kind) {
      case IDENTITY -> d;
      case SIGMOID -> d * (x * (1f - x));
      case TANH -> d * Math.fma(-x, x, 1f);
      case RELU -> x <= 0f ? 0f : d;
      case LEAKY_RELU -> x <= 0f ? d * parameter : d;
      case ELU -> x <= 0f ? d * (x + parameter) : d;
      case SOFTPLUS -> d * -FloatScalarExp.expm1(-x);
      case GELU -> d * FloatScalarGeluDerivative.geluDerivative(x);
      case GELU_TANH -> d * FloatScalarGated.geluTanhDerivative(x);
      case SILU -> d * FloatScalarGated.siluDerivative(x);
    };
  }

  static float parametricRelu(float z, float slope) {
    return z <= 0f ? slope * z : z;
  }

  /** What one element adds to the gradient of its slope: selected, so that ∞·0 stays out. */
  static float slopeGradient(float d, float z) {
    return z <= 0f ? d * z : 0f;
  }

  static float outputDelta(float x, float a) {
    return (a - x) * (a * (1f - a));
  }

  static float hiddenDelta(float s, float t, float a) {
    return (s + t) * (a * (1f - a));
  }

  @Override
  void activate(Activation f, int n, float[] z, int zOff, float[] a, int aOff) {
    activate(f, 0, n, z, zOff, a, aOff);
  }

  /** The elements from {@code from} on: all of a row, or its tail. */
  static void activate(Activation f, int from, int n, float[] z, int zOff, float[] a, int aOff) {
    Kind kind = f.kind();
    float parameter = (float) f.parameter();
    for (int j = from; j < n; j++) {
      a[aOff + j] = activate(kind, parameter, z[zOff + j]);
    }
  }

  @Override
  public void apply(Elementary f, int n, float[] x, int xOff, float[] y, int yOff) {
    apply(f, 0, n, x, xOff, y, yOff);
  }

  static void apply(Elementary f, int from, int n, float[] x, int xOff, float[] y, int yOff) {
    for (int j = from; j < n; j++) {
      y[yOff + j] = apply(f, x[xOff + j]);
    }
  }

  @Override
  void timesDerivative(
      Activation f, int n, float[] d, int dOff, float[] x, int xOff, float[] dz, int dzOff) {
    timesDerivative(f, 0, n, d, dOff, x, xOff, dz, dzOff);
  }

  static void timesDerivative(
      Activation f,
      int from,
      int n,
      float[] d,
      int dOff,
      float[] x,
      int xOff,
      float[] dz,
      int dzOff) {
    Kind kind = f.kind();
    float parameter = (float) f.parameter();
    for (int j = from; j < n; j++) {
      dz[dzOff + j] = timesDerivative(kind, parameter, d[dOff + j], x[xOff + j]);
    }
  }

  @Override
  void timesMask(int n, float[] x, int xOff, float[] mask, int maskOff, float[] out, int outOff) {
    timesMask(0, n, x, xOff, mask, maskOff, out, outOff);
  }

  static void timesMask(
      int from, int n, float[] x, int xOff, float[] mask, int maskOff, float[] out, int outOff) {
    for (int j = from; j < n; j++) {
      float factor = mask[maskOff + j];
      out[outOff + j] = factor == 0f ? 0f : x[xOff + j] * factor;
    }
  }

  @Override
  public void parametricRelu(
      int rows,
      int cols,
      float[] z,
      int zOff,
      int zLd,
      float[] slope,
      int slopeOff,
      float[] a,
      int aOff,
      int aLd) {
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < cols; j++) {
        a[aOff + i * aLd + j] = parametricRelu(z[zOff + i * zLd + j], slope[slopeOff + j]);
      }
    }
  }

  @Override
  public void timesParametricReluDerivative(
      int rows,
      int cols,
      float[] d,
      int dOff,
      int dLd,
      float[] z,
      int zOff,
      int zLd,
      float[] slope,
      int slopeOff,
      float[] dz,
      int dzOff,
      int dzLd,
      float[] dSlope,
      int dSlopeOff) {
    fill(cols, 0, dSlope, dSlopeOff);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < cols; j++) {
        float da = d[dOff + i * dLd + j];
        float input = z[zOff + i * zLd + j];
        dz[dzOff + i * dzLd + j] = input <= 0f ? da * slope[slopeOff + j] : da;
        dSlope[dSlopeOff + j] += slopeGradient(da, input);
      }
    }
  }

  @Override
  public void sigmoidOutputDelta(
      int rows,
      int cols,
      float[] x,
      int xOff,
      int xLd,
      float[] a,
      int aOff,
      int aLd,
      float[] d,
      int dOff,
      int dLd,
      float[] sums,
      int sumsOff) {
    if (sums != null) {
      fill(cols, 0, sums, sumsOff);
    }
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < cols; j++) {
        float delta = outputDelta(x[xOff + i * xLd + j], a[aOff + i * aLd + j]);
        d[dOff + i * dLd + j] = delta;
        if (sums != null) {
          sums[sumsOff + j] += delta;
        }
      }
    }
  }

  @Override
  public void sigmoidHiddenDelta(
      int rows,
      int cols,
      float[] s,
      int sOff,
      int sLd,
      float[] t,
      int tOff,
      float[] a,
      int aOff,
      int aLd,
      float[] d,
      int dOff,
      int dLd,
      float[] sums,
      int sumsOff) {
    if (sums != null) {
      fill(cols, 0, sums, sumsOff);
    }
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < cols; j++) {
        float delta = hiddenDelta(s[sOff + i * sLd + j], t[tOff + j], a[aOff + i * aLd + j]);
        d[dOff + i * dLd + j] = delta;
        if (sums != null) {
          sums[sumsOff + j] += delta;
        }
      }
    }
  }

  @Override
  public void columnSums(
      int rows, int cols, float[] x, int xOff, int xLd, float[] sums, int sumsOff) {
    fill(cols, 0, sums, sumsOff);
    for (int i = 0; i < rows; i++) {
      add(cols, sums, sumsOff, x, xOff + i * xLd, sums, sumsOff);
    }
  }

  @Override
  public void add(int n, float[] x, int xOff, float[] y, int yOff, float[] z, int zOff) {
    for (int j = 0; j < n; j++) {
      z[zOff + j] = x[xOff + j] + y[yOff + j];
    }
  }
}
