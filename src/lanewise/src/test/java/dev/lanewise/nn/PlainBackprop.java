package dev.lanewise.nn;

import dev.lanewise.elementwise.Activation;
import java.util.Arrays;
import java.util.stream.DoubleStream;

/**
 * Backpropagation as textbooks write it: one sample after the other, scalar loops, nothing of the
 * library but the numbers. Built with a {@link Fault}, it makes that mistake.
 *
 * <pre>
 * z(l) = a(l−1)·W(l) + b(l),  a(l) = f(z(l)),  a(0) = x
 * squared error: δ(L) = 2(a − y)/(m·outputs) ⊙ f′(z)
 * cross-entropy: δ(L) = (softmax(a) − y)/m ⊙ f′(z)
 * δ(l) = W(l+1)·δ(l+1) ⊙ f′(z(l)),  ∂W(l) = Σ a(l−1)ᵀ·δ(l),  ∂b(l) = Σ δ(l)
 * </pre>
 */
final class PlainBackprop {
  /** Mistakes that people make. */
  enum Fault {
    NONE,
    MEAN_LEFT_OUT,
    FACTOR_TWO_LEFT_OUT,
    SIGN_TURNED,
    WEIGHT_TRANSPOSED,
    SIGMOID_PLUS_FOR_MINUS,
    SIGMOID_DERIVATIVE_OF_Z,
    SIGMOID_DERIVATIVE_LEFT_OUT,
    RELU_DERIVATIVE_LEFT_OUT,
    BIAS_GRADIENT_DROPPED,
    BIAS_GRADIENT_OF_LAST_SAMPLE,
    DELTA_OF_NEXT_LAYER,
    OUTPUT_FOR_INPUT,
    SOFTMAX_LEFT_OUT
  }

  private static final double GELU = 2 * Math.sqrt(2 / Math.PI);

  private final Fault fault;
  private final Loss loss;
  private final Activation[] f;
  private final int samples;

  /** W and b by layer. */
  final double[][][] w;

  final double[][] b;

  /** z by layer and sample; a(l) of the text is a[l], x is a[0]. */
  final double[][][] z;

  final double[][][] a;
  final double[][] y;

  PlainBackprop(Problem problem) {
    this(problem, Fault.NONE);
  }

  PlainBackprop(Problem problem, Fault fault) {
    this.fault = fault;
    Network network = problem.network();
    loss = network.loss();
    samples = problem.x().rows();
    y = problem.y().toDoubleRows();
    f = network.layers().stream().map(l -> ((Dense) l).activation()).toArray(Activation[]::new);
    w = new double[f.length][][];
    b = new double[f.length][];
    z = new double[f.length][samples][];
    a = new double[f.length + 1][samples][];
    a[0] = problem.x().toDoubleRows();
    for (int l = 0; l < f.length; l++) {
      w[l] = network.parameters().weights(l).toDoubleRows();
      b[l] = network.parameters().bias(l).toDoubles();
      for (int s = 0; s < samples; s++) {
        forward(l, s);
      }
    }
  }

  private void forward(int l, int s) {
    z[l][s] = b[l].clone();
    a[l + 1][s] = new double[b[l].length];
    for (int j = 0; j < b[l].length; j++) {
      for (int i = 0; i < w[l].length; i++) {
        z[l][s][j] += a[l][s][i] * w[l][i][j];
      }
      double v = z[l][s][j];
      a[l + 1][s][j] =
          switch (f[l].kind()) {
            case IDENTITY -> v;
            case SIGMOID -> 1 / (1 + Math.exp(-v));
            case TANH -> Math.tanh(v);
            case RELU -> Math.max(v, 0);
            case LEAKY_RELU -> v > 0 ? v : f[l].parameter() * v;
            case ELU -> v > 0 ? v : f[l].parameter() * Math.expm1(v);
            case SOFTPLUS -> Math.max(v, 0) + Math.log1p(Math.exp(-Math.abs(v)));
            case SILU -> v / (1 + Math.exp(-v));
            case GELU_TANH -> v / (1 + Math.exp(-GELU * (v + 0.044715 * v * v * v)));
            case GELU -> v * Gaussian.cdf(v);
          };
    }
  }

  int depth() {
    return f.length;
  }

  Activation activation(int l) {
    return f[l];
  }

  Loss loss() {
    return loss;
  }

  /** The mean loss; with m the largest logit, −log softmax(z) is m − z + log Σ exp(z − m). */
  double lossValue() {
    double total = 0;
    for (int s = 0; s < samples; s++) {
      double[] out = a[f.length][s];
      double max = Arrays.stream(out).max().orElseThrow();
      double sum = Arrays.stream(out).map(v -> Math.exp(v - max)).sum();
      double row = 0;
      for (int j = 0; j < out.length; j++) {
        row +=
            loss.equals(Loss.MEAN_SQUARED_ERROR)
                ? (out[j] - y[s][j]) * (out[j] - y[s][j]) / out.length
                : y[s][j] * (max - out[j] + Math.log(sum));
      }
      total += row;
    }
    return total / samples;
  }

  /** The gradient, flat: layer after layer, W row-major, then b. */
  double[] gradient() {
    double[][][] dw = new double[f.length][][];
    double[][] db = new double[f.length][];
    for (int l = 0; l < f.length; l++) {
      dw[l] = new double[w[l].length][b[l].length];
      db[l] = new double[b[l].length];
    }
    for (int s = 0; s < samples; s++) {
      double[] delta = lastDelta(s);
      double[] next = delta;
      for (int l = f.length - 1; l >= 0; l--) {
        accumulate(l, s, fault == Fault.DELTA_OF_NEXT_LAYER ? next : delta, dw[l], db[l]);
        next = delta;
        delta = l == 0 ? null : back(l, s, delta);
      }
    }
    return flat(dw, db);
  }

  private double[] lastDelta(int s) {
    int last = f.length - 1;
    double[] out = a[last + 1][s];
    double[] predicted = out.clone();
    double scale = fault == Fault.MEAN_LEFT_OUT ? 1 : 1.0 / samples;
    if (loss.equals(Loss.MEAN_SQUARED_ERROR)) {
      scale *= (fault == Fault.FACTOR_TWO_LEFT_OUT ? 1.0 : 2.0) / out.length;
    } else if (fault != Fault.SOFTMAX_LEFT_OUT) {
      double sum = 0;
      for (int j = 0; j < out.length; j++) {
        predicted[j] = Math.exp(out[j]);
        sum += predicted[j];
      }
      for (int j = 0; j < out.length; j++) {
        predicted[j] /= sum;
      }
    }
    double[] delta = new double[out.length];
    for (int j = 0; j < out.length; j++) {
      double difference = predicted[j] - y[s][j];
      difference = fault == Fault.SIGN_TURNED ? -difference : difference;
      delta[j] = scale * difference * derivative(last, s, j);
    }
    return delta;
  }

  private double[] back(int l, int s, double[] delta) {
    double[] result = new double[w[l].length];
    for (int i = 0; i < result.length; i++) {
      double sum = 0;
      for (int j = 0; j < delta.length; j++) {
        sum += (fault == Fault.WEIGHT_TRANSPOSED ? w[l][j][i] : w[l][i][j]) * delta[j];
      }
      result[i] = sum * derivative(l - 1, s, i);
    }
    return result;
  }

  private void accumulate(int l, int s, double[] delta, double[][] dw, double[] db) {
    double[] in = fault == Fault.OUTPUT_FOR_INPUT ? a[l + 1][s] : a[l][s];
    for (int j = 0; j < delta.length; j++) {
      if (fault == Fault.BIAS_GRADIENT_OF_LAST_SAMPLE) {
        db[j] = delta[j];
      } else if (fault != Fault.BIAS_GRADIENT_DROPPED) {
        db[j] += delta[j];
      }
      for (int i = 0; i < dw.length; i++) {
        dw[i][j] += in[i] * delta[j];
      }
    }
  }

  /** f′(z) of unit j. */
  double derivative(int l, int s, int j) {
    double v = z[l][s][j];
    double out = a[l + 1][s][j];
    return switch (f[l].kind()) {
      case IDENTITY -> 1;
      case SIGMOID -> {
        if (fault == Fault.SIGMOID_DERIVATIVE_LEFT_OUT) {
          yield 1;
        }
        out = fault == Fault.SIGMOID_DERIVATIVE_OF_Z ? v : out;
        yield out * (fault == Fault.SIGMOID_PLUS_FOR_MINUS ? 1 + out : 1 - out);
      }
      case TANH -> 1 - out * out;
      case RELU -> v > 0 || fault == Fault.RELU_DERIVATIVE_LEFT_OUT ? 1 : 0;
      case LEAKY_RELU -> v > 0 ? 1 : f[l].parameter();
      case ELU -> v > 0 ? 1 : f[l].parameter() * Math.exp(v);
      case SOFTPLUS -> 1 / (1 + Math.exp(-v));
      case SILU -> out / v + out * (1 - out / v);
      case GELU_TANH -> out / v + out * (1 - out / v) * GELU * (1 + 3 * 0.044715 * v * v);
      case GELU -> Gaussian.cdf(v) + v * Gaussian.density(v);
    };
  }

  static double[] flat(double[][][] dw, double[][] db) {
    DoubleStream all = DoubleStream.empty();
    for (int l = 0; l < dw.length; l++) {
      for (double[] row : dw[l]) {
        all = DoubleStream.concat(all, Arrays.stream(row));
      }
      all = DoubleStream.concat(all, Arrays.stream(db[l]));
    }
    return all.toArray();
  }
}
