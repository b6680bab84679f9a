package dev.lanewise.jmh.report;

import java.util.Arrays;

/**
 * The result of a case, where a fork is the median of its iterations.
 *
 * @param unit "GFLOP/s", "GB/s", "ops/s" or "ns/op"
 * @param median of the forks: the number that tables show
 * @param best fork
 * @param worst fork
 * @param forks how many
 * @param spread (largest − smallest)/median: of the forks, or of the iterations of a single fork
 * @param variance of the forks over the square of their mean; 0 for a single fork
 */
public record Score(
    String unit,
    double median,
    double best,
    double worst,
    int forks,
    double spread,
    double variance) {
  static Score of(String unit, double[][] iterations) {
    double[] medians = Arrays.stream(iterations).mapToDouble(Score::median).sorted().toArray();
    double[] sample = medians.length > 1 ? medians : iterations[0].clone();
    Arrays.sort(sample);
    double spread = (sample[sample.length - 1] - sample[0]) / median(sample);
    double smallest = medians[0];
    double largest = medians[medians.length - 1];
    boolean rate = isRate(unit);
    return new Score(
        unit,
        median(medians),
        rate ? largest : smallest,
        rate ? smallest : largest,
        medians.length,
        spread,
        variance(medians));
  }

  private static double variance(double[] values) {
    double mean = Arrays.stream(values).average().orElseThrow();
    double squares =
        Arrays.stream(values).map(value -> (value / mean - 1) * (value / mean - 1)).sum();
    return values.length < 2 ? 0 : squares / (values.length - 1);
  }

  /** Whether more is better; otherwise it is a time. */
  private static boolean isRate(String unit) {
    return unit.endsWith("/s");
  }

  /** How many times as fast as another: above 1 where this one is better. */
  public double speedOver(Score other) {
    return isRate(unit) ? median / other.median : other.median / median;
  }

  /** "96.5 GFLOP/s", "12.3 ms". */
  public String inWords() {
    if (!unit.equals("ns/op")) {
      return Figures.number(median) + " " + unit;
    }
    return median < 1e3
        ? Figures.number(median) + " ns"
        : median < 1e6
            ? Figures.number(median / 1e3) + " µs"
            : Figures.number(median / 1e6) + " ms";
  }

  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
