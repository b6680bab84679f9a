package dev.lanewise.optim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanewise.AllocatedBytes;
import dev.lanewise.matrix.Matrix;
import dev.lanewise.matrix.Precision;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Once its vectors are made, a minimisation allocates nothing: more iterations need no more bytes
 * than fewer do.
 */
@Tag("once")
class MinimizerAllocationTest {
  private static final long PATIENCE_NANOS = 60_000_000_000L;
  private static final int N = 50;

  @ParameterizedTest
  @EnumSource
  void iterationsAllocateNothing(Precision precision) {
    for (Minimizer minimizer : new Minimizer[] {new Lbfgs(4), new ConjugateGradient()}) {
      AllocatedBytes bytes = new AllocatedBytes();
      long difference = Long.MAX_VALUE;
      long patience = System.nanoTime() + PATIENCE_NANOS;
      while (difference > 0 && System.nanoTime() - patience < 0) {
        long few = bytes.during(() -> minimize(minimizer, precision, 5));
        long many = bytes.during(() -> minimize(minimizer, precision, 40));
        difference = Math.min(difference, Math.abs(many - few));
      }
      assertThat(difference).as(minimizer.getClass().getSimpleName()).isZero();
    }
  }

  private static void minimize(Minimizer minimizer, Precision precision, int iterations) {
    Matrix theta = Matrix.zeros(precision, 1, N);
    theta.fill(-1.2);
    Stopping stopping = new Stopping(0, 0, iterations, Integer.MAX_VALUE);
    minimizer.minimize(MinimizerAllocationTest::rosenbrock, theta, stopping, p -> true);
  }

  /** Pairs of Rosenbrock's. */
  private static double rosenbrock(Matrix theta, Matrix gradient) {
    double sum = 0;
    for (int i = 0; i < N; i += 2) {
      double x = theta.get(0, i);
      double curve = theta.get(0, i + 1) - x * x;
      gradient.set(0, i, -400 * x * curve - 2 * (1 - x));
      gradient.set(0, i + 1, 200 * curve);
      sum += 100 * curve * curve + (1 - x) * (1 - x);
    }
    return sum;
  }
}
