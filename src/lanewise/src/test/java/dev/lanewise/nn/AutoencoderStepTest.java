package dev.lanewise.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lanewise.AllocatedBytes;
import dev.lanewise.gemm.Gemm;
import dev.lanewise.matrix.Matrix;
import dev.lanewise.matrix.Precision;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The fused step has the bits of the formulas on whole matrices, which a plain loop confirms. */
class AutoencoderStepTest {
  private static final long PATIENCE_NANOS = 60_000_000_000L;

  private final int threads = Gemm.threads();

  @AfterEach
  void restoreThreads() {
    Gemm.setThreads(threads);
  }

  /** Samples and parameters as they may occur; a1 is not x, so that they cannot be confused. */
  private record Sample(
      Matrix x, Matrix a1, Matrix a2, Matrix a3, AutoencoderParameters p, Matrix s) {
    static Sample draw(Precision precision, int m, int visible, int hidden) {
      Random random = new Random(31L * m + visible);
      AutoencoderParameters p = AutoencoderParameters.zeros(precision, visible, hidden);
      fill(p.flat(), random, -1);
      return new Sample(
          fill(Matrix.zeros(precision, m, visible), random, 0),
          fill(Matrix.zeros(precision, m, visible), random, 0),
          fill(Matrix.zeros(precision, m, hidden), random, 0),
          fill(Matrix.zeros(precision, m, visible), random, 0),
          p,
          fill(Matrix.zeros(precision, 1, hidden), random, -1));
    }

    private static Matrix fill(Matrix matrix, Random random, double from) {
      for (int i = 0; i < matrix.rows(); i++) {
        for (int j = 0; j < matrix.cols(); j++) {
          matrix.set(i, j, from + (1 - from) * random.nextDouble());
        }
      }
      return matrix;
    }

    void run(AutoencoderStep step, AutoencoderParameters gradient) {
      step.run(x, a1, a2, a3, p, s, gradient);
    }

    AutoencoderParameters whole() {
      AutoencoderParameters result = newGradient();
      new WholeArrayStep(x.precision(), x.rows(), x.cols(), a2.cols())
          .run(x, a1, a2, a3, p, s, result);
      return result;
    }

    AutoencoderParameters newGradient() {
      return AutoencoderParameters.zeros(x.precision(), x.cols(), a2.cols());
    }
  }

  /** Sizes around the block, units around vectors; the same step for all that it fits. */
  @ParameterizedTest
  @EnumSource
  void bitsOfTheWholeArrayForm(Precision precision) {
    int[][] units = {{64, 25}, {1, 1}, {7, 3}, {16, 40}, {300, 5}};
    for (int[] size : units) {
      AutoencoderStep step = new AutoencoderStep(precision, size[0], size[1]);
      for (int m : new int[] {0, 1, 2, 255, 256, 257, 512, 513, 1000, 1793}) {
        Sample sample = Sample.draw(precision, m, size[0], size[1]);
        double[] expected = sample.whole().flat().toDoubles();
        for (int team = 1; team <= 3; team++) {
          Gemm.setThreads(team);
          AutoencoderParameters gradient = sample.newGradient();
          for (int again = 0; again < 2; again++) {
            gradient.flat().fill(Double.NaN);
            sample.run(step, gradient);
            assertThat(gradient.flat().toDoubles())
                .as("%d samples, %d–%d, %d threads", m, size[0], size[1], team)
                .isEqualTo(expected);
          }
        }
      }
    }
  }

  /** The source's formulas sample by sample in double precision, under the rounding of all sums. */
  @Test
  void theSourcesFormulas() {
    int m = 300;
    Sample sample = Sample.draw(Precision.F64, m, 9, 4);
    AutoencoderParameters gradient = sample.newGradient();
    sample.run(new AutoencoderStep(Precision.F64, 9, 4), gradient);
    AutoencoderParameters expected = sample.newGradient();
    for (int i = 0; i < m; i++) {
      double[] d3 = new double[9];
      for (int k = 0; k < 9; k++) {
        double a = sample.a3.get(i, k);
        d3[k] = -(sample.x.get(i, k) - a) * a * (1 - a);
        add(expected.b2(), 0, k, d3[k]);
        for (int j = 0; j < 4; j++) {
          add(expected.w2(), k, j, d3[k] * sample.a2.get(i, j));
        }
      }
      for (int j = 0; j < 4; j++) {
        double d2 = sample.s.get(0, j);
        for (int k = 0; k < 9; k++) {
          d2 += sample.p.w2().get(k, j) * d3[k];
        }
        d2 *= sample.a2.get(i, j) * (1 - sample.a2.get(i, j));
        add(expected.b1(), 0, j, d2);
        for (int k = 0; k < 9; k++) {
          add(expected.w1(), j, k, d2 * sample.a1.get(i, k));
        }
      }
    }
    // δ3 is at most 1/4, δ2 at most (9/4 + 1)/4: 300 terms below 1, 2·(300 + 9 + 10) roundings.
    double bound = 2 * 319 * 0x1p-53 * 300;
    for (int i = 0; i < gradient.flat().cols(); i++) {
      assertThat(Math.abs(gradient.flat().get(0, i) - expected.flat().get(0, i)))
          .as("entry %d", i)
          .isLessThanOrEqualTo(bound);
    }
  }

  private static void add(Matrix matrix, int i, int j, double value) {
    matrix.set(i, j, matrix.get(i, j) + value);
  }

  @Test
  void refusesWhatDoesNotFit() {
    Sample ok = Sample.draw(Precision.F64, 3, 4, 2);
    AutoencoderStep step = new AutoencoderStep(Precision.F64, 4, 2);
    AutoencoderParameters gradient = ok.newGradient();
    Matrix wide = Matrix.zeros(Precision.F64, 3, 5);
    refused(() -> step.run(wide, ok.a1, ok.a2, ok.a3, ok.p, ok.s, gradient), "x is F64 3×5");
    refused(() -> step.run(ok.x, wide, ok.a2, ok.a3, ok.p, ok.s, gradient), "a1 is F64 3×5");
    refused(() -> step.run(ok.x, ok.a1, wide, ok.a3, ok.p, ok.s, gradient), "a2 is F64 3×5");
    refused(() -> step.run(ok.x, ok.a1, ok.a2, wide, ok.p, ok.s, gradient), "a3 is F64 3×5");
    refused(() -> step.run(ok.x, ok.a1, ok.a2, ok.a3, ok.p, wide, gradient), "s is F64 3×5");
    refused(
        () -> step.run(ok.x, ok.a1, ok.a2, ok.a3, ok.p, ok.s, ok.p),
        "gradient (1×22 (ld 22) at offset 0) overlaps parameters");
    AutoencoderParameters single = AutoencoderParameters.zeros(Precision.F32, 4, 2);
    refused(
        () -> step.run(ok.x, ok.a1, ok.a2, ok.a3, ok.p, ok.s, single),
        "the gradient of W2 is F32 4×2");
    assertThat(gradient.flat().toDoubles()).containsOnly(0);
    refused(() -> new AutoencoderStep(Precision.F64, 0, 2), "an autoencoder of 0–2 units");
  }

  private static void refused(Runnable call, String message) {
    assertThatIllegalArgumentException().isThrownBy(call::run).withMessageContaining(message);
  }

  @Tag("once")
  @ParameterizedTest
  @EnumSource
  void warmCallsAllocateNothing(Precision precision) {
    for (int team = 1; team <= 2; team++) {
      Gemm.setThreads(team);
      Sample sample = Sample.draw(precision, 1000, 64, 25);
      AutoencoderStep step = new AutoencoderStep(precision, 64, 25);
      AutoencoderParameters gradient = sample.newGradient();
      sample.run(step, gradient);
      AllocatedBytes bytes = new AllocatedBytes();
      long least = Long.MAX_VALUE;
      long patience = System.nanoTime() + PATIENCE_NANOS;
      while (least > 0 && System.nanoTime() - patience < 0) {
        least = Math.min(least, bytes.during(() -> runOften(sample, step, gradient)));
      }
      assertThat(least).as("%d threads", team).isZero();
    }
  }

  private static void runOften(Sample sample, AutoencoderStep step, AutoencoderParameters g) {
    for (int i = 0; i < 20; i++) {
      sample.run(step, g);
    }
  }
}
