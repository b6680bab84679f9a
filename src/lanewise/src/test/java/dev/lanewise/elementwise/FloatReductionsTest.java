package dev.lanewise.elementwise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lanewise.matrix.FloatMatrix;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Sums bit by bit against plain loops in the contract's order; the rest against its definition. */
class FloatReductionsTest {
  private static final float INF = Float.POSITIVE_INFINITY;

  private final Random random = new Random(19);

  /** Column sums in chunks of 256 rows. */
  static float[] columnSums(FloatMatrix x) {
    float[] totals = new float[x.cols()];
    for (int j = 0; j < x.cols(); j++) {
      float chunk = 0f;
      for (int i = 0; i < x.rows(); i++) {
        chunk += x.at(i, j);
        if (i % 256 == 255 || i == x.rows() - 1) {
          totals[j] += chunk;
          chunk = 0f;
        }
      }
    }
    return totals;
  }

  /** The 16 lanes of numerics v1, added by halves. */
  static double tree(double[] lanes) {
    for (int apart = 8; apart > 0; apart /= 2) {
      for (int lane = 0; lane < apart; lane++) {
        lanes[lane] += lanes[lane + apart];
      }
    }
    return lanes[0];
  }

  /** A window with a gap between rows and NaN around it. */
  private FloatMatrix matrix(int rows, int cols) {
    FloatMatrix whole = FloatMatrix.zeros(rows + 1, cols + 3);
    whole.fill(Double.NaN);
    FloatMatrix x = whole.window(0, 2, rows, cols);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < cols; j++) {
        x.set(i, j, random.nextGaussian());
      }
    }
    return x;
  }

  @Test
  void alongColumns() {
    for (int rows : new int[] {0, 1, 255, 256, 257, 512, 513, 1000}) {
      for (int cols : new int[] {1, 19, 64, 71, 96, 192}) {
        FloatMatrix x = matrix(rows, cols);
        FloatMatrix sums = FloatMatrix.zeros(1, cols);
        sums.fill(Double.NaN);
        Reductions.columnSums(x, sums);
        float[] expected = columnSums(x);
        assertThat(sums.toFloats()).as("%d×%d", rows, cols).containsExactly(expected);
        if (rows > 0) {
          Reductions.columnMeans(x, sums);
          for (int j = 0; j < cols; j++) {
            assertThat(sums.at(0, j)).isEqualTo(expected[j] / rows);
          }
        }
      }
    }
  }

  @Test
  void alongRows() {
    for (int cols : new int[] {0, 1, 15, 16, 17, 40, 100, 1024, 1030, 2500}) {
      FloatMatrix x = matrix(3, cols);
      FloatMatrix y = matrix(3, cols);
      FloatMatrix sums = FloatMatrix.zeros(3, 1);
      Reductions.rowSums(x, sums);
      double mean = cols == 0 ? 0 : Reductions.mean(x);
      double[][] lanes = new double[5][16];
      for (int i = 0; i < 3; i++) {
        float[] narrow = new float[16];
        for (int j = 0; j < cols; j++) {
          int lane = j % 16;
          double v = x.get(i, j);
          narrow[lane] += x.at(i, j);
          lanes[0][lane] += v;
          lanes[1][lane] = Math.fma(v, y.get(i, j), lanes[1][lane]);
          lanes[2][lane] = Math.fma(v, v, lanes[2][lane]);
          lanes[3][lane] = Math.fma(v - mean, v - mean, lanes[3][lane]);
          lanes[4][lane] += Math.abs(v);
        }
        for (int apart = 8; apart > 0; apart /= 2) {
          for (int lane = 0; lane < apart; lane++) {
            narrow[lane] += narrow[lane + apart];
          }
        }
        assertThat(sums.at(i, 0)).as("row sum of %d", cols).isEqualTo(narrow[0]);
      }
      double sum = tree(lanes[0]);
      double dot = tree(lanes[1]);
      double squares = tree(lanes[2]);
      double deviations = tree(lanes[3]);
      double magnitudes = tree(lanes[4]);
      assertThat(Reductions.sum(x)).as("sum of %d", cols).isEqualTo(sum);
      assertThat(Reductions.dot(x, y)).as("dot of %d", cols).isEqualTo(dot);
      assertThat(Reductions.norm2(x)).as("norm2 of %d", cols).isEqualTo(Math.sqrt(squares));
      assertThat(Reductions.norm1(x)).as("norm1 of %d", cols).isEqualTo(magnitudes);
      if (cols > 0) {
        assertThat(mean).isEqualTo(sum / (3 * cols));
        assertThat(Reductions.variance(x)).isEqualTo(deviations / (3 * cols));
      }
    }
  }

  @Test
  void largest() {
    assertThat(Reductions.normMax(FloatMatrix.zeros(0, 3))).isZero();
    for (int n = 1; n < 70; n++) {
      FloatMatrix x = matrix(2, n);
      int at = random.nextInt(n);
      x.set(1, at, -50);
      assertThat(Reductions.normMax(x)).isEqualTo(50);
      int[] columns = new int[2];
      x.set(1, at, 50);
      x.set(0, at, INF);
      Reductions.argMax(x, columns);
      assertThat(columns).containsExactly(at, at);
      x.set(1, at / 2, 50);
      x.set(0, at / 2, INF);
      Reductions.argMax(x, columns);
      assertThat(columns).as("the first of several").containsExactly(at / 2, at / 2);
      x.set(1, at, Double.NaN);
      assertThat(Reductions.normMax(x)).isNaN();
      Reductions.argMax(x, columns);
      assertThat(columns[1]).isEqualTo(at);
    }
    FloatMatrix zeros = FloatMatrix.rowVector(-0f, 0f);
    int[] column = new int[1];
    Reductions.argMax(zeros, column);
    assertThat(column[0]).isZero();
  }

  /** Few values, so that nearly all rows have ties; zeros of both signs are equal. */
  @Test
  void firstOfTheLargest() {
    float[] values = {-INF, -3f, -0f, 0f, Float.MIN_VALUE, 2f, INF};
    for (int cols = 1; cols < 200; cols++) {
      FloatMatrix x = matrix(9, cols);
      for (int i = 0; i < 9; i++) {
        int kinds = 1 + random.nextInt(values.length);
        for (int j = 0; j < cols; j++) {
          x.set(i, j, values[random.nextInt(kinds)]);
        }
      }
      x.set(8, random.nextInt(cols), Double.NaN);
      x.set(8, random.nextInt(cols), Double.NaN);
      assertThat(argMax(x)).as("%d columns", cols).containsExactly(definition(x));
    }
  }

  /** Wherever it lies, whatever else there is, and whatever its sign bit. */
  @Test
  void firstNaN() {
    for (int cols : new int[] {1, 7, 8, 16, 31, 64, 70, 129}) {
      FloatMatrix x = matrix(cols, cols);
      for (int i = 0; i < cols; i++) {
        x.set(i, 0, INF);
        x.set(i, cols - 1, Double.NaN);
        int sign = i % 2 == 0 ? 1 : -1;
        x.set(i, i, Math.copySign(Double.NaN, sign));
        assertThat(Math.copySign(1, x.at(i, i))).isEqualTo(sign);
      }
      int[] expected = IntStream.range(0, cols).toArray();
      assertThat(argMax(x)).as("%d columns", cols).containsExactly(expected);
    }
  }

  private static int[] argMax(FloatMatrix x) {
    int[] columns = new int[x.rows()];
    Reductions.argMax(x, columns);
    return columns;
  }

  private static int[] definition(FloatMatrix x) {
    int[] columns = new int[x.rows()];
    for (int i = 0; i < x.rows(); i++) {
      int best = 0;
      for (int j = 1; j < x.cols() && !Float.isNaN(x.at(i, best)); j++) {
        best = x.at(i, j) > x.at(i, best) || Float.isNaN(x.at(i, j)) ? j : best;
      }
      columns[i] = best;
    }
    return columns;
  }

  @Test
  void misfitsAreRefused() {
    FloatMatrix x = FloatMatrix.zeros(2, 3);
    refused(() -> Reductions.columnSums(x, x.row(1)), "overlaps");
    refused(() -> Reductions.columnSums(x, FloatMatrix.zeros(1, 2)), "sums is F32 1×2");
    refused(() -> Reductions.columnMeans(FloatMatrix.zeros(0, 2), FloatMatrix.zeros(1, 2)), "0×2");
    refused(() -> Reductions.rowSums(x, FloatMatrix.zeros(1, 2)), "sums is F32 1×2");
    refused(() -> Reductions.rowSums(x, x.window(0, 1, 2, 1)), "overlaps");
    refused(() -> Reductions.logSumExp(x, FloatMatrix.zeros(3, 1)), "result is F32 3×1");
    refused(() -> Reductions.argMax(x, new int[3]), "3 places, x is 2×3");
    refused(() -> Reductions.argMax(FloatMatrix.zeros(2, 0), new int[2]), "2×0");
    refused(() -> Reductions.mean(FloatMatrix.zeros(0, 4)), "0×4");
    refused(() -> Reductions.dot(x, FloatMatrix.zeros(3, 2).transposed()), "no transposed view");
  }

  private static void refused(Runnable call, String message) {
    assertThatIllegalArgumentException().isThrownBy(call::run).withMessageContaining(message);
  }
}
