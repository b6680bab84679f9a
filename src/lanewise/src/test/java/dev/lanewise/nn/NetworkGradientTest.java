package dev.lanewise.nn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanewise.gradcheck.GradientCheck;
import dev.lanewise.gradcheck.GradientCheck.Report;
import dev.lanewise.matrix.Precision;
import dev.lanewise.nn.Problem.Plan;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomGenerator;

/** The gradient of random networks against finite differences, entry by entry, in f64. */
class NetworkGradientTest {
  @Property(tries = 400)
  void agreesWithFiniteDifferences(@ForAll("small") Plan plan, @ForAll("seeds") long seed) {
    check(plan, seed);
  }

  @Property(tries = 30)
  void agreesWithFiniteDifferencesAcrossVectors(
      @ForAll("wide") Plan plan, @ForAll("seeds") long seed) {
    check(plan, seed);
  }

  /** At most 1 % of entries may lie so near a kink that a draw is thrown away. */
  @Example
  void redrawsAreRare() {
    RandomGenerator<Plan> plans = small().generator(1000);
    Random random = new Random(4);
    double entries = 0;
    double kinks = 0;
    for (int draw = 0; draw < 150; draw++) {
      Problem problem = plans.next(random).value().draw(draw);
      entries += problem.theta().length;
      kinks += kinks(problem);
    }
    assertThat(kinks / entries).isLessThan(0.01);
  }

  private static void check(Plan plan, long seed) {
    Problem problem = plan.draw(seed);
    for (long next = seed + 1; kinks(problem) > 0; next++) {
      problem = plan.draw(next);
    }
    double[] theta = problem.theta();
    double[] gradient = problem.gradient();
    double rounding = LossRounding.nearTheta(problem);
    Report report = GradientCheck.check(problem::lossAt, theta, gradient, rounding);
    assertThat(report.passed()).as(report::toString).isTrue();
  }

  private static int kinks(Problem problem) {
    PlainBackprop plain = new PlainBackprop(problem);
    ForwardRounding rounding = ForwardRounding.at(plain, Precision.F64.unitRoundoff());
    double[] theta = problem.theta();
    int met = 0;
    for (int i = 0; i < theta.length; i++) {
      Shift shift = Shift.of(plain, i, GradientCheck.step(theta[i]));
      met += shift.meetsKink(plain, rounding) ? 1 : 0;
    }
    return met;
  }

  @Provide
  Arbitrary<Plan> small() {
    return Plans.plans(5, 6);
  }

  @Provide
  Arbitrary<Plan> wide() {
    return Plans.plans(20, 3);
  }

  @Provide
  Arbitrary<Long> seeds() {
    return Plans.seeds();
  }
}
