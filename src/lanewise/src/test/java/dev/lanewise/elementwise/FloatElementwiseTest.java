package dev.lanewise.elementwise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.lanewise.matrix.FloatMatrix;
import dev.lanewise.matrix.Precision;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Elementwise operations against their contracts, and special values. */
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
    Elementwise.activate(all, FloatMatrix.zeros(1, 40), f);
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
  void softmaxByItsContract() {
    for (int n = 1; n <= 70; n++) {
      FloatMatrix z = FloatMatrix.zeros(1, n);
      float max = Float.NEGATIVE_INFINITY;
      for (int j = 0; j < n; j++) {
        z.set(0, j, 4 * random.nextGaussian());
        max = Math.max(max, z.at(0, j));
      }
      float[] lanes = new float[16];
      float[] e = new float[n];
      for (int j = 0; j < n; j++) {
        e[j] = FloatScalarExp.exp(z.at(0, j) - max);
        lanes[j % 16] += e[j];
      }
      for (int apart = 8; apart > 0; apart /= 2) {
        for (int lane = 0; lane < apart; lane++) {
          lanes[lane] += lanes[lane + apart];
        }
      }
      Elementwise.softmax(z);
      for (int j = 0; j < n; j++) {
        assertThat(z.at(0, j)).as("%d of %d", j, n).isEqualTo(e[j] / lanes[0]);
      }
    }
  }

  @Test
  void softmaxOfExtremes() {
    FloatMatrix z =
        FloatMatrix.of(
            new float[][] {
              {MAX, -MAX, 0f},
              {-MAX, -MAX, -MAX},
              {MAX, MAX, MAX},
              {-INF, 0f, 0f},
              {1f, INF, 0f},
              {1f, Float.NaN, 0f},
              {-INF, -INF, -INF}
            });
    Elementwise.softmax(z);
    float third = 1f / 3f;
    assertThat(z.toFloats())
        .containsExactly(
            1f, 0f, 0f, third, third, third, third, third, third, 0f, 0.5f, 0.5f, Float.NaN,
            Float.NaN, Float.NaN, Float.NaN, Float.NaN, Float.NaN, Float.NaN, Float.NaN, Float.NaN);
  }

  @Test
  void crossEntropyIsTheLogarithmOfTheLikelihood() {
    FloatMatrix z = FloatMatrix.of(new float[][] {{1f, 2f, 0.5f}, {-1f, 3f, 0f}});
    FloatMatrix y = FloatMatrix.of(new float[][] {{0f, 1f, 0f}, {0.25f, 0.25f, 0.5f}});
    FloatMatrix d = FloatMatrix.zeros(2, 3);
    double loss = Elementwise.softmaxCrossEntropy(z, y, d, 0.5);
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
      double loss = Elementwise.softmaxCrossEntropy(z.row(i), y.row(i), d.row(i), 1);
      // Row 1 loses 2·MAX, which only the double of the sum can hold, and only for floats.
      double expected = i == 1 ? 2.0 * MAX : i == 2 ? StrictMath.log(2) : 0;
      assertThat(loss).as("row %d", i).isEqualTo(expected);
    }
    assertThat(d.toFloats()).containsExactly(0f, 0f, -1f, 1f, -0.5f, 0.5f, 0f, 0f, 0f, 0f);
  }

  @Test
  void squaredError() {
    FloatMatrix a = FloatMatrix.of(new float[][] {{1f, 2f, 3f}, {4f, 5f, 6f}});
    FloatMatrix y = FloatMatrix.of(new float[][] {{1f, 0f, 4f}, {8f, 5f, 6.5f}});
    FloatMatrix d = FloatMatrix.zeros(2, 3);
    assertThat(Elementwise.squaredError(a, y, d, 0.5)).isEqualTo(4 + 1 + 16 + 0.25);
    assertThat(d.toFloats()).containsExactly(0f, 1f, -0.5f, -2f, 0f, -0.25f);
  }

  @Test
  void columnSumsInChunksOf256Rows() {
    for (int rows : new int[] {0, 1, 255, 256, 257, 512, 513, 1000}) {
      FloatMatrix x = FloatMatrix.zeros(rows, 19);
      FloatMatrix sums = FloatMatrix.zeros(1, 19);
      sums.fill(Double.NaN);
      for (int i = 0; i < rows; i++) {
        for (int j = 0; j < 19; j++) {
          x.set(i, j, random.nextGaussian());
        }
      }
      Elementwise.columnSums(x, sums);
      for (int j = 0; j < 19; j++) {
        float total = 0f;
        float chunk = 0f;
        for (int i = 0; i < rows; i++) {
          chunk += x.at(i, j);
          if (i % 256 == 255 || i == rows - 1) {
            total += chunk;
            chunk = 0f;
          }
        }
        assertThat(sums.at(0, j)).as("column %d, %d rows", j, rows).isEqualTo(total);
      }
    }
  }

  @Test
  void addScaledIsOneFusedStep() {
    FloatMatrix x = FloatMatrix.zeros(2, 37);
    FloatMatrix y = FloatMatrix.zeros(2, 39).window(0, 1, 2, 37);
    float[] expected = new float[2 * 37];
    float alpha = (float) -0.1;
    for (int i = 0; i < 2; i++) {
      for (int j = 0; j < 37; j++) {
        x.set(i, j, random.nextGaussian());
        y.set(i, j, random.nextGaussian());
        expected[i * 37 + j] = Math.fma(alpha, x.at(i, j), y.at(i, j));
      }
    }
    Elementwise.addScaled(-0.1, x, y);
    assertThat(y.toFloats()).containsExactly(expected);
  }

  @Test
  void misfitsAreRefused() {
    FloatMatrix z = FloatMatrix.zeros(2, 3);
    FloatMatrix turned = FloatMatrix.zeros(3, 2).transposed();
    FloatMatrix row = FloatMatrix.zeros(1, 3);
    refused(() -> Elementwise.activate(turned, row, Activation.RELU), "z is F32 2×3 (ld 2, tr");
    refused(() -> Elementwise.activate(z, z.row(0), Activation.RELU), "z (2×3 (ld 3) at offset 0)");
    refused(() -> Elementwise.activate(z, z, Activation.RELU), "bias is F32 2×3 (ld 3), but must");
    refused(() -> Elementwise.timesDerivative(z, row, Activation.RELU), "a is F32 1×3");
    refused(() -> Elementwise.timesDerivative(z, z, Activation.RELU), "overlaps");
    refused(() -> Elementwise.softmax(turned), "no transposed view");
    refused(() -> Elementwise.softmaxCrossEntropy(z, row, z, 1), "targets is F32 1×3");
    refused(() -> Elementwise.softmaxCrossEntropy(z, z, z, 1), "gradient (");
    refused(() -> Elementwise.squaredError(z, z.copy(), row, 1), "gradient is F32 1×3");
    refused(() -> Elementwise.columnSums(z, z.row(1)), "overlaps");
    refused(() -> Elementwise.columnSums(z, FloatMatrix.zeros(1, 2)), "sums is F32 1×2");
    refused(() -> Elementwise.addScaled(1, z, turned), "y is F32 2×3 (ld 2, transposed)");
    refused(() -> Elementwise.addScaled(1, z, z), "overlaps");
  }

  private static void refused(Runnable call, String message) {
    assertThatIllegalArgumentException().isThrownBy(call::run).withMessageContaining(message);
  }
}
