package dev.lanewise.elementwise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanewise.gradcheck.GradientCheck;
import dev.lanewise.matrix.DoubleMatrix;
import dev.lanewise.matrix.Matrix;
import dev.lanewise.matrix.Precision;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * The gradient of every loss against finite differences of the loss, in double precision.
 *
 * <p>Rounding ε of a loss, for {@link GradientCheck}: no term is negative, each is computed within
 * 30u (two functions within 5 ulp each and at most 10 further roundings), the sum of fewer than 40
 * numbers adds fewer than 10 roundings to each: 40u times the loss. The linear part of softmax
 * cross-entropy has no negative terms either.
 */
class LossGradientTest {
  private static final double U = Precision.F64.unitRoundoff();
  private static final int ROWS = 3;
  private static final int COLS = 11;
  private static final int[] CLASSES = {0, 10, 4};

  private final Random random = new Random(39);

  /** A loss of x that overwrites d with its gradient, times scale. */
  private interface Loss {
    double of(Matrix x, Matrix d, double scale);
  }

  private static GradientCheck.Report check(
      Loss loss, Matrix x, double scale, UnaryOperator<double[]> change) {
    DoubleMatrix d = DoubleMatrix.zeros(ROWS, COLS);
    double value = loss.of(x, d, scale);
    double[] gradient = change.apply(d.toDoubles());
    return GradientCheck.check(
        theta -> scale * loss.of(DoubleMatrix.wrap(theta, ROWS, COLS), d, 1),
        x.toDoubles(),
        gradient,
        40 * U * (value + 1) * scale);
  }

  private void check(String name, Loss loss, Matrix x) {
    for (double scale : new double[] {1, 0.3}) {
      GradientCheck.Report report = check(loss, x, scale, d -> d);
      assertThat(report.passed()).as(name + ": " + report).isTrue();
    }
    GradientCheck.Report wrong =
        check(
            loss,
            x,
            1,
            d -> {
              d[7] *= 1 + 1e-6;
              return d;
            });
    assertThat(wrong.passed()).as(name + " off by a millionth: " + wrong).isFalse();
  }

  private DoubleMatrix draw(double low, double high) {
    DoubleMatrix matrix = DoubleMatrix.zeros(ROWS, COLS);
    for (int i = 0; i < ROWS; i++) {
      for (int j = 0; j < COLS; j++) {
        matrix.set(i, j, low + (high - low) * random.nextDouble());
      }
    }
    return matrix;
  }

  private DoubleMatrix distributions() {
    DoubleMatrix y = draw(0, 1);
    for (int i = 0; i < ROWS; i++) {
      double sum = Reductions.sum(y.row(i));
      for (int j = 0; j < COLS; j++) {
        y.set(i, j, y.get(i, j) / sum);
      }
    }
    return y;
  }

  @Test
  void regression() {
    DoubleMatrix a = draw(-3, 3);
    DoubleMatrix y = draw(-3, 3);
    check("squared error", (x, d, scale) -> Losses.squaredError(x, y, d, scale), a);
    // No difference within h of ±δ.
    for (int i = 0; i < ROWS; i++) {
      for (int j = 0; j < COLS; j++) {
        double away = Math.abs(Math.abs(a.get(i, j) - y.get(i, j)) - 1.25);
        a.set(i, j, away < 0.01 ? y.get(i, j) + 1 : a.get(i, j));
      }
    }
    check("Huber", (x, d, scale) -> Losses.huber(x, y, 1.25, d, scale), a);
  }

  @Test
  void binary() {
    DoubleMatrix y = draw(0, 1);
    for (double smoothing : new double[] {0, 0.1}) {
      check(
          "binary from logits",
          (x, d, scale) -> Losses.binaryCrossEntropyFromLogits(x, y, smoothing, d, scale),
          draw(-6, 6));
      check(
          "binary from probabilities",
          (x, d, scale) -> Losses.binaryCrossEntropy(x, y, smoothing, d, scale),
          draw(0.05, 0.95));
    }
  }

  @Test
  void categorical() {
    DoubleMatrix y = distributions();
    for (double smoothing : new double[] {0, 0.1}) {
      check(
          "from logits",
          (x, d, scale) -> Losses.softmaxCrossEntropy(x, y, smoothing, d, scale),
          draw(-4, 4));
      check(
          "from logits, classes",
          (x, d, scale) -> Losses.softmaxCrossEntropy(x, CLASSES, smoothing, d, scale),
          draw(-4, 4));
      check(
          "from probabilities",
          (x, d, scale) -> Losses.crossEntropy(x, y, smoothing, d, scale),
          draw(0.05, 0.95));
    }
  }

  @Test
  void weighted() {
    DoubleMatrix y = distributions();
    DoubleMatrix w = draw(0, 2).window(0, 3, ROWS, 1);
    check("squared error", (x, d, s) -> Losses.squaredError(x, y, w, d, s), draw(-3, 3));
    check(
        "binary", (x, d, s) -> Losses.binaryCrossEntropyFromLogits(x, y, w, 0, d, s), draw(-6, 6));
    check("softmax", (x, d, s) -> Losses.softmaxCrossEntropy(x, y, w, 0, d, s), draw(-4, 4));
  }

  @Test
  void sparsity() {
    DoubleMatrix means = draw(0.02, 0.6);
    double[] theta = means.row(0).toDoubles();
    DoubleMatrix t = DoubleMatrix.zeros(1, COLS);
    // Both terms of KL have up to twice its size, hence 1 + β·COLS.
    double value = Losses.sparsity(DoubleMatrix.rowVector(theta), 0.05, 3, t);
    GradientCheck.Report report =
        GradientCheck.check(
            point -> Losses.sparsity(DoubleMatrix.rowVector(point), 0.05, 3, means.row(1)),
            theta,
            t.toDoubles(),
            40 * U * (value + 1 + 3 * COLS));
    assertThat(report.passed()).as(report.toString()).isTrue();
  }
}
