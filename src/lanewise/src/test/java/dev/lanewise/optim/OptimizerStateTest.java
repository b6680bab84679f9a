package dev.lanewise.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lanewise.AllocatedBytes;
import dev.lanewise.matrix.Matrix;
import dev.lanewise.matrix.Precision;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What optimizers keep: made once, saved, put back. */
class OptimizerStateTest {
  private static final int N = 21;
  private static final long PATIENCE_NANOS = 60_000_000_000L;

  private static List<Supplier<Optimizer>> all() {
    return List.of(
        () -> new Sgd(0.1),
        () -> new Momentum(0.1),
        () -> new Nesterov(0.1),
        () -> new RmsProp(0.1),
        () -> new Adam(0.1),
        () -> new AdamW(0.1, 0.01));
  }

  /** Restored after 5 of 9 steps, into a new optimizer and into one that has gone astray. */
  @ParameterizedTest
  @EnumSource
  void restoredGoesOnWithTheSameBits(Precision precision) {
    for (Supplier<Optimizer> kind : all()) {
      Random random = new Random(5);
      Matrix theta = filled(precision, random);
      Optimizer whole = kind.get();
      Matrix[] gradients = new Matrix[9];
      Map<String, Matrix> saved = new LinkedHashMap<>();
      Matrix savedTheta = null;
      for (int i = 0; i < gradients.length; i++) {
        gradients[i] = filled(precision, random);
        whole.step(theta, gradients[i]);
        if (i == 4) {
          whole.state().forEach((name, matrix) -> saved.put(name, matrix.copy()));
          savedTheta = theta.copy();
        }
      }
      Optimizer astray = kind.get();
      astray.step(filled(precision, random), gradients[0]);
      for (Optimizer second : List.of(kind.get(), astray)) {
        second.restore(5, saved);
        Matrix resumed = savedTheta.copy();
        for (int i = 5; i < gradients.length; i++) {
          second.step(resumed, gradients[i]);
        }
        assertThat(resumed.toDoubles())
            .as(whole.getClass().getSimpleName())
            .isEqualTo(theta.toDoubles());
        assertThat(second.steps()).isEqualTo(9);
        saved.forEach((name, matrix) -> assertThat(second.state().get(name)).isNotSameAs(matrix));
      }
      startsAgain(kind.get(), gradients[0], whole);
    }
  }

  /** Steps 0 and no state: as new. */
  private static void startsAgain(Optimizer fresh, Matrix gradient, Optimizer used) {
    used.restore(0, Map.of());
    Matrix a = gradient.copy();
    Matrix b = gradient.copy();
    fresh.step(a, gradient);
    used.step(b, gradient);
    assertThat(b.toDoubles()).isEqualTo(a.toDoubles());
    assertThat(used.steps()).isEqualTo(1);
  }

  @Test
  void stateIsLiveAndNamed() {
    Adam adam = new Adam(0.1);
    assertThat(adam.state()).isEmpty();
    adam.prepare(Precision.F32, 3);
    Map<String, Matrix> state = adam.state();
    assertThat(state.keySet()).containsExactly("mean", "square");
    assertThat(state.get("mean").toDoubles()).containsExactly(0, 0, 0);
    Matrix gradient = Matrix.zeros(Precision.F32, 1, 3);
    gradient.fill(1);
    adam.step(Matrix.zeros(Precision.F32, 1, 3), gradient);
    assertThat(adam.state()).isSameAs(state);
    assertThat(state.get("mean").toFloats()).containsOnly(0.1f);
    Sgd sgd = new Sgd(1);
    sgd.prepare(Precision.F64, 3);
    assertThat(sgd.state()).isEmpty();
  }

  @Test
  void refusesWhatDoesNotFit() {
    Adam adam = new Adam(0.1);
    Matrix three = Matrix.zeros(Precision.F64, 1, 3);
    Matrix four = Matrix.zeros(Precision.F64, 1, 4);
    refused(() -> adam.step(four, three), "parameters is F64 1×4 (ld 4), but must be F64 1×3");
    refused(() -> adam.step(three, three), "parameters (1×3 (ld 3) at offset 0) overlaps gradient");
    refused(() -> adam.step(three, Matrix.zeros(Precision.F64, 3, 1)), "gradient is F64 3×1");
    assertThat(adam.state()).isEmpty();
    assertThat(adam.steps()).isZero();
    adam.prepare(Precision.F64, 3);
    adam.prepare(Precision.F64, 3);
    refused(() -> adam.prepare(Precision.F64, 4), "mean is F64 1×3 (ld 3), but must be F64 1×4");
    refused(() -> adam.prepare(Precision.F32, 3), "but must be F32 1×3");
    refused(() -> adam.step(four, four.copy()), "mean is F64 1×3");
    refused(() -> adam.restore(-1, Map.of()), "-1 steps with state []");
    refused(() -> adam.restore(1, Map.of()), "1 steps with state [], must be 0 or more with [mean");
    refused(() -> adam.restore(1, Map.of("mean", three)), "1 steps with state [mean]");
    refused(() -> adam.restore(1, Map.of("mean", three, "square", four)), "square is F64 1×4");
    Matrix ones = three.copy();
    ones.fill(1);
    refused(() -> adam.restore(1, Map.of("mean", ones, "square", four)), "square is F64 1×4");
    assertThat(adam.state().get("mean").toDoubles()).containsOnly(0);
    Adam fresh = new Adam(0.1);
    refused(() -> fresh.restore(1, Map.of("mean", three, "square", four)), "square is F64 1×4");
    assertThat(fresh.state()).isEmpty();
  }

  @Tag("once")
  @ParameterizedTest
  @EnumSource
  void laterStepsAllocateNothing(Precision precision) {
    Matrix theta = filled(precision, new Random(1));
    Matrix gradient = filled(precision, new Random(2));
    for (Supplier<Optimizer> kind : all()) {
      Optimizer optimizer = kind.get();
      optimizer.step(theta, gradient);
      AllocatedBytes bytes = new AllocatedBytes();
      long least = Long.MAX_VALUE;
      long patience = System.nanoTime() + PATIENCE_NANOS;
      while (least > 0 && System.nanoTime() - patience < 0) {
        least = Math.min(least, bytes.during(() -> stepOften(optimizer, theta, gradient)));
      }
      assertThat(least).as(optimizer.getClass().getSimpleName()).isZero();
    }
  }

  private static void stepOften(Optimizer optimizer, Matrix theta, Matrix gradient) {
    for (int i = 0; i < 40; i++) {
      optimizer.step(theta, gradient);
    }
  }

  private static Matrix filled(Precision precision, Random random) {
    Matrix matrix = Matrix.zeros(precision, 1, N);
    for (int i = 0; i < N; i++) {
      matrix.set(0, i, random.nextGaussian());
    }
    return matrix;
  }

  private static void refused(Runnable call, String message) {
    assertThatIllegalArgumentException().isThrownBy(call::run).withMessageContaining(message);
  }
}
