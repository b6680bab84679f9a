package dev.lanewise.nn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanewise.elementwise.Activation;
import dev.lanewise.matrix.DoubleMatrix;
import dev.lanewise.matrix.Precision;
import dev.lanewise.nn.Problem.Plan;
import dev.lanewise.nn.Problem.Stage;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The third oracle: dual numbers through tiny networks, one direction of θ at a time. */
class DualNumbersTest {
  private static final double U = Precision.F64.unitRoundoff();

  static List<Loss> losses() {
    return Plans.LOSSES;
  }

  @ParameterizedTest
  @MethodSource("losses")
  void theGradientIsTheSlopeInEveryDirection(Loss loss) {
    for (Activation f : Plans.ACTIVATIONS) {
      Plan plan = new Plan(2, List.of(new Stage(3, f), new Stage(2, Activation.IDENTITY)), loss, 3);
      for (long seed = 0; seed < 20; seed++) {
        compare(plan.draw(seed));
      }
    }
  }

  /** Each side within its own bound. */
  private static void compare(Problem problem) {
    PlainBackprop plain = new PlainBackprop(problem);
    assertThat(GradientRounding.meetsKink(plain, U)).isFalse();
    double[] bound = GradientRounding.at(plain, U);
    double[] gradient = problem.gradient();
    double[] theta = problem.theta();
    Dual zero = Dual.variable(0).constant(0);
    DoubleMatrix ones = DoubleMatrix.zeros(problem.x().rows(), 1);
    ones.fill(1);
    for (int i = 0; i < theta.length; i++) {
      int direction = i;
      Rounded slope =
          new PlainNetwork<>(
                  problem.network(),
                  PlainNetwork.Fault.NONE,
                  zero,
                  k -> k == direction ? Dual.variable(theta[k]) : zero.constant(theta[k]),
                  problem.x(),
                  problem.y(),
                  ones)
              .loss(0, 0)
              .slope();
      assertThat(Math.abs(gradient[i] - slope.value()))
          .as("entry " + i)
          .isLessThanOrEqualTo(bound[i] + slope.error());
    }
  }
}
