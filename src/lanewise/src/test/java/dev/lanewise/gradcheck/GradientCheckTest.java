package dev.lanewise.gradcheck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanewise.gradcheck.GradientCheck.Entry;
import dev.lanewise.gradcheck.GradientCheck.Report;
import java.util.List;
import java.util.function.ToDoubleFunction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

/** The check itself: right gradients pass, wrong ones do not. */
class GradientCheckTest {
  private static final double U = 0x1p-53;

  /** x² + 3xy: three products, one sum, all terms below 4·16² nearby. */
  @Property(tries = 200)
  void quadratic(
      @ForAll @DoubleRange(min = -15, max = 15) double x,
      @ForAll @DoubleRange(min = -15, max = 15) double y) {
    ToDoubleFunction<double[]> f = t -> t[0] * t[0] + 3 * t[0] * t[1];
    double rounding = 4 * U * 4 * 16 * 16;
    passes(f, new double[] {x, y}, new double[] {2 * x + 3 * y, 3 * x}, rounding);
    fails(f, new double[] {x, y}, new double[] {2 * x + 3 * y + 1e-6, 3 * x}, rounding);
    fails(f, new double[] {x, y}, new double[] {2 * x + 3 * y, 3 * x - 1e-6}, rounding);
  }

  /** e^x is within an ulp, 2u·e^x, and e^x below 21 nearby. */
  @Property(tries = 200)
  void exponential(@ForAll @DoubleRange(min = -3, max = 3) double x) {
    ToDoubleFunction<double[]> f = t -> Math.exp(t[0]);
    passes(f, new double[] {x}, new double[] {Math.exp(x)}, 2 * U * 21);
    fails(f, new double[] {x}, new double[] {Math.exp(x) * (1 + 1e-5)}, 2 * U * 21);
    fails(f, new double[] {x}, new double[] {-Math.exp(x)}, 2 * U * 21);
  }

  /** The product of five factors of at most 2: four roundings of at most 2⁵, and those of h. */
  @Property(tries = 200)
  void product(
      @ForAll @DoubleRange(min = -1.9, max = 1.9) double a,
      @ForAll @DoubleRange(min = 1, max = 1.9) double b) {
    ToDoubleFunction<double[]> f = t -> t[0] * t[1] * t[2] * t[3] * t[4];
    double[] theta = {a, b, -b, 1.5, 0.5};
    double[] gradient = new double[5];
    for (int i = 0; i < 5; i++) {
      double kept = theta[i];
      theta[i] = 1;
      gradient[i] = f.applyAsDouble(theta);
      theta[i] = kept;
    }
    passes(f, theta, gradient, 4 * U * 32);
    gradient[4] = -gradient[4] + 1e-6;
    if (Math.abs(a) > 1e-3) {
      fails(f, theta, gradient, 4 * U * 32);
    }
  }

  /** sin 100x bends so much that truncation outweighs rounding: 100xu of the argument, an ulp. */
  @Property(tries = 200)
  void strongCurvature(@ForAll @DoubleRange(min = -1, max = 1) double x) {
    ToDoubleFunction<double[]> f = t -> Math.sin(100 * t[0]);
    double slope = 100 * Math.cos(100 * x);
    passes(f, new double[] {x}, new double[] {slope}, 103 * U);
    fails(f, new double[] {x}, new double[] {slope + 0.01}, 103 * U);
  }

  private static void passes(
      ToDoubleFunction<double[]> f, double[] theta, double[] gradient, double rounding) {
    double[] before = theta.clone();
    Report report = GradientCheck.check(f, theta, gradient, rounding);
    assertThat(report.passed()).as(report::toString).isTrue();
    assertThat(report.entries()).hasSize(theta.length);
    assertThat(theta).isEqualTo(before);
  }

  private static void fails(
      ToDoubleFunction<double[]> f, double[] theta, double[] gradient, double rounding) {
    Report report = GradientCheck.check(f, theta, gradient, rounding);
    assertThat(report.passed()).as(report::toString).isFalse();
  }

  @Test
  void whatIsNotFiniteFails() {
    double[] theta = {1, 2};
    fails(t -> t[0] + t[1], theta, new double[] {1, Double.NaN}, U);
    fails(t -> t[0] + t[1], theta, new double[] {Double.POSITIVE_INFINITY, 1}, U);
    fails(t -> Double.NaN, theta, new double[] {0, 0}, U);
    fails(t -> t[0] > 1 ? Double.POSITIVE_INFINITY : 0, theta, new double[] {1, 0}, U);
    Report infinite =
        GradientCheck.check(
            t -> t[0] > 1 ? Double.POSITIVE_INFINITY : 0,
            theta,
            new double[] {Double.POSITIVE_INFINITY, 0},
            U);
    assertThat(infinite.passed()).as(infinite::toString).isFalse();
  }

  @Test
  void thetaIsPutBackWhenTheFunctionThrows() {
    double[] theta = {1, -0.0, 3};
    double[] before = theta.clone();
    int[] calls = {0};
    for (int fatal = 1; fatal <= 12; fatal++) {
      int last = fatal;
      calls[0] = 0;
      assertThatThrownBy(
              () ->
                  GradientCheck.check(
                      t -> {
                        if (++calls[0] == last) {
                          throw new ArithmeticException("call " + last);
                        }
                        return t[0];
                      },
                      theta,
                      new double[] {1, 0, 0},
                      U))
          .isInstanceOf(ArithmeticException.class)
          .hasMessage("call " + fatal);
      assertThat(theta).isEqualTo(before);
    }
  }

  @Test
  void refusesWhatDoesNotFit() {
    double[] two = {1, 2};
    for (double rounding : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> GradientCheck.check(t -> 0, two, two, rounding))
          .withMessage(
              "2 parameters, a gradient of 2 entries, rounding "
                  + rounding
                  + ": lengths must be equal and not 0, rounding positive and finite");
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GradientCheck.check(t -> 0, two, new double[3], U));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GradientCheck.check(t -> 0, new double[0], new double[0], U));
  }

  @Test
  void theStepGrowsWithTheEntry() {
    assertThat(GradientCheck.step(0)).isEqualTo(0x1p-14);
    assertThat(GradientCheck.step(-0.5)).isEqualTo(0x1p-14);
    assertThat(GradientCheck.step(-8)).isEqualTo(0x1p-11);
  }

  @Test
  void textsSayWhichEntryAndHowFar() {
    Entry right = new Entry(0, 1, 1, 0);
    Entry near = new Entry(1, 1, 1.5, 1);
    Entry far = new Entry(2, 2, 1, 0.25);
    Entry lost = new Entry(3, Double.NaN, 1, 0.25);
    assertThat(right.excess()).isZero();
    assertThat(near.excess()).isEqualTo(0.5);
    assertThat(near.agrees()).isTrue();
    assertThat(far.excess()).isEqualTo(4);
    assertThat(far.agrees()).isFalse();
    assertThat(lost.excess()).isEqualTo(Double.POSITIVE_INFINITY);
    double infinite = Double.POSITIVE_INFINITY;
    assertThat(new Entry(0, infinite, infinite, 1).agrees()).isFalse();
    assertThat(far.toString())
        .isEqualTo(
            "entry 2: analytic 2.0000000000000000, numeric 1.0000000000000000,"
                + " difference 1.00, bound 0.250");
    Report report = new Report(List.of(right, near, far));
    assertThat(report.worst()).isEqualTo(far);
    assertThat(report.passed()).isFalse();
    assertThat(report.toString()).isEqualTo("3 entries, 1 beyond their bound; worst: " + far);
    assertThat(new Report(List.of(right, lost, far)).worst()).isEqualTo(lost);
    assertThat(new Report(List.of(right, near)).passed()).isTrue();
  }
}
