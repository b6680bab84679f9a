package dev.lanewise.elementwise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lanewise.matrix.FloatMatrix;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Three steps of each update, bit by bit against plain loops. */
class FloatUpdatesTest {
  private static final double RATE = 0.01;
  private static final double GAMMA = 0.9;
  private static final double RHO = 0.99;
  private static final double BETA2 = 0.999;
  private static final double EPSILON = 1e-8;
  private static final double DECAY = 0.02;

  private final Random random = new Random(29);

  /** What an update does to the parameters of a step; state and more begin as zeros. */
  private interface Update {
    void step(int t, FloatMatrix g, FloatMatrix state, FloatMatrix more, FloatMatrix theta);
  }

  /** The same for one parameter, p = {state, more, θ}. */
  private interface Plain {
    void step(int t, float g, float[] p);
  }

  private void compare(Update update, Plain plain) {
    for (int n = 0; n <= 70; n++) {
      FloatMatrix state = window(n);
      FloatMatrix more = window(n);
      FloatMatrix theta = window(n);
      float[][] expected = new float[2 * n][3];
      for (int k = 0; k < 2 * n; k++) {
        theta.set(k / n, k % n, random.nextGaussian());
        expected[k][2] = theta.at(k / n, k % n);
      }
      for (int t = 1; t <= 3; t++) {
        FloatMatrix g = window(n);
        for (int k = 0; k < 2 * n; k++) {
          g.set(k / n, k % n, random.nextInt(20) == 0 ? 0 : random.nextGaussian());
          plain.step(t, g.at(k / n, k % n), expected[k]);
        }
        update.step(t, g, state, more, theta);
        for (int k = 0; k < 2 * n; k++) {
          assertThat(
                  new float[] {
                    state.at(k / n, k % n), more.at(k / n, k % n), theta.at(k / n, k % n)
                  })
              .as("parameter %d of 2×%d, step %d", k, n, t)
              .containsExactly(expected[k]);
        }
      }
    }
  }

  private static FloatMatrix window(int n) {
    return FloatMatrix.zeros(2, n + 3).window(0, 1, 2, n);
  }

  @Test
  void addSign() {
    compare(
        (t, g, state, more, theta) -> Updates.addSign(-RATE, g, theta),
        (t, g, p) -> p[2] += g == 0f ? 0f : Math.copySign((float) -RATE, -g));
  }

  @Test
  void addScaled() {
    compare(
        (t, g, state, more, theta) -> Updates.addScaled(-RATE, g, theta),
        (t, g, p) -> p[2] = Math.fma((float) -RATE, g, p[2]));
  }

  @Test
  void momentum() {
    compare(
        (t, g, state, more, theta) -> Updates.momentum(g, RATE, GAMMA, state, theta),
        (t, g, p) -> {
          p[0] = Math.fma((float) GAMMA, p[0], g);
          p[2] = Math.fma((float) -RATE, p[0], p[2]);
        });
  }

  @Test
  void nesterov() {
    compare(
        (t, g, state, more, theta) -> Updates.nesterov(g, RATE, GAMMA, state, theta),
        (t, g, p) -> {
          p[0] = Math.fma((float) GAMMA, p[0], g);
          p[2] = Math.fma((float) -RATE, Math.fma((float) GAMMA, p[0], g), p[2]);
        });
  }

  @Test
  void rmsProp() {
    compare(
        (t, g, state, more, theta) -> Updates.rmsProp(g, RATE, RHO, EPSILON, state, theta),
        (t, g, p) -> {
          p[0] = Math.fma((float) (1 - RHO), g * g, (float) RHO * p[0]);
          float root = (float) Math.sqrt(p[0]);
          p[2] = Math.fma((float) -RATE, g / (root + (float) EPSILON), p[2]);
        });
  }

  @Test
  void adam() {
    compare(
        (t, g, state, more, theta) ->
            Updates.adam(g, RATE, GAMMA, BETA2, EPSILON, t, state, more, theta),
        (t, g, p) -> adam(t, g, p, 0));
  }

  @Test
  void adamW() {
    compare(
        (t, g, state, more, theta) ->
            Updates.adamW(g, RATE, GAMMA, BETA2, EPSILON, DECAY, t, state, more, theta),
        (t, g, p) -> adam(t, g, p, DECAY));
  }

  private static void adam(int t, float g, float[] p, double decay) {
    p[0] = Math.fma((float) (1 - GAMMA), g, (float) GAMMA * p[0]);
    p[1] = Math.fma((float) (1 - BETA2), g * g, (float) BETA2 * p[1]);
    float step = (float) (RATE / (1 - StrictMath.pow(GAMMA, t)));
    float rootScale = (float) (1 / Math.sqrt(1 - StrictMath.pow(BETA2, t)));
    float root = (float) Math.sqrt(p[1]);
    float keep = (float) (1 - RATE * decay);
    p[2] = Math.fma(-step, p[0] / Math.fma(root, rootScale, (float) EPSILON), keep * p[2]);
  }

  /** The first step of Adam goes by the rate, whatever the size of the gradient. */
  @Test
  void firstStepOfAdam() {
    FloatMatrix g = FloatMatrix.rowVector(1000f, -0.001f, 0f);
    FloatMatrix m = FloatMatrix.zeros(1, 3);
    FloatMatrix v = FloatMatrix.zeros(1, 3);
    FloatMatrix theta = FloatMatrix.zeros(1, 3);
    Updates.adam(g, RATE, GAMMA, BETA2, 0x1p-40, 1, m, v, theta);
    // m/√v̂ is ±1 but for some ten roundings.
    assertThat(theta.get(0, 0)).isBetween(-RATE * (1 + 1e-5), -RATE * (1 - 1e-5));
    assertThat(theta.get(0, 1)).isBetween(RATE * (1 - 1e-5), RATE * (1 + 1e-5));
    assertThat(theta.get(0, 2)).isZero();
  }

  @Test
  void misfitsAreRefused() {
    FloatMatrix g = FloatMatrix.zeros(2, 3);
    FloatMatrix v = g.copy();
    FloatMatrix m = g.copy();
    FloatMatrix turned = FloatMatrix.zeros(3, 2).transposed();
    refused(() -> Updates.addScaled(1, g, turned), "state is F32 2×3 (ld 2, transposed)");
    refused(() -> Updates.addScaled(1, g, g), "overlaps");
    refused(() -> Updates.momentum(g, RATE, GAMMA, v, v), "parameters (");
    refused(() -> Updates.nesterov(g, RATE, GAMMA, v, g), "parameters (");
    refused(() -> Updates.rmsProp(g, RATE, RHO, EPSILON, v.row(0), m), "state is F32 1×3");
    refused(() -> Updates.adam(g, RATE, GAMMA, BETA2, EPSILON, 1, v, v, m), "second state (");
    refused(() -> Updates.adam(g, RATE, GAMMA, BETA2, EPSILON, 0, v, m, g.copy()), "step 0");
  }

  private static void refused(Runnable call, String message) {
    assertThatIllegalArgumentException().isThrownBy(call::run).withMessageContaining(message);
  }
}
