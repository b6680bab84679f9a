package dev.lanewise.elementwise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lanewise.elementwise.Activation.Kind;
import dev.lanewise.elementwise.Activation.Source;
import dev.lanewise.gradcheck.GradientCheck;
import dev.lanewise.matrix.DoubleMatrix;
import dev.lanewise.matrix.Precision;
import org.junit.jupiter.api.Test;

/** Parameters, names, and every derivative against finite differences of its function. */
class ActivationTest {
  private static final double U = Precision.F64.unitRoundoff();

  /** Points on both sides of 0, none within h of the kink there. */
  private static final double[] POINTS = {
    -40, -9.3, -5, -2.5, -1.2, -0.8, -0.3, -0.02, 0.01, 0.25, 0.6, 0.9, 1.7, 3.1, 6, 12.5, 37
  };

  /**
   * ∂/∂z of Σ f(z) is f′(z) at each point. Rounding of the sum: each f within 10u relative (5 ulp,
   * more than any Javadoc of the functions says), 21 additions at most after it.
   */
  @Test
  void derivativesAreTheSlopes() {
    for (Activation f : Activations.all()) {
      DoubleMatrix z = DoubleMatrix.rowVector(POINTS);
      DoubleMatrix a = DoubleMatrix.zeros(1, POINTS.length);
      Elementwise.apply(z, f, a);
      DoubleMatrix d = DoubleMatrix.zeros(1, POINTS.length);
      d.fill(1);
      Elementwise.timesDerivative(d, f.derivativeFrom() == Source.OUTPUT ? a : z, f);
      GradientCheck.Report report =
          GradientCheck.check(
              theta -> {
                DoubleMatrix out = DoubleMatrix.rowVector(theta);
                Elementwise.apply(out, f, out);
                return Reductions.sum(out);
              },
              POINTS.clone(),
              d.toDoubles(),
              40 * U * (Reductions.norm1(a) + 1));
      assertThat(report.passed()).as(f + ": " + report).isTrue();
    }
  }

  /** The check above sees a wrong derivative: that of another function. */
  @Test
  void aWrongDerivativeIsSeen() {
    DoubleMatrix z = DoubleMatrix.rowVector(POINTS);
    DoubleMatrix a = DoubleMatrix.zeros(1, POINTS.length);
    Elementwise.apply(z, Activation.SIGMOID, a);
    DoubleMatrix d = DoubleMatrix.zeros(1, POINTS.length);
    d.fill(1);
    Elementwise.timesDerivative(d, a, Activation.TANH);
    GradientCheck.Report report =
        GradientCheck.check(
            theta -> {
              DoubleMatrix out = DoubleMatrix.rowVector(theta);
              Elementwise.apply(out, Activation.SIGMOID, out);
              return Reductions.sum(out);
            },
            POINTS.clone(),
            d.toDoubles(),
            40 * U * (Reductions.norm1(a) + 1));
    assertThat(report.passed()).isFalse();
  }

  @Test
  void parametersAndNames() {
    assertThat(Activation.leakyRelu(0.01)).isEqualTo(new Activation(Kind.LEAKY_RELU, 0.01));
    assertThat(Activation.leakyRelu(0.01)).hasToString("leaky_relu(0.01)");
    assertThat(Activation.elu(1)).hasToString("elu(1.0)");
    assertThat(Activation.RELU).hasToString("relu");
    for (double wrong : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Activation.leakyRelu(wrong))
          .withMessage("the parameter of leaky_relu is %s, must be positive and finite", wrong);
      assertThatIllegalArgumentException().isThrownBy(() -> Activation.elu(wrong));
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Activation(Kind.RELU, 0.1))
        .withMessageContaining("it takes none");
  }
}
