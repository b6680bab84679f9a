package dev.lanewise.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lanewise.matrix.DoubleMatrix;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

/** Ranges, moments and draws of the initializers. */
class InitializerTest {
  private static final int IN = 60;
  private static final int OUT = 50;
  private static final int N = IN * OUT;

  private static double[] fill(Initializer initializer) {
    DoubleMatrix w = DoubleMatrix.zeros(IN, OUT);
    initializer.fill(w, RandomGeneratorFactory.of("L64X128MixRandom").create(11));
    return w.toDoubles();
  }

  @Test
  void constants() {
    assertThat(fill(Initializer.ZEROS)).containsOnly(0);
    assertThat(fill(Initializer.constant(-1.5))).containsOnly(-1.5);
  }

  @Test
  void uniformOnTheirRange() {
    uniform(Initializer.uniform(2, 5), 2, 5);
    uniform(Initializer.GLOROT_UNIFORM, Math.sqrt(6.0 / (IN + OUT)));
    uniform(Initializer.HE_UNIFORM, Math.sqrt(6.0 / IN));
    uniform(Initializer.LECUN_UNIFORM, Math.sqrt(3.0 / IN));
    uniform(Initializer.AUTOENCODER_UNIFORM, Math.sqrt(6.0) / Math.sqrt(IN + OUT + 1));
  }

  private static void uniform(Initializer initializer, double bound) {
    uniform(initializer, -bound, bound);
  }

  /**
   * Within the range; its mean within 5 deviations of the middle, each of √(w²/12N); the ends, 1/N
   * wide on average, within ln(2⁴⁰)/N of the range.
   */
  private static void uniform(Initializer initializer, double low, double high) {
    double[] w = fill(initializer);
    double width = high - low;
    double least = Double.POSITIVE_INFINITY;
    double largest = Double.NEGATIVE_INFINITY;
    double sum = 0;
    for (double v : w) {
      least = Math.min(least, v);
      largest = Math.max(largest, v);
      sum += v;
    }
    assertThat(least).isBetween(low, low + 28 * width / N);
    assertThat(largest).isBetween(high - 28 * width / N, high);
    assertThat(Math.abs(sum / N - (low + high) / 2)).isLessThan(5 * width / Math.sqrt(12.0 * N));
  }

  @Test
  void normalWithTheirDeviation() {
    normal(Initializer.normal(3, 0.25), 3, 0.25);
    normal(Initializer.GLOROT_NORMAL, 0, Math.sqrt(2.0 / (IN + OUT)));
    normal(Initializer.HE_NORMAL, 0, Math.sqrt(2.0 / IN));
    normal(Initializer.LECUN_NORMAL, 0, Math.sqrt(1.0 / IN));
    assertThat(fill(Initializer.normal(2, 0))).containsOnly(2);
  }

  /** Moments of N standard normals within 5 deviations: √(1/N), √(2/N), √(15/N), √(96/N). */
  private static void normal(Initializer initializer, double mean, double deviation) {
    double[] moments = new double[4];
    for (double v : fill(initializer)) {
      double power = 1;
      for (int k = 0; k < 4; k++) {
        power *= (v - mean) / deviation;
        moments[k] += power / N;
      }
    }
    assertThat(Math.abs(moments[0])).isLessThan(5 * Math.sqrt(1.0 / N));
    assertThat(Math.abs(moments[1] - 1)).isLessThan(5 * Math.sqrt(2.0 / N));
    assertThat(Math.abs(moments[2])).isLessThan(5 * Math.sqrt(15.0 / N));
    assertThat(Math.abs(moments[3] - 3)).isLessThan(5 * Math.sqrt(96.0 / N));
  }

  /** Two draws a number, by an algorithm that has one answer on every machine. */
  @Test
  void normalDrawsAreThoseOfBoxAndMuller() {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(11);
    for (double v : fill(Initializer.normal(0, 1))) {
      double radius = Math.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
      assertThat(v).isEqualTo(radius * StrictMath.cos(2 * Math.PI * random.nextDouble()));
    }
  }

  @Test
  void refusesNumbersThatAreNone() {
    refused(() -> Initializer.constant(Double.NaN), "CONSTANT of NaN and 0.0");
    refused(() -> Initializer.uniform(2, 1), "UNIFORM of 2.0 and 1.0");
    refused(() -> Initializer.normal(0, -1), "NORMAL of 0.0 and -1.0");
    refused(() -> Initializer.normal(0, Double.POSITIVE_INFINITY), "NORMAL of 0.0 and Infinity");
    refused(() -> new Initializer(Initializer.Kind.HE_NORMAL, 1, 0), "HE_NORMAL of 1.0 and 0.0");
  }

  private static void refused(Runnable make, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(make::run)
        .withMessage("an initializer " + message);
  }
}
