package dev.lanewise.jmh.report;

import java.util.Collection;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * How far a case may lie from itself in another run of the same build.
 *
 * <p>The relative variance between forks is pooled over all cases that had two or more; a quick run
 * has those of its controls. If forks were normally distributed, two medians of n forks each would
 * differ by less than t·s·√(2/n), from three forks on t·s·√(π/n) (a median varies more than a mean,
 * by up to √(π/2)), with the probability of Student's t, here such that all cases of a run do so in
 * 19 of 20 pairs of runs (Bonferroni).
 *
 * @param deviation s, relative; 0.01 is 1 %
 * @param degrees of freedom: forks less cases
 * @param cases of the run
 */
record Noise(double deviation, int degrees, int cases) {
  private static final double RISK = 0.05;
  private static final int STEPS = 1000;

  static Noise of(Collection<Score> scores) {
    double squares = 0;
    int degrees = 0;
    for (Score score : scores) {
      squares += score.variance() * (score.forks() - 1);
      degrees += score.forks() - 1;
    }
    return new Noise(degrees == 0 ? 0 : Math.sqrt(squares / degrees), degrees, scores.size());
  }

  /** Between two runs with so many forks of a case; empty where no case had two. */
  OptionalDouble between(int forks) {
    return degrees == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(
            quantile(RISK / 2 / cases, degrees)
                * deviation
                * Math.sqrt((forks < 3 ? 2 : Math.PI) / forks));
  }

  String note(String kind, int forks) {
    return String.format(
        Locale.ROOT,
        "Noise of cases %s: %.1f %% between forks (standard deviation, %s of freedom); two such runs of"
            + " one build differ by less than %.1f %% in %s, 19 times of 20",
        kind,
        100 * deviation,
        degrees == 1 ? "1 degree" : degrees + " degrees",
        100 * between(forks).orElseThrow(),
        cases == 1 ? "its one case" : "each of " + cases + " cases");
  }

  /**
   * What Student's t exceeds with this probability: t = √ν·tan θ, where the density of θ is
   * proportional to cos θ to the power of ν − 1.
   */
  static double quantile(double tail, int degrees) {
    double half = integral(0, degrees);
    double low = 0;
    double high = Math.PI / 2;
    for (int i = 0; i < 50; i++) {
      double middle = (low + high) / 2;
      if (integral(middle, degrees) / (2 * half) > tail) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return Math.sqrt(degrees) * Math.tan(low);
  }

  /** From an angle to π/2, by Simpson's rule. */
  private static double integral(double from, int degrees) {
    double width = (Math.PI / 2 - from) / STEPS;
    double sum = 0;
    for (int i = 0; i <= STEPS; i++) {
      int weight = i == 0 || i == STEPS ? 1 : i % 2 == 1 ? 4 : 2;
      sum += weight * Math.pow(Math.cos(from + i * width), degrees - 1.0);
    }
    return sum * width / 3;
  }
}
