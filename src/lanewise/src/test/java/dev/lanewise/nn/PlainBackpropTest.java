package dev.lanewise.nn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanewise.elementwise.Activation;
import dev.lanewise.gradcheck.GradientCheck;
import dev.lanewise.gradcheck.GradientCheck.Report;
import dev.lanewise.matrix.Precision;
import dev.lanewise.nn.PlainBackprop.Fault;
import dev.lanewise.nn.Problem.Plan;
import dev.lanewise.nn.Problem.Stage;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The second oracle, {@link PlainBackprop}: the library agrees with it, and the gradient check
 * finds each of its faults.
 */
class PlainBackpropTest {
  private static final double U = Precision.F64.unitRoundoff();
  private static final int DRAWS = 40;

  @Property(tries = 200)
  void theLibraryAgrees(@ForAll("plans") Plan plan, @ForAll("seeds") long seed) {
    Problem problem = plan.draw(seed);
    while (GradientRounding.meetsKink(new PlainBackprop(problem), U)) {
      problem = plan.draw(++seed);
    }
    PlainBackprop plain = new PlainBackprop(problem);
    double loss = problem.network().loss(problem.x(), problem.y());
    assertThat(Math.abs(loss - plain.lossValue()))
        .isLessThanOrEqualTo(2 * LossRounding.at(plain, U));
    double[] expected = plain.gradient();
    double[] bound = GradientRounding.at(plain, U);
    double[] actual = problem.gradient();
    for (int i = 0; i < actual.length; i++) {
      // Each side has its own rounding: the plain loops round no more often than the analysis says.
      assertThat(Math.abs(actual[i] - expected[i]))
          .as("entry " + i)
          .isLessThanOrEqualTo(2 * bound[i]);
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void theCheckFindsTheFault(Fault fault) {
    int mattered = 0;
    for (int draw = 0; draw < DRAWS; draw++) {
      Problem problem = smooth(plan(fault), 1000L * draw);
      double[] right = new PlainBackprop(problem).gradient();
      double[] faulty = new PlainBackprop(problem, fault).gradient();
      assertThat(check(problem, right).passed()).isTrue();
      if (distance(right, faulty) > 1e-6) {
        mattered++;
        assertThat(check(problem, faulty).passed()).as("%s in draw %d", fault, draw).isFalse();
      }
    }
    assertThat(mattered).isGreaterThanOrEqualTo(DRAWS * 9 / 10);
  }

  /** Three square layers, in which every fault has something to spoil. */
  private static Plan plan(Fault fault) {
    Activation hidden =
        fault == Fault.RELU_DERIVATIVE_LEFT_OUT ? Activation.RELU : Activation.SIGMOID;
    boolean entropy = fault == Fault.SOFTMAX_LEFT_OUT;
    return new Plan(
        3,
        List.of(new Stage(3, hidden), new Stage(3, hidden), new Stage(3, Activation.IDENTITY)),
        entropy ? Loss.SOFTMAX_CROSS_ENTROPY : Loss.MEAN_SQUARED_ERROR,
        4);
  }

  /** A draw without the kink of a ReLU near any step of the check. */
  private static Problem smooth(Plan plan, long seed) {
    while (true) {
      Problem problem = plan.draw(seed++);
      PlainBackprop plain = new PlainBackprop(problem);
      Shift all = Shift.none(plain);
      double[] theta = problem.theta();
      for (int i = 0; i < theta.length; i++) {
        all.include(Shift.of(plain, i, GradientCheck.step(theta[i])));
      }
      if (!all.meetsKink(plain, ForwardRounding.at(plain, U))) {
        return problem;
      }
    }
  }

  private static Report check(Problem problem, double[] gradient) {
    double rounding = LossRounding.nearTheta(problem);
    return GradientCheck.check(problem::lossAt, problem.theta(), gradient, rounding);
  }

  private static double distance(double[] x, double[] y) {
    double largest = 0;
    for (int i = 0; i < x.length; i++) {
      largest = Math.max(largest, Math.abs(x[i] - y[i]));
    }
    return largest;
  }

  @Provide
  Arbitrary<Plan> plans() {
    return Plans.plans(20, 20);
  }

  @Provide
  Arbitrary<Long> seeds() {
    return Plans.seeds();
  }
}
