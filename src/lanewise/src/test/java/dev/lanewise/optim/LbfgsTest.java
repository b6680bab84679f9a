package dev.lanewise.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lanewise.elementwise.Reductions;
import dev.lanewise.matrix.Matrix;
import dev.lanewise.matrix.Precision;
import dev.lanewise.optim.Minimizer.Directions;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The two-loop recursion by what defines it. */
class LbfgsTest {
  /**
   * The secant equation: H maps the last change of the gradient, y, to the last step, s. So with y
   * as the gradient the direction is −s. For y = As with A diagonal in [1, 2], each of the m
   * updates has a condition below 4 and some 20 roundings of vectors no longer than 4‖s‖·2.
   */
  @Property(tries = 60)
  void secantEquation(
      @ForAll Precision precision,
      @ForAll @IntRange(min = 1, max = 40) int n,
      @ForAll @IntRange(min = 1, max = 12) int steps,
      @ForAll long seed) {
    Random random = new Random(seed);
    Matrix theta = Matrix.zeros(precision, 1, n);
    LineSearch search = new LineSearch((t, g) -> 0, theta, 0.9, 100);
    Directions directions = new Lbfgs(5).directions(precision, n);
    for (int step = 0; step < steps; step++) {
      for (int i = 0; i < n; i++) {
        double s = random.nextGaussian();
        theta.set(0, i, s);
        search.gradient.set(0, i, s * (1 + random.nextDouble()));
      }
      assertThat(directions.knows()).isEqualTo(step > 0);
      directions.learn(search, theta);
    }
    directions.choose(search);
    double error = 4 * 20 * 8 * 5 * precision.unitRoundoff() * Reductions.norm2(theta);
    for (int i = 0; i < n; i++) {
      assertThat(search.direction.get(0, i)).isCloseTo(-theta.get(0, i), within(error));
    }
    directions.forget();
    directions.choose(search);
    assertThat(search.direction.get(0, 0)).isEqualTo(-search.gradient.get(0, 0));
  }

  /** Far fewer iterations than steepest descent, which takes thousands. */
  @ParameterizedTest
  @EnumSource
  void takesFewIterations(TestFunction function) {
    Stopping stopping = Stopping.defaults().withRelativeChange(0);
    for (Minimizer minimizer : new Minimizer[] {new Lbfgs(), new ConjugateGradient()}) {
      Minimum minimum =
          minimizer.minimize(
              function.objective(), function.begin(Precision.F64), stopping, p -> true);
      assertThat(minimum.iterations())
          .as("%s: %s", minimizer.getClass().getSimpleName(), minimum)
          .isLessThan(minimizer instanceof Lbfgs ? 90 : 200);
    }
  }
}
