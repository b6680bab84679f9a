package dev.lanewise.elementwise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lanewise.matrix.FloatMatrix;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Normalisation, bit by bit against plain loops in the contract's order. */
class FloatNormalizationTest {
  private static final double EPSILON = 0.01;

  private final Random random = new Random(5);

  private interface Terms {
    double at(int j, double sum);
  }

  /** Sixteen lanes in double precision, then the tree. */
  private static double lanes(int n, Terms terms) {
    double[] lanes = new double[16];
    for (int j = 0; j < n; j++) {
      lanes[j % 16] = terms.at(j, lanes[j % 16]);
    }
    for (int apart = 8; apart > 0; apart /= 2) {
      for (int lane = 0; lane < apart; lane++) {
        lanes[lane] += lanes[lane + apart];
      }
    }
    return lanes[0];
  }

  /** A window with a gap between its rows. */
  private FloatMatrix draw(int m, int n, double mean) {
    FloatMatrix x = FloatMatrix.zeros(m, n + 2).window(0, 1, m, n);
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        x.set(i, j, mean + random.nextGaussian());
      }
    }
    return x;
  }

  @Test
  void rows() {
    for (int n = 1; n <= 70; n++) {
      rows(3, n);
    }
    rows(2, 1500);
    rows(300, 9);
  }

  private void rows(int m, int n) {
    FloatMatrix x = draw(m, n, 3);
    FloatMatrix scale = draw(1, n, 1);
    FloatMatrix shift = draw(1, n, 0);
    FloatMatrix normal = draw(m, n, 0);
    FloatMatrix inverse = draw(m, 1, 0);
    FloatMatrix a = draw(m, n, 0);
    Normalization.rows(x, EPSILON, scale, shift, normal, inverse, a);
    for (int i = 0; i < m; i++) {
      int row = i;
      double mean = lanes(n, (j, sum) -> sum + x.at(row, j)) / n;
      double squares =
          lanes(n, (j, sum) -> Math.fma(x.at(row, j) - mean, x.at(row, j) - mean, sum));
      float expected = (float) (1 / Math.sqrt(squares / n + EPSILON));
      assertThat(inverse.at(i, 0)).isEqualTo(expected);
      for (int j = 0; j < n; j++) {
        float hat = (x.at(i, j) - (float) mean) * expected;
        assertThat(normal.at(i, j)).as("%d of %d", j, n).isEqualTo(hat);
        assertThat(a.at(i, j)).isEqualTo(Math.fma(hat, scale.at(0, j), shift.at(0, j)));
      }
    }
    FloatMatrix d = draw(m, n, 0);
    FloatMatrix dx = draw(m, n, 0);
    FloatMatrix dScale = draw(1, n, 0);
    FloatMatrix dShift = draw(1, n, 0);
    Normalization.rowsGradient(d, normal, inverse, scale, dx, dScale, dShift);
    compareSums(d, normal, dScale, dShift);
    for (int i = 0; i < m; i++) {
      int row = i;
      float[] g = new float[n];
      for (int j = 0; j < n; j++) {
        g[j] = d.at(i, j) * scale.at(0, j);
      }
      double sums = lanes(n, (j, sum) -> sum + g[j]);
      double products = lanes(n, (j, sum) -> Math.fma((double) g[j], normal.at(row, j), sum));
      float mean = (float) (sums / n);
      float along = (float) (products / n);
      for (int j = 0; j < n; j++) {
        float expected = inverse.at(i, 0) * Math.fma(-along, normal.at(i, j), g[j] - mean);
        assertThat(dx.at(i, j)).as("%d of %d", j, n).isEqualTo(expected);
      }
    }
    Normalization.rowsGradient(d, normal, inverse, scale, d, dScale, dShift);
    assertThat(d.toFloats()).isEqualTo(dx.toFloats());
  }

  private static void compareSums(
      FloatMatrix d, FloatMatrix normal, FloatMatrix dScale, FloatMatrix dShift) {
    for (int j = 0; j < d.cols(); j++) {
      float products = 0f;
      float sums = 0f;
      for (int from = 0; from < d.rows(); from += 256) {
        float product = 0f;
        float sum = 0f;
        for (int i = from; i < Math.min(from + 256, d.rows()); i++) {
          product = Math.fma(d.at(i, j), normal.at(i, j), product);
          sum += d.at(i, j);
        }
        products = from == 0 ? product : products + product;
        sums = from == 0 ? sum : sums + sum;
      }
      assertThat(dScale.at(0, j)).as("column %d", j).isEqualTo(products);
      assertThat(dShift.at(0, j)).as("column %d", j).isEqualTo(sums);
    }
  }

  @Test
  void columns() {
    for (int n = 1; n <= 40; n++) {
      columns(7, n);
    }
    columns(600, 19);
    columns(3, 2100);
  }

  private void columns(int m, int n) {
    FloatMatrix x = draw(m, n, 2);
    FloatMatrix scale = draw(1, n, 1);
    FloatMatrix shift = draw(1, n, 0);
    FloatMatrix mean = draw(1, n, 0);
    FloatMatrix variance = draw(1, n, 0);
    FloatMatrix normal = draw(m, n, 0);
    FloatMatrix inverse = draw(1, n, 0);
    FloatMatrix a = draw(m, n, 0);
    Normalization.statistics(x, mean, variance);
    Normalization.columns(x, mean, variance, EPSILON, scale, shift, normal, inverse, a);
    FloatMatrix means = FloatMatrix.zeros(1, n);
    Reductions.columnMeans(x, means);
    assertThat(mean.toFloats()).isEqualTo(means.toFloats());
    for (int j = 0; j < n; j++) {
      float squares = 0f;
      for (int from = 0; from < m; from += 256) {
        float chunk = 0f;
        for (int i = from; i < Math.min(from + 256, m); i++) {
          float difference = x.at(i, j) - mean.at(0, j);
          chunk = Math.fma(difference, difference, chunk);
        }
        squares = from == 0 ? chunk : squares + chunk;
      }
      assertThat(variance.at(0, j)).as("column %d", j).isEqualTo(squares / m);
      float factor = (float) (1 / Math.sqrt(variance.at(0, j) + EPSILON));
      assertThat(inverse.at(0, j)).isEqualTo(factor);
      for (int i = 0; i < m; i++) {
        float hat = (x.at(i, j) - mean.at(0, j)) * factor;
        assertThat(normal.at(i, j)).isEqualTo(hat);
        assertThat(a.at(i, j)).isEqualTo(Math.fma(hat, scale.at(0, j), shift.at(0, j)));
      }
    }
    FloatMatrix d = draw(m, n, 0);
    FloatMatrix dx = draw(m, n, 0);
    FloatMatrix dScale = draw(1, n, 0);
    FloatMatrix dShift = draw(1, n, 0);
    Normalization.columnsGradient(d, normal, inverse, scale, dx, dScale, dShift);
    compareSums(d, normal, dScale, dShift);
    for (int j = 0; j < n; j++) {
      float b = dShift.at(0, j) / m;
      float c = dScale.at(0, j) / m;
      float factor = scale.at(0, j) * inverse.at(0, j);
      for (int i = 0; i < m; i++) {
        float expected = factor * Math.fma(-c, normal.at(i, j), d.at(i, j) - b);
        assertThat(dx.at(i, j)).as("%d of %d", j, n).isEqualTo(expected);
      }
    }
    Normalization.columnsGradient(d, normal, inverse, scale, d, dScale, dShift);
    assertThat(d.toFloats()).isEqualTo(dx.toFloats());
  }

  @Test
  void refusesWhatDoesNotFit() {
    FloatMatrix x = draw(3, 4, 0);
    FloatMatrix row = draw(1, 4, 0);
    FloatMatrix other = draw(1, 4, 0);
    FloatMatrix column = draw(3, 1, 0);
    FloatMatrix normal = draw(3, 4, 0);
    FloatMatrix a = draw(3, 4, 0);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Normalization.rows(x, -1, row, other, normal, column, a))
        .withMessage("epsilon is -1.0, must be finite and ≥ 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Normalization.rows(x, 0, row, other, normal, column, normal));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Normalization.rows(x, 0, row, other, x, column, a));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Normalization.rows(x, 0, column, other, normal, column, a));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Normalization.columns(x, row, row, 0, row, row, normal, row, a));
    assertThatIllegalArgumentException().isThrownBy(() -> Normalization.statistics(x, row, row));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Normalization.statistics(FloatMatrix.zeros(0, 4), row, other));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Normalization.rowsGradient(x, normal, column, row, a, other, other));
  }
}
