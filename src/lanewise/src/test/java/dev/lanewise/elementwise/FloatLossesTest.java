package dev.lanewise.elementwise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.lanewise.matrix.FloatBits;
import dev.lanewise.matrix.FloatMatrix;
import dev.lanewise.matrix.Precision;
import java.util.Random;
import java.util.function.DoubleBinaryOperator;
import org.junit.jupiter.api.Test;

/**
 * Losses against their definitions, at extreme inputs, and the kernels of this JVM against the
 * scalar ones bit by bit. Gradients: {@link LossGradientTest}.
 */
class FloatLossesTest {
  private static final float INF = Float.POSITIVE_INFINITY;
  private static final float MAX = Float.MAX_VALUE;
  private static final double U = Precision.F32.unitRoundoff();

  private static final LossKernels SCALAR =
      new FloatLosses(
          new FloatScalarSpans(),
          new FloatRows(new FloatScalarSpans()),
          new FloatScalarLossTerms());

  private final Random random = new Random(49);

  /** One kernel call on given matrices. */
  private interface Call {
    double run(LossKernels kernels, FloatMatrix x, FloatMatrix y, int[] classes, FloatMatrix d);
  }

  /**
   * All shapes of tails, dense and with gaps, blocks of several rows and rows of several blocks.
   */
  private void compare(String name, boolean probabilities, Call call) {
    for (int n = 0; n <= 70; n++) {
      compare(name, probabilities, call, 3, n);
    }
    for (int n : new int[] {0, 1, 5, 10, 15, 16}) { // several blocks of short rows, part of one
      compare(name, probabilities, call, 140, n);
      compare(name, probabilities, call, 9, n);
    }
    compare(name, probabilities, call, 90, 20);
    compare(name, probabilities, call, 2, 1024);
    compare(name, probabilities, call, 2, 2077);
  }

  private void compare(String name, boolean probabilities, Call call, int rows, int n) {
    for (int gap = 0; gap < 3; gap++) {
      FloatMatrix x = window(rows, n, gap);
      FloatMatrix y = window(rows, n, gap);
      int[] classes = new int[rows];
      for (int i = 0; i < rows && n > 0; i++) {
        classes[i] = random.nextInt(n);
        for (int j = 0; j < n; j++) {
          x.set(i, j, probabilities ? random.nextDouble() : 5 * random.nextGaussian());
          y.set(i, j, random.nextInt(3) == 0 ? 0 : random.nextDouble());
        }
        if (gap > 0) {
          float[] special = {0f, -0f, 1f, Float.NaN, INF, -INF, MAX, -MAX, Float.MIN_VALUE};
          x.set(i, random.nextInt(n), special[random.nextInt(special.length)]);
        }
      }
      FloatMatrix d = window(rows, n, gap);
      FloatMatrix expected = window(rows, n, gap);
      double loss = call.run(LossKernels.of(Precision.F32), x, y, classes, d);
      double expectedLoss = call.run(SCALAR, x, y, classes, expected);
      String what = name + ", " + rows + "×" + n + ", gap " + gap;
      assertThat(Double.compare(loss, expectedLoss)).as(what).isZero();
      for (int k = 0; k < d.array().length; k++) {
        if (Float.compare(d.array()[k], expected.array()[k]) != 0) {
          throw new AssertionError(
              what + ", index " + k + " is " + d.array()[k] + ", must be " + expected.array()[k]);
        }
      }
    }
  }

  private static FloatMatrix window(int rows, int n, int gap) {
    float[] array = FloatBits.marks(gap + rows * (n + gap) + 1);
    return FloatMatrix.wrap(array, gap, rows, n, Math.max(1, n + gap));
  }

  @Test
  void sameBitsAsTheScalarKernels() {
    for (LossKernels.Kind kind : LossKernels.Kind.values()) {
      compare(
          kind.toString(),
          kind.toString().endsWith("PROBABILITIES"),
          (k, x, y, classes, d) -> k.elementwise(kind, x, y, null, null, d, 0.3, 0.8, 0.1));
      compare(
          kind + " with weights",
          kind.toString().endsWith("PROBABILITIES"),
          (k, x, y, classes, d) -> k.elementwise(kind, x, y, null, weights(x), d, 0.3, 0.8, 0.1));
    }
    compare(
        "classes of probabilities",
        true,
        (k, x, y, classes, d) ->
            k.elementwise(
                LossKernels.Kind.CATEGORICAL_PROBABILITIES,
                x,
                null,
                classes,
                null,
                d,
                0.3,
                0.8,
                0.1));
    compare("softmax", false, (k, x, y, classes, d) -> k.softmax(x, y, null, null, d, 0.3, 1, 0));
    compare(
        "softmax with weights",
        false,
        (k, x, y, classes, d) -> k.softmax(x, y, null, weights(x), d, 0.3, 1, 0));
    compare(
        "classes of softmax",
        false,
        (k, x, y, classes, d) -> k.softmax(x, null, classes, null, d, 0.3, 0.8, 0.1));
  }

  private static FloatMatrix weights(FloatMatrix x) {
    FloatMatrix weights = FloatMatrix.zeros(x.rows(), 2).window(0, 1, x.rows(), 1);
    for (int i = 0; i < x.rows(); i++) {
      weights.set(i, 0, 1.5 - i);
    }
    return weights;
  }

  private interface Weighted {
    double run(FloatMatrix x, FloatMatrix y, FloatMatrix weights, FloatMatrix d);
  }

  /**
   * Ones change no bit; weights that are powers of two scale each row of the gradient exactly, and
   * the sum is that of the rows within the rounding of 3 + 1 terms.
   */
  @Test
  void weightsMultiplyTheRows() {
    weighted((x, y, w, d) -> Losses.squaredError(x, y, w, d, 0.5));
    weighted((x, y, w, d) -> Losses.huber(x, y, w, 0.7, d, 0.5));
    weighted((x, y, w, d) -> Losses.binaryCrossEntropyFromLogits(x, y, w, 0.1, d, 0.5));
    weighted((x, y, w, d) -> Losses.softmaxCrossEntropy(x, y, w, 0.1, d, 0.5));
  }

  private void weighted(Weighted loss) {
    for (int n : new int[] {1, 7, 16, 40, 1100}) {
      FloatMatrix x = window(3, n, 0);
      FloatMatrix y = window(3, n, 0);
      for (int i = 0; i < 3; i++) {
        for (int j = 0; j < n; j++) {
          x.set(i, j, 2 * random.nextGaussian());
          y.set(i, j, random.nextDouble());
        }
      }
      FloatMatrix plain = FloatMatrix.zeros(3, n);
      FloatMatrix d = FloatMatrix.zeros(3, n);
      double sum = loss.run(x, y, null, plain);
      FloatMatrix weights = FloatMatrix.of(new float[][] {{1f}, {1f}, {1f}});
      assertThat(loss.run(x, y, weights, d)).isEqualTo(sum);
      assertThat(d.toFloats()).containsExactly(plain.toFloats());
      weights.copyFrom(FloatMatrix.of(new float[][] {{2f}, {0f}, {-0.25f}}));
      double weighted = loss.run(x, y, weights, d);
      double expected = 0;
      double size = 0;
      for (int i = 0; i < 3; i++) {
        FloatMatrix row = FloatMatrix.zeros(1, n);
        double ofRow = loss.run(x.rowRange(i, i + 1), y.rowRange(i, i + 1), null, row);
        expected += weights.get(i, 0) * ofRow;
        size += Math.abs(weights.get(i, 0) * ofRow) + n;
        for (int j = 0; j < n; j++) {
          assertThat(d.get(i, j)).isEqualTo(weights.get(i, 0) * plain.get(i, j));
        }
      }
      assertThat(weighted).isCloseTo(expected, within((n + 20) * 0x1p-53 * size));
    }
  }

  /** A class is the row of targets with a 1 there, bit by bit, smoothed or not. */
  @Test
  void classesAreOneHotTargets() {
    for (int n : new int[] {1, 3, 10, 16, 50, 1500}) {
      FloatMatrix z = FloatMatrix.zeros(20, n);
      FloatMatrix y = FloatMatrix.zeros(20, n);
      int[] classes = new int[20];
      for (int i = 0; i < 20; i++) {
        classes[i] = random.nextInt(n);
        y.set(i, classes[i], 1);
        for (int j = 0; j < n; j++) {
          z.set(i, j, 3 * random.nextGaussian());
        }
      }
      FloatMatrix p = z.copy();
      Elementwise.softmax(p);
      FloatMatrix d = FloatMatrix.zeros(20, n);
      FloatMatrix expected = FloatMatrix.zeros(20, n);
      for (double smoothing : new double[] {0, 0.1, 1}) {
        assertThat(Losses.softmaxCrossEntropy(z, classes, smoothing, d, 0.7))
            .isEqualTo(Losses.softmaxCrossEntropy(z, y, smoothing, expected, 0.7));
        assertThat(d.toFloats()).containsExactly(expected.toFloats());
        assertThat(Losses.crossEntropy(p, classes, smoothing, d, 0.7))
            .isEqualTo(Losses.crossEntropy(p, y, smoothing, expected, 0.7));
        assertThat(d.toFloats()).containsExactly(expected.toFloats());
      }
    }
  }

  @Test
  void crossEntropyIsTheLogarithmOfTheLikelihood() {
    FloatMatrix z = FloatMatrix.of(new float[][] {{1f, 2f, 0.5f}, {-1f, 3f, 0f}});
    FloatMatrix y = FloatMatrix.of(new float[][] {{0f, 1f, 0f}, {0.25f, 0.25f, 0.5f}});
    FloatMatrix d = FloatMatrix.zeros(2, 3);
    double loss = Losses.softmaxCrossEntropy(z, y, 0, d, 0.5);
    double expected = 0;
    for (int i = 0; i < 2; i++) {
      double sum = 0;
      for (int j = 0; j < 3; j++) {
        sum += Math.exp(z.get(i, j));
      }
      for (int j = 0; j < 3; j++) {
        double p = Math.exp(z.get(i, j)) / sum;
        expected -= y.get(i, j) * Math.log(p);
        assertThat(d.get(i, j))
            .isCloseTo(0.5 * (p - y.get(i, j)), within(8 * Precision.F32.unitRoundoff()));
      }
    }
    assertThat(loss).isCloseTo(expected, within(16 * Precision.F32.unitRoundoff()));
  }

  @Test
  void crossEntropyIsFiniteForFiniteLogits() {
    float[][] rows = {{MAX, -MAX}, {-MAX, MAX}, {MAX, MAX}, {0f, -MAX}, {1000f, -1000f}};
    FloatMatrix z = FloatMatrix.of(rows);
    FloatMatrix y = FloatMatrix.zeros(rows.length, 2);
    y.window(0, 0, rows.length, 1).fill(1);
    FloatMatrix d = FloatMatrix.zeros(rows.length, 2);
    for (int i = 0; i < rows.length; i++) {
      double loss = Losses.softmaxCrossEntropy(z.row(i), y.row(i), 0, d.row(i), 1);
      // Row 1 loses 2·MAX, which only the double of the sum can hold, and only for floats.
      double expected = i == 1 ? 2.0 * MAX : i == 2 ? StrictMath.log(2) : 0;
      assertThat(loss).as("row %d", i).isEqualTo(expected);
    }
    assertThat(d.toFloats()).containsExactly(0f, 0f, -1f, 1f, -0.5f, 0.5f, 0f, 0f, 0f, 0f);
  }

  @Test
  void squaredErrorAndHuber() {
    FloatMatrix a = FloatMatrix.of(new float[][] {{1f, 2f, 3f}, {4f, 5f, 6f}});
    FloatMatrix y = FloatMatrix.of(new float[][] {{1f, 0f, 4f}, {8f, 5f, 6.5f}});
    FloatMatrix d = FloatMatrix.zeros(2, 3);
    assertThat(Losses.squaredError(a, y, d, 0.25)).isEqualTo(4 + 1 + 16 + 0.25);
    assertThat(d.toFloats()).containsExactly(0f, 1f, -0.5f, -2f, 0f, -0.25f);
    assertThat(Losses.huber(a, y, 1.5, d, 0.5))
        .isEqualTo(1.5 * (2 - 0.75) + 0.5 + 1.5 * (4 - 0.75) + 0.125);
    assertThat(d.toFloats()).containsExactly(0f, 0.75f, -0.5f, -0.75f, 0f, -0.25f);
    a.set(0, 0, INF);
    a.set(0, 1, Float.NaN);
    assertThat(Losses.huber(a, y, 1.5, d, 1)).isNaN();
    assertThat(d.row(0).toFloats()).containsExactly(1.5f, Float.NaN, -1f);
  }

  /**
   * No term is negative, and each is within 30u of its definition, which is evaluated in double
   * precision: two functions within 5 ulp each and at most 10 further roundings on either side.
   */
  private void compareWithDefinition(
      String name, double low, double high, Call call, DoubleBinaryOperator definition) {
    FloatMatrix x = FloatMatrix.zeros(7, 50);
    FloatMatrix y = FloatMatrix.zeros(7, 50);
    double expected = 0;
    for (int i = 0; i < 7; i++) {
      for (int j = 0; j < 50; j++) {
        x.set(i, j, low + (high - low) * random.nextDouble());
        y.set(i, j, random.nextInt(3) == 0 ? random.nextInt(2) : random.nextDouble());
        expected += definition.applyAsDouble(x.get(i, j), y.get(i, j));
      }
    }
    double loss = call.run(null, x, y, null, FloatMatrix.zeros(7, 50));
    assertThat(loss).as(name).isCloseTo(expected, within(60 * U * expected));
  }

  @Test
  void crossEntropiesByTheirDefinitions() {
    compareWithDefinition(
        "binary from logits",
        -9,
        9,
        (k, x, y, classes, d) -> Losses.binaryCrossEntropyFromLogits(x, y, 0, d, 1),
        (z, y) -> y * Math.log1p(Math.exp(-z)) + (1 - y) * Math.log1p(Math.exp(z)));
    compareWithDefinition(
        "binary from probabilities, smoothed",
        0.01,
        0.99,
        (k, x, y, classes, d) -> Losses.binaryCrossEntropy(x, y, 0.2, d, 1),
        (p, y) -> -(0.8 * y + 0.1) * Math.log(p) - (0.9 - 0.8 * y) * Math.log1p(-p));
    compareWithDefinition(
        "from probabilities, smoothed",
        0.01,
        0.99,
        (k, x, y, classes, d) -> Losses.crossEntropy(x, y, 0.2, d, 1),
        (p, y) -> -(0.8 * y + 0.2 / 50) * Math.log(p));
  }

  @Test
  void binaryLogitsOfExtremes() {
    FloatMatrix z = FloatMatrix.rowVector(MAX, -MAX, MAX, -MAX, 0f, 1000f);
    FloatMatrix y = FloatMatrix.rowVector(1f, 0f, 0f, 1f, 0.5f, 1f);
    float[] expected = {0f, 0f, MAX, MAX, (float) StrictMath.log(2), 0f};
    FloatMatrix d = FloatMatrix.zeros(1, 6);
    for (int j = 0; j < 6; j++) {
      double loss =
          Losses.binaryCrossEntropyFromLogits(
              z.window(0, j, 1, 1), y.window(0, j, 1, 1), 0, d.window(0, j, 1, 1), 1);
      assertThat(loss).as("logit %d", j).isEqualTo(expected[j]);
    }
    assertThat(d.toFloats()).containsExactly(0f, 0f, 1f, -1f, 0f, 0f);
  }

  /** A probability of 0 counts as the smallest normal number, on both sides. */
  @Test
  void probabilitiesOfZeroAndOne() {
    double least = Float.MIN_NORMAL;
    FloatMatrix p = FloatMatrix.rowVector(0f, 0f, 1f, 1f);
    FloatMatrix y = FloatMatrix.rowVector(0f, 1f, 0f, 1f);
    FloatMatrix d = FloatMatrix.zeros(1, 4);
    double loss = Losses.binaryCrossEntropy(p, y, 0, d, 1);
    double log = -Math.log(least);
    assertThat(loss).isCloseTo(2 * log, within(20 * U * log));
    float steep = (float) (1 / least);
    assertThat(d.toFloats()).containsExactly(1f, -steep, steep, -1f);
    loss = Losses.crossEntropy(p, y, 0, d, 1);
    assertThat(loss).isCloseTo(log, within(20 * U * log));
    assertThat(d.toFloats()).containsExactly(-0f, -steep, -0f, -1f);
  }

  /** Masked logits take part in nothing. */
  @Test
  void logitsOfMinusInfinity() {
    FloatMatrix z = FloatMatrix.rowVector(-INF, 1f, 1f);
    FloatMatrix d = FloatMatrix.zeros(1, 3);
    double loss = Losses.softmaxCrossEntropy(z, new int[] {2}, 0, d, 1);
    assertThat(loss).isEqualTo(StrictMath.log(2));
    assertThat(d.toFloats()).containsExactly(0f, 0.5f, -0.5f);
  }

  @Test
  void sparsityOfTheSparseAutoencoder() {
    FloatMatrix means = FloatMatrix.rowVector(0.125f, 0.25f, 0.5f);
    FloatMatrix t = FloatMatrix.zeros(1, 3);
    double loss = Losses.sparsity(means, 0.25, 3, t);
    double first = 0.25 * Math.log(2) + 0.75 * Math.log(0.75 / 0.875);
    double last = 0.25 * Math.log(0.5) + 0.75 * Math.log(1.5);
    assertThat(loss).isCloseTo(3 * (first + last), within(1e-14));
    assertThat(t.toFloats())
        .containsExactly((float) (3 * (-2 + 0.75 / 0.875)), 0f, (float) (3 * (-0.5 + 1.5)));
    Losses.sparsity(FloatMatrix.rowVector(0f), 0.25, 3, t.window(0, 0, 1, 1));
    assertThat(t.at(0, 0)).isEqualTo(-INF);
  }

  @Test
  void misfitsAreRefused() {
    FloatMatrix z = FloatMatrix.zeros(2, 3);
    FloatMatrix y = z.copy();
    FloatMatrix d = z.copy();
    FloatMatrix row = FloatMatrix.zeros(1, 3);
    refused(() -> Losses.squaredError(z, y, row, 1), "gradient is F32 1×3");
    refused(() -> Losses.squaredError(z, row, d, 1), "targets is F32 1×3");
    refused(() -> Losses.squaredError(z, y, z, 1), "gradient (");
    refused(() -> Losses.huber(z, y, 0, d, 1), "delta is 0.0");
    refused(() -> Losses.softmaxCrossEntropy(z, y, 0, y, 1), "overlaps targets");
    refused(() -> Losses.softmaxCrossEntropy(z, y, 1.5, d, 1), "smoothing is 1.5");
    refused(() -> Losses.binaryCrossEntropy(z, y, -0.1, d, 1), "smoothing is -0.1");
    refused(() -> Losses.crossEntropy(z, new int[] {0}, 0, d, 1), "1 classes");
    refused(
        () -> Losses.softmaxCrossEntropy(z, new int[] {0, 3}, 0, d, 1),
        "class 3 in row 1 for outputs of 2×3");
    refused(() -> Losses.crossEntropy(z, new int[] {-1, 0}, 0, d, 1), "class -1 in row 0");
    refused(() -> Losses.sparsity(z, 0.1, 1, z), "means is F32 2×3");
    refused(() -> Losses.sparsity(row, 1, 1, row), "rho is 1.0");
  }

  private static void refused(Runnable call, String message) {
    assertThatIllegalArgumentException().isThrownBy(call::run).withMessageContaining(message);
  }
}
