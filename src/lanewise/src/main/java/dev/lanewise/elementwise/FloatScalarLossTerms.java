package dev.lanewise.elementwise;

import dev.lanewise.elementwise.LossKernels.Kind;

/** One element at a time. */
final class FloatScalarLossTerms extends FloatLossTerms {
  /** The loss of one element; t is its target. */
  static float term(Kind kind, float x, float t, float delta) {
    return switch (kind) {
      case SQUARED_ERROR -> (x - t) * (x - t);
      case HUBER -> {
        float clamped = clamp(x - t, delta);
        yield clamped * Math.fma(-0.5f, clamped, x - t);
      }
      case BINARY_LOGITS ->
          FloatScalarSoftplus.softplus(-Math.abs(x)) + (x >= 0f ? x * (1f - t) : -x * t);
      case BINARY_PROBABILITIES ->
          -Math.fma(t, FloatScalarLog.log(least(x)), (1f - t) * FloatScalarLog.log(least(1f - x)));
      case CATEGORICAL_PROBABILITIES -> -t * FloatScalarLog.log(least(x));
    };
  }

  /** Its derivative with respect to x. */
  static float derivative(Kind kind, float x, float t, float delta) {
    return switch (kind) {
      case SQUARED_ERROR -> x - t;
      case HUBER -> clamp(x - t, delta);
      case BINARY_LOGITS -> FloatScalarSigmoid.sigmoid(x) - t;
      case BINARY_PROBABILITIES -> (1f - t) / least(1f - x) - t / least(x);
      case CATEGORICAL_PROBABILITIES -> -t / least(x);
    };
  }

  static float target(Kind kind, float y, float p, float q) {
    return kind == Kind.SQUARED_ERROR || kind == Kind.HUBER ? y : Math.fma(y, p, q);
  }

  static float least(float probability) {
    return probability < LEAST ? LEAST : probability;
  }

  private static float clamp(float x, float delta) {
    float below = x > delta ? delta : x;
    return below < -delta ? -delta : below;
  }

  static float softmaxTerm(float z, float max, float t) {
    // Halves, so that no difference of finite logits overflows: 0·∞ would be NaN.
    return t == 0f ? 0f : t * (0.5f * max - 0.5f * z);
  }

  @Override
  void elementwise(
      Kind kind,
      int n,
      float[] x,
      int xOff,
      float[] y,
      int yOff,
      float[] d,
      int dOff,
      float factor,
      float p,
      float q,
      float[] terms,
      int termsOff) {
    elementwise(kind, 0, n, x, xOff, y, yOff, d, dOff, factor, p, q, terms, termsOff);
  }

  /** The elements from {@code from} on: all of a span, or its tail. */
  static void elementwise(
      Kind kind,
      int from,
      int n,
      float[] x,
      int xOff,
      float[] y,
      int yOff,
      float[] d,
      int dOff,
      float factor,
      float p,
      float q,
      float[] terms,
      int termsOff) {
    for (int j = from; j < n; j++) {
      float t = target(kind, y[yOff + j], p, q);
      terms[termsOff + j] = term(kind, x[xOff + j], t, p);
      d[dOff + j] = factor * derivative(kind, x[xOff + j], t, p);
    }
  }

  @Override
  void softmax(
      int n,
      float[] z,
      int zOff,
      float max,
      float sum,
      float[] y,
      int yOff,
      float[] d,
      int dOff,
      float factor,
      float p,
      float q,
      float[] terms,
      int termsOff) {
    softmax(0, n, z, zOff, max, sum, y, yOff, d, dOff, factor, p, q, terms, termsOff);
  }

  static void softmax(
      int from,
      int n,
      float[] z,
      int zOff,
      float max,
      float sum,
      float[] y,
      int yOff,
      float[] d,
      int dOff,
      float factor,
      float p,
      float q,
      float[] terms,
      int termsOff) {
    for (int j = from; j < n; j++) {
      float t = Math.fma(y[yOff + j], p, q);
      terms[termsOff + j] = softmaxTerm(z[zOff + j], max, t);
      d[dOff + j] = factor * (d[dOff + j] / sum - t);
    }
  }
}
