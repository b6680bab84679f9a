package dev.lanewise.jmh;

import dev.lanewise.matrix.Matrix;
import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/**
 * The kernels of {@link ElementwiseBenchmark}, once, by plain loops over {@code Math} in double
 * precision, from the operands as they stand before the call.
 */
final class ElementwiseReference {
  double[] x;
  double[] y;
  double[] z;
  double[] w;
  final double[] row;
  double[] sums;
  final double[] column;
  final int[] columns;
  double returned;

  private final int rows;
  private final int cols;
  private final double rate;

  ElementwiseReference(ElementwiseBenchmark benchmark) {
    rows = benchmark.x.rows();
    cols = benchmark.x.cols();
    rate = benchmark.rate;
    x = benchmark.x.toDoubles();
    y = benchmark.y.toDoubles();
    z = benchmark.z.toDoubles();
    w = benchmark.w.toDoubles();
    row = benchmark.row.toDoubles();
    sums = benchmark.sums.toDoubles();
    column = new double[rows];
    columns = new int[rows];
  }

  Matrix[] written(ElementwiseBenchmark benchmark) {
    return new Matrix[] {
      benchmark.x, benchmark.y, benchmark.z, benchmark.w, benchmark.sums, benchmark.column
    };
  }

  double[][] expected() {
    return new double[][] {x, y, z, w, sums, column};
  }

  void run(ElementwiseKernel kernel) {
    switch (kernel) {
      case COPY -> y = x.clone();
      case RELU -> x = map(v -> Math.max(v, 0));
      case RELU_ELSEWHERE -> y = map(v -> Math.max(v, 0));
      case SIGMOID -> y = map(ElementwiseReference::sigmoid);
      case TANH -> y = map(Math::tanh);
      case SOFTPLUS -> y = map(v -> Math.log1p(Math.exp(v)));
      case ELU -> y = map(v -> v > 0 ? v : Math.expm1(v));
      case GELU -> y = map(v -> v * normal(v));
      case GELU_TANH -> y = map(v -> v / 2 * (1 + Math.tanh(bent(v))));
      case SILU -> y = map(v -> v * sigmoid(v));
      case EXP -> y = map(Math::exp);
      case BIAS_SIGMOID -> x = eachOf(x, broadcast(), (v, b) -> sigmoid(v + b));
      case RELU_DERIVATIVE -> x = eachOf(x, y, (d, a) -> a > 0 ? d : 0);
      case SIGMOID_DERIVATIVE -> x = eachOf(x, y, (d, a) -> d * a * (1 - a));
      case GELU_DERIVATIVE -> x = eachOf(x, y, (d, v) -> d * (normal(v) + v * density(v)));
      case SILU_DERIVATIVE ->
          x = eachOf(x, y, (d, v) -> d * sigmoid(v) * (1 + v * (1 - sigmoid(v))));
      case OUTPUT_DELTA -> z = eachOf(x, y, (v, a) -> -(v - a) * a * (1 - a));
      case OUTPUT_DELTA_SUMS -> {
        run(ElementwiseKernel.OUTPUT_DELTA);
        sums = columnSums(z);
      }
      case HIDDEN_DELTA ->
          z = eachOf(eachOf(x, broadcast(), Double::sum), y, (s, a) -> s * a * (1 - a));
      case HIDDEN_DELTA_SUMS -> {
        run(ElementwiseKernel.HIDDEN_DELTA);
        sums = columnSums(z);
      }
      case COLUMN_SUMS -> sums = columnSums(x);
      case SOFTMAX -> {
        logSumExp();
        y = eachWithRow((v, l) -> Math.exp(v - l));
        clearColumn();
      }
      case LOG_SOFTMAX -> {
        logSumExp();
        y = eachWithRow((v, l) -> v - l);
        clearColumn();
      }
      case LOG_SUM_EXP -> logSumExp();
      case ARG_MAX -> argMax();
      case SUM -> returned = sum(x);
      case DOT -> returned = sum(eachOf(x, y, (a, b) -> a * b));
      case CROSS_ENTROPY -> {
        logSumExp();
        double[] logs = eachWithRow((v, l) -> v - l);
        returned = sum(eachOf(logs, y, (l, t) -> -t * l));
        z = eachOf(logs, y, (l, t) -> Math.exp(l) - t);
        clearColumn();
      }
      case SQUARED_ERROR -> {
        returned = sum(eachOf(x, y, (a, t) -> (a - t) * (a - t)));
        z = eachOf(x, y, (a, t) -> 2 * (a - t));
      }
      case ADD_SCALED -> y = eachOf(x, y, (g, theta) -> theta - rate * g);
      case MOMENTUM -> {
        y = eachOf(x, y, (g, v) -> 0.9 * v + g);
        z = eachOf(y, z, (v, theta) -> theta - rate * v);
      }
      case NESTEROV -> {
        y = eachOf(x, y, (g, v) -> 0.9 * v + g);
        z = eachOf(eachOf(x, y, (g, v) -> g + 0.9 * v), z, (step, theta) -> theta - rate * step);
      }
      case RMS_PROP -> {
        y = eachOf(x, y, (g, s) -> 0.99 * s + 0.01 * g * g);
        z = eachOf(eachOf(x, y, (g, s) -> g / (Math.sqrt(s) + 1e-8)), z, (q, t) -> t - rate * q);
      }
      case ADAM -> adam(0);
      case ADAM_W -> adam(0.01);
    }
  }

  private static double sigmoid(double v) {
    return 1 / (1 + Math.exp(-v));
  }

  private static double density(double v) {
    return Math.exp(-v * v / 2) / Math.sqrt(2 * Math.PI);
  }

  /** Φ by its series, Σ v^(2n+1)/(1·3·…·(2n+1)) times the density: |v| ≤ 1 needs few terms. */
  private static double normal(double v) {
    double term = v;
    double sum = v;
    for (int n = 1; n < 20; n++) {
      term *= v * v / (2 * n + 1);
      sum += term;
    }
    return 0.5 + density(v) * sum;
  }

  private static double bent(double v) {
    return Math.sqrt(2 / Math.PI) * (v + 0.044715 * v * v * v);
  }

  private void adam(double decay) {
    y = eachOf(x, y, (g, m) -> 0.9 * m + 0.1 * g);
    z = eachOf(x, z, (g, v) -> 0.999 * v + 0.001 * g * g);
    double first = 1 - Math.pow(0.9, 7);
    double second = 1 - Math.pow(0.999, 7);
    double[] step = eachOf(y, z, (m, v) -> m / first / (Math.sqrt(v / second) + 1e-8));
    w = eachOf(step, w, (s, theta) -> theta * (1 - rate * decay) - rate * s);
  }

  private void logSumExp() {
    for (int i = 0; i < rows; i++) {
      double sum = 0;
      for (int j = 0; j < cols; j++) {
        sum += Math.exp(x[i * cols + j]);
      }
      column[i] = Math.log(sum);
    }
  }

  private void clearColumn() {
    Arrays.fill(column, 0);
  }

  private void argMax() {
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < cols; j++) {
        if (x[i * cols + j] > x[i * cols + columns[i]]) {
          columns[i] = j;
        }
      }
    }
  }

  private double[] map(DoubleUnaryOperator f) {
    return Arrays.stream(x).map(f).toArray();
  }

  private static double[] eachOf(double[] a, double[] b, DoubleBinaryOperator f) {
    double[] result = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      result[i] = f.applyAsDouble(a[i], b[i]);
    }
    return result;
  }

  private double[] eachWithRow(DoubleBinaryOperator f) {
    double[] result = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      result[i] = f.applyAsDouble(x[i], column[i / cols]);
    }
    return result;
  }

  private double[] broadcast() {
    double[] result = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      result[i] = row[i % cols];
    }
    return result;
  }

  private double[] columnSums(double[] of) {
    double[] result = new double[cols];
    for (int i = 0; i < of.length; i++) {
      result[i % cols] += of[i];
    }
    return result;
  }

  private static double sum(double[] of) {
    double sum = 0;
    for (double value : of) {
      sum += value;
    }
    return sum;
  }
}
