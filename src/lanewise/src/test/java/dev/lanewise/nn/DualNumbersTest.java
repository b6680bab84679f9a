package dev.lanewise.nn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanewise.elementwise.Activation;
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

  /**
   * Both sides follow the same paths from entry to loss; a product of dual numbers rounds its slope
   * three times where backpropagation multiplies once, so its bound is three times the other's.
   */
  private static void compare(Problem problem) {
    PlainBackprop plain = new PlainBackprop(problem);
    assertThat(GradientRounding.meetsKink(plain, U)).isFalse();
    double[] bound = GradientRounding.at(plain, U);
    double[] gradient = problem.gradient();
    double[] theta = problem.theta();
    for (int i = 0; i < theta.length; i++) {
      double slope = loss(problem, theta, i).slope();
      assertThat(Math.abs(gradient[i] - slope)).as("entry " + i).isLessThanOrEqualTo(4 * bound[i]);
    }
  }

  /** The loss with entry {@code direction} of θ as the variable. */
  private static Dual loss(Problem problem, double[] theta, int direction) {
    Dual total = Dual.constant(0);
    for (int s = 0; s < problem.x().rows(); s++) {
      Dual[] a = new Dual[problem.x().cols()];
      for (int i = 0; i < a.length; i++) {
        a[i] = Dual.constant(problem.x().get(s, i));
      }
      int at = 0;
      for (Layer layer : problem.network().layers()) {
        a = forward((Dense) layer, a, theta, at, direction);
        at += (layer.inputs() + 1) * layer.outputs();
      }
      total = total.plus(rowLoss(problem, s, a));
    }
    return total.over(Dual.constant(problem.x().rows()));
  }

  private static Dual[] forward(Dense layer, Dual[] x, double[] theta, int at, int direction) {
    Dual[] a = new Dual[layer.outputs()];
    for (int j = 0; j < a.length; j++) {
      Dual z = parameter(theta, at + (x.length * a.length) + j, direction);
      for (int i = 0; i < x.length; i++) {
        z = z.plus(x[i].times(parameter(theta, at + i * a.length + j, direction)));
      }
      Dual one = Dual.constant(1);
      Dual parameter = Dual.constant(layer.activation().parameter());
      a[j] =
          switch (layer.activation().kind()) {
            case IDENTITY -> z;
            case SIGMOID -> one.over(one.plus(Dual.constant(0).minus(z).exp()));
            case TANH -> z.exp().minus(one.over(z.exp())).over(z.exp().plus(one.over(z.exp())));
            case RELU -> z.value() > 0 ? z : Dual.constant(0);
            case LEAKY_RELU -> z.value() > 0 ? z : z.times(parameter);
            case ELU -> z.value() > 0 ? z : z.exp().minus(one).times(parameter);
            case SOFTPLUS -> one.plus(z.exp()).log();
            case SILU -> z.over(one.plus(Dual.constant(0).minus(z).exp()));
            case GELU_TANH -> z.over(one.plus(Dual.constant(0).minus(gelu(z)).exp()));
            case GELU -> throw new IllegalArgumentException("no plain Φ here");
          };
    }
    return a;
  }

  /** 2·√(2/π)·(z + 0.044715·z³). */
  private static Dual gelu(Dual z) {
    Dual cubic = z.times(z).times(z).times(Dual.constant(0.044715));
    return z.plus(cubic).times(Dual.constant(2 * Math.sqrt(2 / Math.PI)));
  }

  private static Dual parameter(double[] theta, int i, int direction) {
    return new Dual(theta[i], i == direction ? 1 : 0);
  }

  private static Dual rowLoss(Problem problem, int s, Dual[] a) {
    Dual sum = Dual.constant(0);
    if (problem.network().loss().equals(Loss.MEAN_SQUARED_ERROR)) {
      for (int j = 0; j < a.length; j++) {
        Dual difference = a[j].minus(Dual.constant(problem.y().get(s, j)));
        sum = sum.plus(difference.times(difference));
      }
      return sum.over(Dual.constant(a.length));
    }
    Dual linear = Dual.constant(0);
    for (int j = 0; j < a.length; j++) {
      sum = sum.plus(a[j].exp());
      linear = linear.plus(a[j].times(Dual.constant(problem.y().get(s, j))));
    }
    return sum.log().minus(linear);
  }
}
