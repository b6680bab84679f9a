package dev.lanewise.optim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanewise.matrix.DoubleMatrix;
import dev.lanewise.matrix.Matrix;
import dev.lanewise.matrix.Precision;
import dev.lanewise.optim.Minimizer.Directions;
import org.junit.jupiter.api.Test;

/** Directions by hand, in numbers that are exact. */
class ConjugateGradientTest {
  private final Matrix theta = Matrix.zeros(Precision.F64, 1, 2);
  private final LineSearch search = new LineSearch((t, g) -> 0, theta, 0.1, 100);
  private final Directions directions = new ConjugateGradient().directions(Precision.F64, 2);

  private double[] direction(double lastX, double lastY, double x, double y) {
    search.startGradient.copyFrom(DoubleMatrix.rowVector(lastX, lastY));
    search.gradient.copyFrom(DoubleMatrix.rowVector(x, y));
    search.direction.copyFrom(DoubleMatrix.rowVector(-1, 8));
    directions.choose(search);
    return search.direction.toDoubles();
  }

  @Test
  void polakRibiere() {
    assertThat(direction(1, 0, 0.25, 2)).as("the first time").containsExactly(-0.25, -2);
    directions.learn(search, theta);
    // β = (4.0625 − 0.25)/1 = 3.8125
    assertThat(direction(1, 0, 0.25, 2)).containsExactly(-3.8125 - 0.25, 8 * 3.8125 - 2);
    // β = (4.0625 + 0.5)/4 = 1.140625
    assertThat(direction(-2, 0, 0.25, 2)).containsExactly(-1.140625 - 0.25, 8 * 1.140625 - 2);
    assertThat(direction(1, 1, 0.25, 2)).as("far from orthogonal").containsExactly(-0.25, -2);
    directions.forget();
    assertThat(direction(1, 0, 0.25, 2)).as("forgotten").containsExactly(-0.25, -2);
  }
}
