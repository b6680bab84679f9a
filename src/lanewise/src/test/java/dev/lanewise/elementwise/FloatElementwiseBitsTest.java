package dev.lanewise.elementwise;

import dev.lanewise.matrix.FloatBits;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * The kernels of this JVM against the scalar ones, bit by bit: every length up to 50, so that tails
 * begin everywhere; offsets, gaps between rows, special values at every place.
 */
class FloatElementwiseBitsTest {
  private static final int LONGEST = 50;

  /** Panels of 4, 8 and 16 vectors of every width, with and without more. */
  private static final int[] WIDE = {64, 96, 128, 192, 200, 256};

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

  /** Windows of one shape at three layouts of their own, and a row of sums. */
  private final class Layout {
    static final int SUMS = 3;

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
    final float[] sums;

    Layout(int rows, int cols, boolean special) {
      this.rows = rows;
      this.cols = cols;
      int gap = random.nextInt(2);
      xLd = cols + gap * random.nextInt(4);
      yLd = cols + gap * random.nextInt(4);
      dLd = cols + gap * random.nextInt(4);
      x = window(xOff, xLd, special);
      y = window(yOff, yLd, false);
      d = window(dOff, dLd, false);
      sums = FloatBits.marks(cols + 2 * SUMS);
      for (int j = 0; j < cols; j++) {
        sums[SUMS + j] = (float) random.nextGaussian();
      }
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

  /** Runs one operation; overwrites parts of x, d and s, which are compared whole. */
  private interface Operation {
    void run(ElementwiseKernels<float[]> kernels, Layout l, float[] x, float[] d, float[] s);
  }

  private void compare(String name, int rows, Operation operation) {
    for (int step = 0; step <= LONGEST + WIDE.length; step++) {
      int cols = step <= LONGEST ? step : WIDE[step - LONGEST - 1];
      for (int round = 0; round < 5; round++) {
        Layout layout = new Layout(rows, cols, round > 1);
        float[] x = layout.x.clone();
        float[] d = layout.d.clone();
        float[] s = layout.sums.clone();
        float[] expectedX = layout.x.clone();
        float[] expectedD = layout.d.clone();
        float[] expectedS = layout.sums.clone();
        operation.run(chosen, layout, x, d, s);
        operation.run(scalar, layout, expectedX, expectedD, expectedS);
        String what = name + ", " + rows + "×" + cols;
        equalBits(what, expectedX, x, layout.x);
        equalBits(what, expectedD, d, layout.d);
        equalBits(what + ", sums", expectedS, s, layout.sums);
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
    for (Activation f : Activations.all()) {
      compare(
          f + " with bias, in place",
          3,
          (k, l, x, d, s) -> k.activate(f, l.rows, l.cols, x, l.xOff, l.xLd, l.y, l.yOff));
      compare(
          f + " without bias, elsewhere",
          2,
          (k, l, x, d, s) ->
              k.activate(f, l.rows, l.cols, x, l.xOff, l.xLd, null, 0, d, l.dOff, l.dLd));
      compare(
          f + " with bias, elsewhere",
          2,
          (k, l, x, d, s) ->
              k.activate(f, l.rows, l.cols, x, l.xOff, l.xLd, l.y, l.yOff, d, l.dOff, l.dLd));
    }
  }

  @Test
  void derivatives() {
    for (Activation f : Activations.all()) {
      compare(
          f + " derivative at special values",
          3,
          (k, l, x, d, s) ->
              k.timesDerivative(f, l.rows, l.cols, d, l.dOff, l.dLd, x, l.xOff, l.xLd));
      compare(
          f + " derivative times special values",
          3,
          (k, l, x, d, s) ->
              k.timesDerivative(f, l.rows, l.cols, x, l.xOff, l.xLd, d, l.dOff, l.dLd));
      compare(
          f + " derivative, elsewhere",
          3,
          (k, l, x, d, s) ->
              k.timesDerivative(
                  f, l.rows, l.cols, x, l.xOff, l.xLd, l.y, l.yOff, l.yLd, d, l.dOff, l.dLd));
    }
  }

  /** Several blocks of the kernels that go through scratch. */
  @Test
  void longRows() {
    int n = 2 * FloatElementwise.BLOCK + 37;
    float[] z = new float[n];
    for (int i = 0; i < n; i++) {
      z[i] = 4f * (float) random.nextGaussian();
    }
    for (Activation f : Activations.all()) {
      float[][] results = new float[2][];
      for (int i = 0; i < 2; i++) {
        ElementwiseKernels<float[]> kernels = i == 0 ? scalar : chosen;
        results[i] = z.clone();
        kernels.activate(f, 1, n, results[i], 0, n, null, 0);
        kernels.timesDerivative(f, 1, n, results[i], 0, n, z, 0, n);
      }
      equalBits(f.toString(), results[0], results[1], z);
    }
  }

  @Test
  void parametricRelu() {
    compare(
        "parametric ReLU",
        3,
        (k, l, x, d, s) ->
            k.parametricRelu(l.rows, l.cols, x, l.xOff, l.xLd, l.y, l.yOff, d, l.dOff, l.dLd));
    for (int rows : new int[] {1, 4, 7}) {
      compare(
          "parametric ReLU, derivative",
          rows,
          (k, l, x, d, s) ->
              k.timesParametricReluDerivative(
                  l.rows,
                  l.cols,
                  d,
                  l.dOff,
                  l.dLd,
                  x,
                  l.xOff,
                  l.xLd,
                  l.y,
                  l.yOff,
                  d,
                  l.dOff,
                  l.dLd,
                  s,
                  Layout.SUMS));
    }
  }

  @Test
  void sigmoidDeltas() {
    for (int rows : new int[] {0, 1, 3, 4, 5, 8, 11}) {
      for (boolean summed : new boolean[] {true, false}) {
        compare(
            "output delta",
            rows,
            (k, l, x, d, s) ->
                k.sigmoidOutputDelta(
                    l.rows,
                    l.cols,
                    l.y,
                    l.yOff,
                    l.yLd,
                    x,
                    l.xOff,
                    l.xLd,
                    d,
                    l.dOff,
                    l.dLd,
                    summed ? s : null,
                    Layout.SUMS));
        compare(
            "output delta in place",
            rows,
            (k, l, x, d, s) ->
                k.sigmoidOutputDelta(
                    l.rows,
                    l.cols,
                    d,
                    l.dOff,
                    l.dLd,
                    x,
                    l.xOff,
                    l.xLd,
                    x,
                    l.xOff,
                    l.xLd,
                    summed ? s : null,
                    Layout.SUMS));
        for (boolean ofFirst : new boolean[] {false, true}) {
          compare(
              "hidden delta in place of " + (ofFirst ? "s" : "a"),
              rows,
              (k, l, x, d, s) ->
                  k.sigmoidHiddenDelta(
                      l.rows,
                      l.cols,
                      x,
                      l.xOff,
                      l.xLd,
                      l.y,
                      l.yOff,
                      d,
                      l.dOff,
                      l.dLd,
                      ofFirst ? x : d,
                      ofFirst ? l.xOff : l.dOff,
                      ofFirst ? l.xLd : l.dLd,
                      summed ? s : null,
                      Layout.SUMS));
        }
      }
    }
  }

  @Test
  void sums() {
    for (int rows : new int[] {0, 1, 2, 3, 4, 5, 9}) {
      compare(
          "column sums",
          rows,
          (k, l, x, d, s) -> k.columnSums(l.rows, l.cols, x, l.xOff, l.xLd, s, Layout.SUMS));
    }
    compare("sum", 1, (k, l, x, d, s) -> k.add(l.cols, x, l.xOff, l.y, l.yOff, d, l.dOff));
    compare("fill", 1, (k, l, x, d, s) -> k.fill(l.cols, 0.3, x, l.xOff));
  }

  /** Functions over bit patterns from everywhere. */
  @Test
  void allKindsOfBits() {
    int n = 1 << 16;
    float[] z = new float[n];
    for (int i = 0; i < n; i++) {
      z[i] = FloatBits.pattern(i);
    }
    for (Activation f : Activations.all()) {
      float[] expected = z.clone();
      float[] actual = z.clone();
      scalar.activate(f, 1, n, expected, 0, n, null, 0);
      chosen.activate(f, 1, n, actual, 0, n, null, 0);
      equalBits(f.toString(), expected, actual, z);
    }
  }
}
