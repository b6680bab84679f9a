package dev.lanewise.elementwise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lanewise.matrix.FloatMatrix;
import dev.lanewise.matrix.Precision;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Softmax and its relatives, bit by bit against plain loops in the contract's order. */
class FloatRowsTest {
  private static final float INF = Float.POSITIVE_INFINITY;
  private static final float MAX = Float.MAX_VALUE;

  private final Random random = new Random(9);

  private static float sumOfLanes(float[] x) {
    float[] lanes = new float[16];
    for (int j = 0; j < x.length; j++) {
      lanes[j % 16] += x[j];
    }
    for (int apart = 8; apart > 0; apart /= 2) {
      for (int lane = 0; lane < apart; lane++) {
        lanes[lane] += lanes[lane + apart];
      }
    }
    return lanes[0];
  }

  /** Dense and with gaps, in place and not, rows of all lengths and longer than a block. */
  @Test
  void byTheirContract() {
    for (int n = 1; n <= 70; n++) {
      compare(3, n);
    }
    for (int n = 1; n <= 16; n++) {
      compare(140, n);
      compare(9, n);
    }
    compare(40, 33);
    compare(2, 1024);
    compare(2, 2500);
  }

  private void compare(int rows, int n) {
    FloatMatrix z = FloatMatrix.zeros(rows, n + 1).window(0, 1, rows, n);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < n; j++) {
        z.set(i, j, 4 * random.nextGaussian());
      }
    }
    FloatMatrix dense = FloatMatrix.zeros(rows, n);
    FloatMatrix logDense = FloatMatrix.zeros(rows, n);
    FloatMatrix inPlace = FloatMatrix.zeros(rows, n + 2).window(0, 2, rows, n);
    inPlace.copyFrom(z);
    FloatMatrix sums = FloatMatrix.zeros(rows, 1);
    Elementwise.softmax(z, dense);
    Elementwise.softmax(inPlace);
    Elementwise.logSoftmax(z, logDense);
    Reductions.logSumExp(z, sums);
    for (int i = 0; i < rows; i++) {
      float max = Float.NEGATIVE_INFINITY;
      for (int j = 0; j < n; j++) {
        max = Math.max(max, z.at(i, j));
      }
      float[] e = new float[n];
      for (int j = 0; j < n; j++) {
        e[j] = FloatScalarExp.exp(z.at(i, j) - max);
      }
      float sum = sumOfLanes(e);
      double log = DoubleScalarLog.log(sum);
      assertThat(sums.at(i, 0)).as("log-sum-exp of %d", n).isEqualTo((float) (max + log));
      for (int j = 0; j < n; j++) {
        assertThat(dense.at(i, j)).as("%d of %d", j, n).isEqualTo(e[j] / sum);
        assertThat(inPlace.at(i, j)).as("%d of %d", j, n).isEqualTo(e[j] / sum);
        assertThat(logDense.at(i, j))
            .as("%d of %d", j, n)
            .isEqualTo(z.at(i, j) - max - (float) log);
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
  void logarithmsOfExtremes() {
    float[][] rows = {
      {MAX, -MAX, 0f},
      {-INF, 0f, 0f},
      {-INF, -INF, -INF},
      {1f, INF, 0f},
      {1f, Float.NaN, INF},
      {-0f, -0f, -0f}
    };
    FloatMatrix sums = FloatMatrix.zeros(rows.length, 1);
    Reductions.logSumExp(FloatMatrix.of(rows), sums);
    float log2 = (float) StrictMath.log(2);
    float log3 = (float) StrictMath.log(3);
    assertThat(sums.toFloats()).containsExactly(MAX, log2, -INF, INF, Float.NaN, log3);

    FloatMatrix logs = FloatMatrix.of(rows);
    Elementwise.logSoftmax(logs, logs);
    assertThat(logs.row(0).toFloats()).containsExactly(0f, -INF, -MAX);
    assertThat(logs.row(1).toFloats()).containsExactly(-INF, -log2, -log2);
    assertThat(logs.row(3).toFloats()).containsOnly(Float.NaN);
    assertThat(logs.row(5).toFloats()).containsOnly(-log3);

    FloatMatrix nothing = FloatMatrix.zeros(2, 0);
    Reductions.logSumExp(nothing, sums.rowRange(0, 2));
    assertThat(sums.rowRange(0, 2).toFloats()).containsOnly(-INF);
    Elementwise.softmax(nothing);
    Elementwise.logSoftmax(nothing, nothing);
  }

  /** e of each is what the other says, to the rounding of a logarithm near 0 … −10. */
  @Test
  void softmaxIsTheExponentialOfLogSoftmax() {
    FloatMatrix z = FloatMatrix.rowVector(1f, 2f, 0.5f, -3f);
    FloatMatrix a = FloatMatrix.zeros(1, 4);
    FloatMatrix logs = FloatMatrix.zeros(1, 4);
    Elementwise.softmax(z, a);
    Elementwise.logSoftmax(z, logs);
    for (int j = 0; j < 4; j++) {
      assertThat(Math.exp(logs.get(0, j)))
          .isCloseTo(a.get(0, j), within(16 * Precision.F32.unitRoundoff()));
    }
  }
}
