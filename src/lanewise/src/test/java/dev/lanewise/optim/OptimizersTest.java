package dev.lanewise.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.lanewise.matrix.DoubleMatrix;
import dev.lanewise.matrix.Matrix;
import dev.lanewise.matrix.Precision;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every optimizer against the formulas of its paper in plain double arithmetic.
 *
 * <p>The tolerance is an error analysis that runs along. u is the unit roundoff of the parameters;
 * the reference's own rounding is smaller or equal, so all is counted twice. A kept average of t
 * steps has 3 roundings a step (the constant, the product, the sum) and is off by at most γ(3t + 3)
 * of the same average over magnitudes; a direction m̂/(√v̂ + ε) has at most 9 more (root, scale, ε,
 * sum, quotient, rate, correction); a step rounds θ at most 3 times (keep, product, sum).
 */
class OptimizersTest {
  private static final int N = 37;
  private static final int STEPS = 25;
  private static final double RATE = 0.03;

  private final Random random = new Random(41);

  /** One parameter as the papers have it. */
  private abstract static class Plain {
    double theta;
    double first;
    double second;

    /** Averages of magnitudes, for the tolerance. */
    double magnitude;

    double tolerance;

    /** Changes θ and returns the size of the step, from magnitudes. */
    abstract double step(int t, double g);

    void step(int t, double g, double u) {
      double before = Math.abs(theta);
      double size = step(t, g);
      double k = 3.0 * t + 12;
      tolerance += 2 * (k * u / (1 - k * u) * size + 3 * u * (before + size));
      tolerance *= 1 + 3 * u;
    }
  }

  private static final class PlainSgd extends Plain {
    @Override
    double step(int t, double g) {
      theta -= RATE * g;
      return RATE * Math.abs(g);
    }
  }

  private static final class PlainMomentum extends Plain {
    @Override
    double step(int t, double g) {
      first = 0.9 * first + g;
      magnitude = 0.9 * magnitude + Math.abs(g);
      theta -= RATE * first;
      return RATE * magnitude;
    }
  }

  private static final class PlainNesterov extends Plain {
    @Override
    double step(int t, double g) {
      first = 0.9 * first + g;
      magnitude = 0.9 * magnitude + Math.abs(g);
      theta -= RATE * (0.9 * first + g);
      return RATE * (0.9 * magnitude + Math.abs(g));
    }
  }

  private static final class PlainRmsProp extends Plain {
    @Override
    double step(int t, double g) {
      second = 0.9 * second + (1 - 0.9) * g * g;
      double direction = g / (Math.sqrt(second) + 1e-8);
      theta -= RATE * direction;
      return RATE * Math.abs(direction);
    }
  }

  private static final class PlainAdam extends Plain {
    private final double decay;

    PlainAdam(double decay) {
      this.decay = decay;
    }

    @Override
    double step(int t, double g) {
      first = 0.9 * first + (1 - 0.9) * g;
      magnitude = 0.9 * magnitude + (1 - 0.9) * Math.abs(g);
      second = 0.999 * second + (1 - 0.999) * g * g;
      double correction = 1 - Math.pow(0.9, t);
      double root = Math.sqrt(second / (1 - Math.pow(0.999, t))) + 1e-8;
      theta -= RATE * (first / correction / root + decay * theta);
      return RATE * magnitude / correction / root;
    }
  }

  private void compare(Precision precision, Optimizer optimizer, Supplier<Plain> plain) {
    double u = precision.unitRoundoff();
    Matrix theta = Matrix.zeros(precision, 1, N);
    Plain[] expected = new Plain[N];
    for (int i = 0; i < N; i++) {
      theta.set(0, i, random.nextGaussian());
      expected[i] = plain.get();
      expected[i].theta = theta.get(0, i);
    }
    for (int t = 1; t <= STEPS; t++) {
      Matrix g = Matrix.zeros(precision, 1, N);
      for (int i = 0; i < N; i++) {
        g.set(0, i, random.nextInt(10) == 0 ? 0 : random.nextGaussian());
        expected[i].step(t, g.get(0, i), u);
      }
      optimizer.step(theta, g);
      assertThat(optimizer.steps()).isEqualTo(t);
      for (int i = 0; i < N; i++) {
        assertThat(theta.get(0, i))
            .as("parameter %d, step %d", i, t)
            .isCloseTo(expected[i].theta, within(expected[i].tolerance));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void followTheirPapers(Precision precision) {
    compare(precision, new Sgd(RATE), PlainSgd::new);
    compare(precision, new Momentum(RATE), PlainMomentum::new);
    compare(precision, new Nesterov(RATE), PlainNesterov::new);
    compare(precision, new RmsProp(RATE), PlainRmsProp::new);
    compare(precision, new Adam(RATE), () -> new PlainAdam(0));
    compare(precision, new AdamW(RATE, 0.1), () -> new PlainAdam(0.1));
  }

  /** With the operations of the kernels instead of the papers' the bits are equal. */
  @Test
  void momentumBitByBit() {
    Matrix theta = DoubleMatrix.rowVector(0.3);
    Matrix ahead = DoubleMatrix.rowVector(0.3);
    Momentum momentum = new Momentum(RATE, 0.7);
    Nesterov nesterov = new Nesterov(RATE, 0.7);
    double v = 0;
    double expected = 0.3;
    double expectedAhead = 0.3;
    for (int t = 0; t < STEPS; t++) {
      double g = random.nextGaussian();
      momentum.step(theta, DoubleMatrix.rowVector(g));
      nesterov.step(ahead, DoubleMatrix.rowVector(g));
      v = Math.fma(0.7, v, g);
      expected = Math.fma(-RATE, v, expected);
      expectedAhead = Math.fma(-RATE, Math.fma(0.7, v, g), expectedAhead);
      assertThat(theta.get(0, 0)).isEqualTo(expected);
      assertThat(ahead.get(0, 0)).isEqualTo(expectedAhead);
      assertThat(momentum.state().get("velocity").get(0, 0)).isEqualTo(v);
    }
  }

  /** Constants other than the defaults arrive where they belong. */
  @Test
  void constants() {
    Matrix g = DoubleMatrix.rowVector(2);
    Matrix theta = DoubleMatrix.rowVector(1);
    RmsProp rmsProp = new RmsProp(0.5, 0.75, 3);
    rmsProp.step(theta, g);
    assertThat(rmsProp.state().get("square").get(0, 0)).isEqualTo(1);
    assertThat(theta.get(0, 0)).isEqualTo(1 - 0.5 * 2 / (1 + 3));

    theta.set(0, 0, 1);
    Adam adam = new Adam(0.5, 0.5, 0.75, 2);
    adam.step(theta, g);
    assertThat(adam.state().get("mean").get(0, 0)).isEqualTo(1);
    assertThat(adam.state().get("square").get(0, 0)).isEqualTo(1);
    assertThat(theta.get(0, 0)).isEqualTo(1 - 0.5 * 2 / (2 + 2));

    theta.set(0, 0, 1);
    AdamW adamW = new AdamW(0.5, 0.25, 0.5, 0.75, 2);
    adamW.step(theta, g);
    assertThat(theta.get(0, 0)).isEqualTo(1 - 0.125 - 0.5 * 2 / (2 + 2));
  }

  @Test
  void aScheduleSetsTheRate() {
    Sgd sgd = new Sgd(1);
    Matrix theta = DoubleMatrix.rowVector(0);
    sgd.step(theta, DoubleMatrix.rowVector(1));
    sgd.learningRate(0.25);
    sgd.step(theta, DoubleMatrix.rowVector(1));
    sgd.learningRate(0);
    sgd.step(theta, DoubleMatrix.rowVector(1));
    assertThat(sgd.learningRate()).isZero();
    assertThat(theta.get(0, 0)).isEqualTo(-1.25);
    for (double rate : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> sgd.learningRate(rate))
          .withMessage("the learning rate is " + rate + ", must be 0 or more and finite");
    }
  }

  @Test
  void refusesConstants() {
    refused(() -> new Momentum(0), "the learning rate is 0.0, must be positive and finite");
    refused(() -> new Momentum(1, 1), "the momentum is 1.0, must be 0 or more and less than 1");
    refused(() -> new Nesterov(1, -0.1), "the momentum is -0.1");
    refused(() -> new RmsProp(1, Double.NaN, 1), "the decay of the mean square is NaN");
    refused(() -> new RmsProp(1, 0.9, 0), "the epsilon is 0.0");
    refused(() -> new Adam(1, 1, 0.9, 1), "the decay of the mean is 1.0");
    refused(() -> new Adam(1, 0.9, 2, 1), "the decay of the mean square is 2.0");
    refused(() -> new Adam(1, 0.9, 0.9, -1), "the epsilon is -1.0");
    refused(() -> new AdamW(1, -1), "the weight decay is -1.0, must be 0 or more and finite");
    refused(() -> new AdamW(1, Double.POSITIVE_INFINITY), "the weight decay is Infinity");
  }

  private static void refused(Runnable call, String message) {
    assertThatIllegalArgumentException().isThrownBy(call::run).withMessageContaining(message);
  }
}
