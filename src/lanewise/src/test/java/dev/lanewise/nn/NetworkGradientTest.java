package dev.lanewise.nn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanewise.gradcheck.GradientCheck;
import dev.lanewise.gradcheck.GradientCheck.Report;
import dev.lanewise.matrix.Precision;
import dev.lanewise.nn.Problem.Plan;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;

/** The gradient of random networks against finite differences, entry by entry, in f64. */
class NetworkGradientTest {
  /** Problems drawn for the checks, and those thrown away for a kink. */
  private static int drawn;

  private static int redrawn;

  @Property(tries = 800)
  void agreesWithFiniteDifferences(@ForAll("small") Plan plan, @ForAll("seeds") long seed) {
    check(plan, seed);
  }

  @Property(tries = 60)
  void agreesWithFiniteDifferencesAcrossVectors(
      @ForAll("wide") Plan plan, @ForAll("seeds") long seed) {
    check(plan, seed);
  }

  /**
   * At most 1 % of the draws are thrown away. Problems are counted, not entries: a kink that is
   * near is met by many entries of a problem at once, so that a share of entries, 0.01 % in the
   * mean, jumps to some percent with a single wide network.
   *
   * <p>Of 300,000 small problems 152 were thrown away, of 30,000 wide ones 44, so that the draws
   * here expect μ = 800·152/300,000 + 60·44/30,000 = 0.49, and with each count three of its
   * deviations higher 0.63. Nine or more, more than 1 %, then come with a probability below
   * e^−μ·(eμ/9)⁹ = 2·10⁻⁷ (Chernoff's bound for a sum of independent trials, whatever their
   * probabilities).
   */
  @AfterContainer
  static void redrawsAreRare() {
    assertThat(redrawn).as("redrawn of %d", drawn).isLessThanOrEqualTo(drawn / 100);
  }

  private static void check(Plan plan, long seed) {
    Problem problem = plan.draw(seed);
    drawn++;
    for (long next = seed + 1; meetsKink(problem); next++) {
      problem = plan.draw(next);
      drawn++;
      redrawn++;
    }
    double[] theta = problem.theta();
    double[] gradient = problem.gradient();
    double rounding = LossRounding.nearTheta(problem);
    Report report = GradientCheck.check(problem::lossAt, theta, gradient, rounding);
    assertThat(report.passed()).as(report::toString).isTrue();
  }

  /** Whether the step of any entry may meet one. */
  private static boolean meetsKink(Problem problem) {
    PlainBackprop plain = new PlainBackprop(problem);
    ForwardRounding rounding = ForwardRounding.at(plain, Precision.F64.unitRoundoff());
    double[] theta = problem.theta();
    for (int i = 0; i < theta.length; i++) {
      if (Shift.of(plain, i, GradientCheck.step(theta[i])).meetsKink(plain, rounding)) {
        return true;
      }
    }
    return false;
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
