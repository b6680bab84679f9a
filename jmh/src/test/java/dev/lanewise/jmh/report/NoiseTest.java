package dev.lanewise.jmh.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a report says of its noise is true of runs whose noise is known. */
class NoiseTest {
  private static final double DEVIATION = 0.02;

  /** As printed tables of Student's t have it. */
  @ParameterizedTest
  @CsvSource({
    "0.025,1,12.706",
    "0.025,2,4.303",
    "0.0005,6,5.959",
    "0.001,10,4.144",
    "0.05,120,1.658"
  })
  void quantilesAreThoseOfTables(double tail, int degrees, double expected) {
    assertThat(Noise.quantile(tail, degrees)).isCloseTo(expected, within(6e-4));
  }

  @Test
  void varianceIsPooledOverForks() {
    // Relative deviations ±0.1 about 10, ±0.05 about 20: squares 0.02 and 0.005, one degree each.
    Noise noise = Noise.of(List.of(score(9, 11), score(19, 21), score(5)));
    assertThat(noise.deviation()).isCloseTo(Math.sqrt(0.0125), within(1e-12));
    assertThat(noise.degrees()).isEqualTo(2);
    assertThat(noise.cases()).isEqualTo(3);
    assertThat(Noise.of(List.of(score(5))).between(1)).isEmpty();
  }

  @Test
  void theNoteKnowsOneFromMany() {
    assertThat(Noise.of(List.of(score(9, 11))).note("in memory", 2))
        .contains("1 degree of freedom", "in its one case,");
    assertThat(Noise.of(List.of(score(9, 11), score(19, 21))).note("in caches", 2))
        .contains("2 degrees of freedom", "in each of 2 cases,");
  }

  /**
   * Two controls of four forks, forty cases of one. At most one pair of runs in twenty may have a
   * case beyond the noise that the first run states; of 400 pairs, 20 are expected and more than 35
   * would be a chance of 1 in 1,000.
   */
  @Test
  void pairsOfRunsDifferByLessThanTheFirstStates() {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(6);
    int beyond = 0;
    for (int pair = 0; pair < 400; pair++) {
      List<Score> first = run(random);
      List<Score> second = run(random);
      double stated = Noise.of(first).between(1).orElseThrow();
      for (int i = 2; i < first.size(); i++) {
        double ratio = first.get(i).speedOver(second.get(i));
        if (ratio > 1 + stated || ratio < 1 / (1 + stated)) {
          beyond++;
          break;
        }
      }
    }
    assertThat(beyond).isBetween(1, 35);
  }

  private static List<Score> run(RandomGenerator random) {
    List<Score> scores = new ArrayList<>();
    for (int i = 0; i < 42; i++) {
      double[] forks = new double[i < 2 ? 4 : 1];
      for (int j = 0; j < forks.length; j++) {
        forks[j] = 100 * (1 + DEVIATION * random.nextGaussian());
      }
      scores.add(score(forks));
    }
    return scores;
  }

  private static Score score(double... forks) {
    double[][] iterations = new double[forks.length][];
    for (int i = 0; i < forks.length; i++) {
      iterations[i] = new double[] {forks[i]};
    }
    return Score.of("GFLOP/s", iterations);
  }
}
