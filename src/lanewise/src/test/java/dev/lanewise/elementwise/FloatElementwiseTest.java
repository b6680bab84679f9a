package dev.lanewise.elementwise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lanewise.matrix.FloatMatrix;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Activations and the kernels of a sigmoid layer against their contracts; special values. */
class FloatElementwiseTest {
  private static final float INF = Float.POSITIVE_INFINITY;
  private static final float MAX = Float.MAX_VALUE;

  private final Random random = new Random(9);

  /** Each value in 40 places, so that vectors and tails both see it. */
  private static float[] activate(Activation f, float... z) {
    FloatMatrix all = FloatMatrix.zeros(z.length, 40);
    for (int i = 0; i < z.length; i++) {
      all.row(i).fill(z[i]);
    }
    FloatMatrix bias = FloatMatrix.zeros(1, 40);
    bias.fill(-0.0); // −0 + −0 = −0
    Elementwise.activate(all, bias, f);
    float[] result = new float[z.length];
    for (int i = 0; i < z.length; i++) {
      result[i] = all.at(i, 0);
      for (int j = 0; j < 40; j++) {
        assertThat(Float.compare(all.at(i, j), result[i])).as(f + " of " + z[i]).isZero();
      }
    }
    return result;
  }

  private static float timesDerivative(Activation f, float d, float a) {
    FloatMatrix gradient = FloatMatrix.zeros(1, 40);
    FloatMatrix output = FloatMatrix.zeros(1, 40);
    gradient.fill(d);
    output.fill(a);
    Elementwise.timesDerivative(gradient, output, f);
    assertThat(gradient.toFloats()).containsOnly(gradient.at(0, 0));
    return gradient.at(0, 0);
  }

  @Test
  void relu() {
    assertThat(activate(Activation.RELU, Float.NaN, -0f, 0f, -1f, 2f, INF, -INF))
        .containsExactly(Float.NaN, 0f, 0f, 0f, 2f, INF, 0f);
    assertThat(activate(Activation.RELU, Float.MIN_VALUE, -Float.MIN_VALUE, MAX))
        .containsExactly(Float.MIN_VALUE, 0f, MAX);
  }

  @Test
  void reluDerivative() {
    assertThat(timesDerivative(Activation.RELU, 3f, 0f)).isEqualTo(0f);
    assertThat(timesDerivative(Activation.RELU, 3f, -0f)).isEqualTo(0f);
    assertThat(timesDerivative(Activation.RELU, -3f, 0f)).as("+0, not −0").isEqualTo(0f);
    assertThat(timesDerivative(Activation.RELU, 3f, Float.MIN_VALUE)).isEqualTo(3f);
    assertThat(timesDerivative(Activation.RELU, INF, 0f)).as("selected").isEqualTo(0f);
    assertThat(timesDerivative(Activation.RELU, Float.NaN, 0f)).isEqualTo(0f);
    assertThat(timesDerivative(Activation.RELU, Float.NaN, 1f)).isNaN();
  }

  @Test
  void sigmoid() {
    assertThat(activate(Activation.SIGMOID, 0f, -0f, INF, -INF, Float.NaN, MAX, -MAX))
        .containsExactly(0.5f, 0.5f, 1f, 0f, Float.NaN, 1f, 0f);
    assertThat(timesDerivative(Activation.SIGMOID, 3f, 0.25f)).isEqualTo(3f * 0.25f * 0.75f);
    assertThat(timesDerivative(Activation.SIGMOID, 3f, 0f)).isEqualTo(0f);
    assertThat(timesDerivative(Activation.SIGMOID, 3f, 1f)).isEqualTo(0f);
  }

  @Test
  void identityKeepsEverything() {
    assertThat(activate(Activation.IDENTITY, Float.NaN, INF, Float.MIN_VALUE, 1f))
        .containsExactly(Float.NaN, INF, Float.MIN_VALUE, 1f);
    assertThat(timesDerivative(Activation.IDENTITY, 3f, Float.NaN)).isEqualTo(3f);
  }

  @Test
  void tanh() {
    same(
        activate(Activation.TANH, 0f, -0f, INF, -INF, Float.NaN, MAX, -MAX),
        0f,
        -0f,
        1f,
        -1f,
        Float.NaN,
        1f,
        -1f);
    assertThat(timesDerivative(Activation.TANH, 3f, 0.5f)).isEqualTo(2.25f);
    assertThat(timesDerivative(Activation.TANH, 3f, -1f)).isEqualTo(0f);
  }

  @Test
  void leakyRelu() {
    Activation f = Activation.leakyRelu(0.25);
    same(
        activate(f, -4f, 4f, 0f, -0f, INF, -INF, Float.NaN),
        -1f,
        4f,
        0f,
        -0f,
        INF,
        -INF,
        Float.NaN);
    assertThat(timesDerivative(f, 8f, 1f)).isEqualTo(8f);
    assertThat(timesDerivative(f, 8f, -1f)).isEqualTo(2f);
    assertThat(timesDerivative(f, 8f, 0f)).isEqualTo(2f);
    assertThat(timesDerivative(f, 8f, -0f)).as("of an underflow").isEqualTo(2f);
  }

  @Test
  void elu() {
    Activation f = Activation.elu(2);
    same(
        activate(f, 3f, 0f, -0f, INF, -INF, Float.NaN, -MAX),
        3f,
        0f,
        -0f,
        INF,
        -2f,
        Float.NaN,
        -2f);
    assertThat(timesDerivative(f, 8f, 1f)).isEqualTo(8f);
    assertThat(timesDerivative(f, 8f, -1.5f)).isEqualTo(4f);
    assertThat(timesDerivative(f, 8f, -2f)).isEqualTo(0f);
  }

  @Test
  void softplus() {
    same(
        activate(Activation.SOFTPLUS, INF, -INF, Float.NaN, MAX, -MAX),
        INF,
        0f,
        Float.NaN,
        MAX,
        0f);
    assertThat(timesDerivative(Activation.SOFTPLUS, 3f, INF)).isEqualTo(3f);
    assertThat(timesDerivative(Activation.SOFTPLUS, 3f, 0f)).isEqualTo(0f);
    float small = 0x1p-60f;
    assertThat(timesDerivative(Activation.SOFTPLUS, 3f, small)).isEqualTo(3f * small);
  }

  @Test
  void parametricRelu() {
    FloatMatrix z = FloatMatrix.of(new float[][] {{-2f, 3f, Float.NaN}, {4f, -INF, 0f}});
    FloatMatrix slope = FloatMatrix.rowVector(-0.5f, 0.25f, 2f);
    FloatMatrix a = FloatMatrix.zeros(2, 3);
    Elementwise.parametricRelu(z, slope, a);
    assertThat(a.toFloats()).containsExactly(1f, 3f, Float.NaN, 4f, -INF, 0f);
    FloatMatrix d = FloatMatrix.of(new float[][] {{10f, 20f, 30f}, {INF, 1f, 5f}});
    FloatMatrix dSlope = FloatMatrix.zeros(1, 3);
    Elementwise.timesParametricReluDerivative(d, z, slope, d, dSlope);
    assertThat(d.toFloats()).containsExactly(-5f, 20f, 30f, INF, 0.25f, 10f);
    assertThat(dSlope.toFloats()).as("∞·0 stays out").containsExactly(-20f, -INF, 0f);
  }

  /** One slope for all columns does what the same slope in every column does. */
  @Test
  void oneSlopeForAllColumns() {
    for (int[] shape : new int[][] {{0, 5}, {3, 0}, {3, 1}, {5, 40}, {700, 37}}) {
      FloatMatrix z = uniform(shape[0], shape[1]);
      for (int i = 0; i < shape[0]; i++) {
        for (int j = 0; j < shape[1]; j++) {
          z.set(i, j, z.at(i, j) - 0.5f);
        }
      }
      FloatMatrix one = FloatMatrix.rowVector(0.2f);
      FloatMatrix slopes = FloatMatrix.zeros(1, shape[1]);
      slopes.fill(0.2);
      FloatMatrix a = z.copy();
      FloatMatrix expected = z.copy();
      Elementwise.parametricRelu(z, one, a);
      Elementwise.parametricRelu(z, slopes, expected);
      same(a.toFloats(), expected.toFloats());
      FloatMatrix dOne = FloatMatrix.rowVector(Float.NaN);
      FloatMatrix dSlopes = slopes.copy();
      Elementwise.timesParametricReluDerivative(a, z, one, a, dOne);
      Elementwise.timesParametricReluDerivative(expected, z, slopes, expected, dSlopes);
      same(a.toFloats(), expected.toFloats());
      FloatMatrix sum = FloatMatrix.zeros(1, 1);
      Reductions.rowSums(dSlopes, sum);
      same(dOne.toFloats(), sum.toFloats());
    }
  }

  /** δ and its sums in one pass have the bits of the formula and of the contract's column sums. */
  @Test
  void sigmoidDeltas() {
    for (int[] shape :
        new int[][] {{0, 3}, {1, 25}, {255, 7}, {257, 25}, {1000, 64}, {300, 192}, {1200, 97}}) {
      FloatMatrix x = uniform(shape[0], shape[1]);
      FloatMatrix a = uniform(shape[0], shape[1]);
      FloatMatrix t = uniform(1, shape[1]);
      FloatMatrix sums = FloatMatrix.zeros(1, shape[1]);
      FloatMatrix output = FloatMatrix.zeros(shape[0], shape[1]);
      FloatMatrix hidden = FloatMatrix.zeros(shape[0], shape[1]);
      for (int i = 0; i < shape[0]; i++) {
        for (int j = 0; j < shape[1]; j++) {
          float derivative = a.at(i, j) * (1 - a.at(i, j));
          output.set(i, j, -(x.at(i, j) - a.at(i, j)) * derivative);
          hidden.set(i, j, (x.at(i, j) + t.at(0, j)) * derivative);
        }
      }
      FloatMatrix d = x.copy();
      sums.fill(Double.NaN);
      Elementwise.sigmoidOutputDelta(d, a, d, sums);
      same(d.toFloats(), output.toFloats());
      same(sums.toFloats(), FloatReductionsTest.columnSums(output));
      d = x.copy();
      sums.fill(Double.NaN);
      Elementwise.sigmoidHiddenDelta(d, t, a, d, sums);
      same(d.toFloats(), hidden.toFloats());
      same(sums.toFloats(), FloatReductionsTest.columnSums(hidden));
      d = x.copy();
      Elementwise.sigmoidOutputDelta(x, a, d, null);
      same(d.toFloats(), output.toFloats());
    }
  }

  /** Equal bits but for the payload of a NaN; quick, also for many. */
  private static void same(float[] actual, float... expected) {
    for (int i = 0; i < Math.max(actual.length, expected.length); i++) {
      if (Float.compare(actual[i], expected[i]) != 0) {
        throw new AssertionError("number " + i + " is " + actual[i] + ", not " + expected[i]);
      }
    }
  }

  private FloatMatrix uniform(int rows, int cols) {
    FloatMatrix matrix = FloatMatrix.zeros(rows, cols);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < cols; j++) {
        matrix.set(i, j, random.nextDouble());
      }
    }
    return matrix;
  }

  @Test
  void misfitsAreRefused() {
    FloatMatrix z = FloatMatrix.zeros(2, 3);
    FloatMatrix other = z.copy();
    FloatMatrix turned = FloatMatrix.zeros(3, 2).transposed();
    FloatMatrix row = FloatMatrix.zeros(1, 3);
    refused(() -> Elementwise.activate(turned, row, Activation.RELU), "z is F32 2×3 (ld 2, tr");
    refused(() -> Elementwise.activate(z, z.row(0), Activation.RELU), "z (2×3 (ld 3) at offset 0)");
    refused(() -> Elementwise.activate(z, z, Activation.RELU), "bias is F32 2×3 (ld 3), but must");
    refused(() -> Elementwise.apply(z, Activation.RELU, row), "a is F32 1×3");
    FloatMatrix wide = FloatMatrix.zeros(2, 4);
    refused(
        () -> Elementwise.apply(wide.window(0, 0, 2, 3), Activation.RELU, wide.window(0, 1, 2, 3)),
        "overlaps");
    refused(() -> Elementwise.timesDerivative(z, row, Activation.RELU), "x is F32 1×3");
    refused(() -> Elementwise.timesDerivative(z, z, Activation.RELU), "overlaps");
    refused(() -> Elementwise.parametricRelu(z, z.row(0), z), "overlaps");
    refused(() -> Elementwise.parametricRelu(z, FloatMatrix.zeros(1, 2), z), "slope is F32 1×2");
    refused(
        () -> Elementwise.timesParametricReluDerivative(z, other, row, other, row.copy()),
        "dz (2×3");
    refused(
        () -> Elementwise.timesParametricReluDerivative(z, other, row, z, z.row(1)), "dSlope (");
    refused(() -> Elementwise.sigmoidOutputDelta(z, other, z, z.row(0)), "sums (1×3");
    refused(() -> Elementwise.sigmoidOutputDelta(z, row, z, null), "a is F32 1×3");
    refused(() -> Elementwise.sigmoidHiddenDelta(z, z.row(0), other, z, null), "overlaps t");
    refused(() -> Elementwise.softmax(turned), "no transposed view");
    refused(() -> Elementwise.softmax(z, turned), "no transposed view");
    refused(() -> Elementwise.logSoftmax(z, row), "a is F32 1×3");
  }

  private static void refused(Runnable call, String message) {
    assertThatIllegalArgumentException().isThrownBy(call::run).withMessageContaining(message);
  }
}
