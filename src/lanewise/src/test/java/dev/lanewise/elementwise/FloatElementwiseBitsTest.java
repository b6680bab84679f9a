package dev.lanewise.elementwise;

import dev.lanewise.matrix.FloatBits;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * The kernels of this JVM against the scalar ones, bit by bit: every length up to 70, so that tails
 * begin everywhere; offsets, gaps between rows, special values at every place.
 */
class FloatElementwiseBitsTest {
  private static final int LONGEST = 70;
  private static final float[] SPECIAL = {
    Float.NaN,
    Float.POSITIVE_INFINITY,
    Float.NEGATIVE_INFINITY,
    0f,
    -0f,
    Float.MIN_VALUE,
    -Float.MIN_VALUE,
    Float.MAX_VALUE,
    -Float.MAX_VALUE
  };

  private final ElementwiseKernels<float[]> scalar = new FloatScalarElementwise();
  private final ElementwiseKernels<float[]> chosen = ElementwiseKernels.ofFloat();
  private final Random random = new Random(8);

  /** Windows of one shape at three layouts of their own. */
  private final class Layout {
    final int rows;
    final int cols;
    final int xOff = random.nextInt(5);
    final int yOff = random.nextInt(5);
    final int dOff = random.nextInt(5);
    final int xLd;
    final int yLd;
    final int dLd;
    final float[] x;
    final float[] y;
    final float[] d;

    Layout(int rows, int cols, boolean special) {
      this.rows = rows;
      this.cols = cols;
      xLd = cols + random.nextInt(4);
      yLd = cols + random.nextInt(4);
      dLd = cols + random.nextInt(4);
      x = window(xOff, xLd, special);
      y = window(yOff, yLd, false);
      d = window(dOff, dLd, false);
    }

    /** Numbers to ±20, seen by every branch of exp; one special value where wanted. */
    private float[] window(int off, int ld, boolean special) {
      float[] array = FloatBits.marks(off + rows * ld + 2);
      for (int i = 0; i < rows; i++) {
        for (int j = 0; j < cols; j++) {
          array[off + i * ld + j] = 8f * (float) random.nextGaussian();
        }
        if (special && cols > 0) {
          array[off + i * ld + random.nextInt(cols)] = SPECIAL[random.nextInt(SPECIAL.length)];
        }
      }
      return array;
    }
  }

  /** Runs one operation; overwrites parts of what it is given, which is compared whole. */
  private interface Operation {
    double run(ElementwiseKernels<float[]> kernels, Layout layout, float[] x, float[] d);
  }

  private void compare(String name, int rows, Operation operation) {
    for (int cols = 0; cols <= LONGEST; cols++) {
      for (int round = 0; round < (rows > 100 ? 2 : 8); round++) {
        Layout layout = new Layout(rows, cols, round > 1);
        float[] x = layout.x.clone();
        float[] d = layout.d.clone();
        float[] expectedX = layout.x.clone();
        float[] expectedD = layout.d.clone();
        double loss = operation.run(chosen, layout, x, d);
        double expectedLoss = operation.run(scalar, layout, expectedX, expectedD);
        String what = name + ", " + rows + "×" + cols;
        equalBits(what, expectedX, x, layout.x);
        equalBits(what, expectedD, d, layout.d);
        if (Double.compare(loss, expectedLoss) != 0) {
          throw new AssertionError(what + ": loss is " + loss + ", must be " + expectedLoss);
        }
      }
    }
  }

  /** A NaN's payload counts only where nothing was to be written. */
  private static void equalBits(String what, float[] expected, float[] actual, float[] before) {
    for (int at = 0; at < actual.length; at++) {
      boolean kept = FloatBits.same(before[at], FloatBits.MARK);
      if (kept
          ? !FloatBits.same(actual[at], before[at])
          : Float.compare(actual[at], expected[at]) != 0) {
        throw new AssertionError(
            what + ", index " + at + " is " + actual[at] + ", must be " + expected[at]);
      }
    }
  }

  @Test
  void activations() {
    for (Activation f : Activation.values()) {
      compare(
          f + " with bias",
          3,
          (kernels, l, x, d) -> {
            kernels.activate(f, l.rows, l.cols, x, l.xOff, l.xLd, l.y, l.yOff);
            return 0;
          });
      compare(
          f + " without bias",
          2,
          (kernels, l, x, d) -> {
            kernels.activate(f, l.rows, l.cols, x, l.xOff, l.xLd, null, 0);
            return 0;
          });
    }
  }

  @Test
  void derivatives() {
    for (Activation f : Activation.values()) {
      compare(
          f + " derivative",
          3,
          (kernels, l, x, d) -> {
            kernels.timesDerivative(f, l.rows, l.cols, d, l.dOff, l.dLd, x, l.xOff, l.xLd);
            return 0;
          });
      compare(
          f + " derivative times special values",
          3,
          (kernels, l, x, d) -> {
            kernels.timesDerivative(f, l.rows, l.cols, x, l.xOff, l.xLd, d, l.dOff, l.dLd);
            return 0;
          });
    }
  }

  @Test
  void softmax() {
    compare(
        "softmax",
        3,
        (kernels, l, x, d) -> {
          kernels.softmax(l.rows, l.cols, x, l.xOff, l.xLd);
          return 0;
        });
  }

  @Test
  void losses() {
    compare(
        "cross-entropy",
        3,
        (kernels, l, x, d) ->
            kernels.softmaxCrossEntropy(
                l.rows, l.cols, x, l.xOff, l.xLd, l.y, l.yOff, l.yLd, d, l.dOff, l.dLd, 0.3));
    compare(
        "squared error",
        3,
        (kernels, l, x, d) ->
            kernels.squaredError(
                l.rows, l.cols, x, l.xOff, l.xLd, l.y, l.yOff, l.yLd, d, l.dOff, l.dLd, 0.3));
  }

  @Test
  void columnSums() {
    for (int rows : new int[] {0, 1, 2, 255, 256, 257, 600}) {
      compare(
          "column sums",
          rows,
          (kernels, l, x, d) -> {
            float[] sums = FloatBits.marks(l.cols + 6);
            kernels.columnSums(l.rows, l.cols, x, l.xOff, l.xLd, sums, 3);
            double checksum = 0;
            for (int j = 0; j < sums.length; j++) {
              boolean outside = j < 3 || j >= 3 + l.cols;
              if (outside && !FloatBits.same(sums[j], FloatBits.MARK)) {
                throw new AssertionError("written outside of the sums, index " + j);
              }
              // Weights tell columns apart; the sum goes the same way on both sides.
              checksum += outside ? 0 : (j + 1) * (double) sums[j];
            }
            return checksum;
          });
    }
  }

  @Test
  void addScaled() {
    for (double alpha : new double[] {1, -0.3, 0, Double.NaN, Double.POSITIVE_INFINITY}) {
      compare(
          "add " + alpha + " times",
          1,
          (kernels, l, x, d) -> {
            kernels.addScaled(l.cols, alpha, x, l.xOff, d, l.dOff);
            return 0;
          });
    }
  }

  /** exp and sigmoid over bit patterns from everywhere. */
  @Test
  void allKindsOfBits() {
    int n = 1 << 17;
    float[] z = new float[n];
    for (int i = 0; i < n; i++) {
      z[i] = FloatBits.pattern(i);
    }
    float[] expected = z.clone();
    float[] actual = z.clone();
    scalar.activate(Activation.SIGMOID, 1, n, expected, 0, n, null, 0);
    chosen.activate(Activation.SIGMOID, 1, n, actual, 0, n, null, 0);
    equalBits("sigmoid", expected, actual, z);
    ((FloatElementwise) scalar).expMinus(n, 0.25f, z, 0, expected, 0);
    ((FloatElementwise) chosen).expMinus(n, 0.25f, z, 0, actual, 0);
    equalBits("exp", expected, actual, z);
  }
}
