package dev.lanewise.jmh.report;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** What the machine can do, as it was measured in the run. */
final class Peaks {
  private static final String FMA = "dev.lanewise.jmh.FmaPeakBenchmark.";
  private static final String BANDWIDTH = "dev.lanewise.jmh.BandwidthBenchmark.";

  private Peaks() {}

  /**
   * GFLOP/s of one core at its best: what disturbs a measurement makes it smaller, and our share of
   * it larger.
   */
  static OptionalDouble fma(Measurements all, String precision) {
    return all.score(FMA + Figures.precision(precision), Map.of()).stream()
        .mapToDouble(Score::best)
        .findFirst();
  }

  /**
   * In percent: what a case has reached of the peak beside it, else, without one, of the machine at
   * its best.
   */
  static String share(Optional<Score> score, OptionalDouble best, double threads) {
    if (score.isPresent() && score.get().hasShare()) {
      return Figures.percent(score.get().share() / threads);
    }
    return score.isEmpty() || best.isEmpty()
        ? Figures.NONE
        : Figures.percent(score.get().median() / (best.getAsDouble() * threads));
  }

  /** GB/s of triad on one core, at its best. */
  static OptionalDouble triad(Measurements all, String place) {
    return all.score(BANDWIDTH + "triad", Map.of("place", place)).stream()
        .mapToDouble(Score::best)
        .findFirst();
  }
}
