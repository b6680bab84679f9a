package dev.lanewise.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.lanewise.gradcheck.GradientCheck;
import dev.lanewise.matrix.DoubleMatrix;
import dev.lanewise.matrix.Matrix;
import dev.lanewise.matrix.Precision;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Known minima are found, by steps that satisfy the strong Wolfe conditions. */
class MinimizerTest {
  private static final List<Minimizer> ALL =
      List.of(new Lbfgs(), new Lbfgs(1), new Lbfgs(3), new ConjugateGradient());

  /** The gradients of the test functions themselves. */
  @ParameterizedTest
  @EnumSource
  void gradients(TestFunction function) {
    double[] x = function.start.clone();
    for (int i = 0; i < x.length; i++) {
      x[i] += 0.1 * (i + 1);
    }
    double[] g = new double[x.length];
    double rounding = 100 * 0x1p-53 * function.add(x, g);
    g = new double[x.length];
    function.add(x, g);
    GradientCheck.Report report =
        GradientCheck.check(t -> function.add(t, new double[t.length]), x, g, rounding);
    assertThat(report.passed()).as(report::toString).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void findsKnownMinima(TestFunction function) {
    for (Minimizer minimizer : ALL) {
      Matrix theta = function.begin(Precision.F64);
      Wolfe wolfe = new Wolfe(minimizer);
      Stopping stopping = new Stopping(1e-9, 0, 5000, 20_000);
      Minimum minimum = minimizer.minimize(function.objective(), theta, stopping, wolfe::check);
      assertThat(minimum.reason())
          .as("%s: %s", minimizer, minimum)
          .isEqualTo(StopReason.GRADIENT_NORM);
      // Powell's function is of fourth order in two directions: ‖x‖³ ~ ‖g‖.
      double near = function == TestFunction.POWELL_SINGULAR ? 1e-2 : 1e-7;
      for (int i = 0; i < function.start.length; i++) {
        assertThat(theta.get(0, i)).isCloseTo(function.minimum[i], within(near));
      }
      assertThat(minimum.cost()).isLessThan(1e-11);
      assertThat(wolfe.iterations).isEqualTo(minimum.iterations());
    }
  }

  /** In single precision as far as the gradient, which is rounded, tells downhill from uphill. */
  @ParameterizedTest
  @EnumSource
  void findsThemInSinglePrecision(TestFunction function) {
    for (Minimizer minimizer : ALL) {
      Matrix theta = function.begin(Precision.F32);
      Wolfe wolfe = new Wolfe(minimizer);
      Stopping stopping = new Stopping(1e-3, 0, 5000, 20_000);
      Minimum minimum = minimizer.minimize(function.objective(), theta, stopping, wolfe::check);
      assertThat(minimum.reason())
          .as("%s: %s", minimizer, minimum)
          .isEqualTo(StopReason.GRADIENT_NORM);
      double near = function == TestFunction.POWELL_SINGULAR ? 0.2 : 1e-2;
      for (int i = 0; i < function.start.length; i++) {
        assertThat(theta.get(0, i)).isCloseTo(function.minimum[i], within(near));
      }
    }
  }

  /**
   * ½(x − c)ᵀA(x − c) with A = BᵀB + I, whose eigenvalues are at least 1: where ‖∇f‖ ≤ ε, ‖x − c‖ ≤
   * ε.
   */
  @Property(tries = 60)
  void convexQuadratics(
      @ForAll Precision precision, @ForAll @IntRange(min = 1, max = 40) int n, @ForAll long seed) {
    Random random = new Random(seed);
    double[][] a = new double[n][n];
    double[][] b = new double[n][n];
    double[] c = random.doubles(n, -3, 3).toArray();
    for (double[] row : b) {
      for (int j = 0; j < n; j++) {
        row[j] = random.nextGaussian();
      }
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        a[i][j] = i == j ? 1 : 0;
        for (int k = 0; k < n; k++) {
          a[i][j] += b[k][i] * b[k][j];
        }
      }
    }
    Objective quadratic = (theta, gradient) -> quadratic(a, c, theta, gradient);
    double norm = precision == Precision.F64 ? 1e-8 : 1e-3;
    for (Minimizer minimizer : ALL) {
      Matrix theta = Matrix.zeros(precision, 1, n);
      Wolfe wolfe = new Wolfe(minimizer);
      Stopping stopping = new Stopping(norm, 0, 5000, 20_000);
      Minimum minimum = minimizer.minimize(quadratic, theta, stopping, wolfe::check);
      assertThat(minimum.reason()).as("%s", minimum).isEqualTo(StopReason.GRADIENT_NORM);
      for (int i = 0; i < n; i++) {
        // 1 % for the rounding of the gradient itself.
        assertThat(theta.get(0, i)).isCloseTo(c[i], within(1.01 * norm));
      }
    }
  }

  private static double quadratic(double[][] a, double[] c, Matrix theta, Matrix gradient) {
    double value = 0;
    for (int i = 0; i < c.length; i++) {
      double g = 0;
      for (int j = 0; j < c.length; j++) {
        g += a[i][j] * (theta.get(0, j) - c[j]);
      }
      gradient.set(0, i, g);
      value += g * (theta.get(0, i) - c[i]) / 2;
    }
    return value;
  }

  /** The line y = 2x + 3 through the source's five points, from nothing. */
  @ParameterizedTest
  @EnumSource
  void theLine(Precision precision) {
    Objective meanSquare =
        (theta, gradient) -> {
          double value = 0;
          double slope = 0;
          double shift = 0;
          for (int x = 1; x <= 5; x++) {
            double error = theta.get(0, 0) * x + theta.get(0, 1) - (2 * x + 3);
            value += error * error / 5;
            slope += 2 * error * x / 5;
            shift += 2 * error / 5;
          }
          gradient.set(0, 0, slope);
          gradient.set(0, 1, shift);
          return value;
        };
    for (Minimizer minimizer : ALL) {
      Matrix theta = Matrix.zeros(precision, 1, 2);
      Stopping stopping = Stopping.defaults().withGradientNorm(1e-8).withRelativeChange(0);
      Minimum minimum = minimizer.minimize(meanSquare, theta, stopping, progress -> true);
      assertThat(theta.get(0, 0)).as(minimum.toString()).isCloseTo(2, within(1e-6));
      assertThat(theta.get(0, 1)).as(minimum.toString()).isCloseTo(3, within(1e-6));
    }
  }

  /** −log(1 − x²) + x: no cost at all beyond ±1, and the first steps lead there. */
  @ParameterizedTest
  @EnumSource
  void stepsBackWhereThereIsNoCost(Precision precision) {
    int[] outside = {0};
    Objective barrier =
        (theta, gradient) -> {
          double x = theta.get(0, 0);
          gradient.set(0, 0, 2 * x / (1 - x * x) + 40);
          double value = -Math.log(1 - x * x) + 40 * x;
          outside[0] += Double.isFinite(value) ? 0 : 1;
          return value;
        };
    for (Minimizer minimizer : ALL) {
      outside[0] = 0;
      Matrix theta = Matrix.zeros(precision, 1, 1);
      Stopping stopping = Stopping.defaults().withGradientNorm(1e-3).withRelativeChange(0);
      Minimum minimum = minimizer.minimize(barrier, theta, stopping, new Wolfe(minimizer)::check);
      assertThat(minimum.reason()).as(minimum.toString()).isEqualTo(StopReason.GRADIENT_NORM);
      assertThat(outside[0]).isPositive();
      // 20x² − x − 20 = 0
      double expected = (1 - Math.sqrt(1601)) / 40;
      assertThat(theta.get(0, 0)).isCloseTo(expected, within(1e-6));
    }
  }

  @Test
  void saysWhyItStops() {
    Objective rosenbrock = TestFunction.ROSENBROCK.objective();
    Stopping never = new Stopping(0, 0, Integer.MAX_VALUE, Integer.MAX_VALUE);
    for (Minimizer minimizer : ALL) {
      Matrix theta = TestFunction.ROSENBROCK.begin(Precision.F64);
      Minimum three = minimizer.minimize(rosenbrock, theta, never.withIterations(3), p -> true);
      assertThat(three.reason()).isEqualTo(StopReason.ITERATIONS);
      assertThat(three.iterations()).isEqualTo(3);

      theta = TestFunction.ROSENBROCK.begin(Precision.F64);
      Minimum two =
          minimizer.minimize(rosenbrock, theta, never, progress -> progress.iterations() < 2);
      assertThat(two.reason()).isEqualTo(StopReason.LISTENER);
      assertThat(two.iterations()).isEqualTo(2);

      for (int evaluations = 1; evaluations < 12; evaluations++) {
        theta = TestFunction.ROSENBROCK.begin(Precision.F64);
        Minimum some =
            minimizer.minimize(rosenbrock, theta, never.withEvaluations(evaluations), p -> true);
        assertThat(some.reason()).isEqualTo(StopReason.EVALUATIONS);
        assertThat(some.evaluations()).isEqualTo(evaluations);
        Matrix gradient = Matrix.zeros(Precision.F64, 1, 2);
        assertThat(rosenbrock.at(theta, gradient)).isEqualTo(some.cost());
      }

      theta = TestFunction.ROSENBROCK.begin(Precision.F64);
      Minimum hardly =
          minimizer.minimize(rosenbrock, theta, never.withRelativeChange(1), p -> true);
      assertThat(hardly.reason()).isEqualTo(StopReason.RELATIVE_CHANGE);
      assertThat(hardly.iterations()).isEqualTo(1);
      assertThat(hardly.reason().isConverged()).isTrue();

      theta = DoubleMatrix.rowVector(1, 1);
      Minimum there = minimizer.minimize(rosenbrock, theta);
      assertThat(there.reason()).isEqualTo(StopReason.GRADIENT_NORM);
      assertThat(there.evaluations()).isEqualTo(1);

      Minimum nowhere = minimizer.minimize((t, g) -> Double.NaN, theta);
      assertThat(nowhere.reason()).isEqualTo(StopReason.NOT_FINITE);
      assertThat(theta.toDoubles()).containsExactly(1, 1);

      Minimum liar = minimizer.minimize(MinimizerTest::uphill, theta);
      assertThat(liar.reason()).isEqualTo(StopReason.NO_LOWER_COST);
      assertThat(theta.toDoubles()).containsExactly(1, 1);
      assertThat(liar.reason().isConverged()).isFalse();
    }
  }

  /** A gradient that points downhill. */
  private static double uphill(Matrix theta, Matrix gradient) {
    gradient.fill(-1);
    return theta.get(0, 0) + theta.get(0, 1);
  }

  @Test
  void texts() {
    assertThat(new Minimum(StopReason.ITERATIONS, 7, 9, 0.25, 1e-3).toString())
        .isEqualTo(
            "cost 0.2500000000, gradient norm 0.00100 after 7 iterations and 9 evaluations:"
                + " all iterations that were allowed are used");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Lbfgs(0))
        .withMessage("the history is 0, must be positive");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Stopping.defaults().withGradientNorm(Double.NaN))
        .withMessageContaining("gradient norm NaN, relative change 1.0E-12, iterations 1000");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Lbfgs().minimize((t, g) -> 0, Matrix.zeros(Precision.F64, 2, 2)))
        .withMessageContaining("theta is F64 2×2");
  }

  /** Checks each iteration for the strong Wolfe conditions. */
  private static final class Wolfe {
    private final double curvature;
    private final List<Double> costs = new ArrayList<>();
    private int iterations;

    Wolfe(Minimizer minimizer) {
      curvature = minimizer instanceof Lbfgs ? Lbfgs.CURVATURE : ConjugateGradient.CURVATURE;
    }

    boolean check(Progress p) {
      iterations++;
      assertThat(p.iterations()).isEqualTo(iterations);
      assertThat(p.evaluations()).isGreaterThan(iterations);
      assertThat(p.slopeBefore()).isNegative();
      assertThat(p.step()).isPositive();
      assertThat(p.cost())
          .isLessThan(p.previousCost())
          .isLessThanOrEqualTo(
              p.previousCost() + LineSearch.SUFFICIENT_DECREASE * p.step() * p.slopeBefore());
      assertThat(Math.abs(p.slopeAfter())).isLessThanOrEqualTo(-curvature * p.slopeBefore());
      if (!costs.isEmpty()) {
        assertThat(p.previousCost()).isEqualTo(costs.get(costs.size() - 1));
      }
      costs.add(p.cost());
      return true;
    }
  }
}
