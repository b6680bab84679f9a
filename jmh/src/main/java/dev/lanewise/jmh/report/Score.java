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
 * @param share of the peak of fused multiply-adds beside each iteration, the median of the forks;
 *     NaN where it was not measured. Where it was, it stands for the rate in all that follows, and
 *     in {@link #speedOver}: the clock of a shared machine is not the benchmark's.
 * @param worstFork the worst fork over the median
 * @param spread (largest − smallest)/median: of the forks, or of the iterations of a single fork
 * @param variance of the forks over the square of their mean; 0 for a single fork
 */
public record Score(
    String unit,
    double median,
    double best,
    double worst,
    int forks,
    double share,
    double worstFork,
    double spread,
    double variance) {
  static Score of(String unit, double[][] iterations) {
    return of(unit, iterations, iterations, false);
  }

  /** Rates, and the peak beside each. */
  static Score of(String unit, double[][] rates, double[][] peaks) {
    double[][] shares = new double[rates.length][];
    Arrays.setAll(shares, i -> new double[rates[i].length]);
    for (int i = 0; i < shares.length; i++) {
      double[] rate = rates[i];
      double[] peak = peaks[i];
      Arrays.setAll(shares[i], j -> rate[j] / peak[j]);
    }
    return of(unit, rates, shares, true);
  }

  private static Score of(String unit, double[][] iterations, double[][] compared, boolean shares) {
    double[] raw = medians(iterations);
    double[] medians = medians(compared);
    double[] sample = medians.length > 1 ? medians : compared[0].clone();
    Arrays.sort(sample);
    int last = raw.length - 1;
    boolean rate = isRate(unit);
    return new Score(
        unit,
        median(raw),
        rate ? raw[last] : raw[0],
        rate ? raw[0] : raw[last],
        raw.length,
        shares ? median(medians) : Double.NaN,
        (rate ? medians[0] : medians[last]) / median(medians),
        (sample[sample.length - 1] - sample[0]) / median(sample),
        variance(medians));
  }

  /** Of each fork, ascending. */
  private static double[] medians(double[][] iterations) {
    return Arrays.stream(iterations).mapToDouble(Score::median).sorted().toArray();
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

  /** Whether the peak was measured beside it. */
  boolean hasShare() {
    return !Double.isNaN(share);
  }

  /** The faster one has the larger {@link #speedOver}. */
  static int compareSpeed(Score a, Score b) {
    return Double.compare(a.speedOver(b), 1);
  }

  /** How many times as fast as another: above 1 where this one is better. */
  public double speedOver(Score other) {
    if (hasShare() && other.hasShare()) {
      return share / other.share;
    }
    return isRate(unit) ? median / other.median : other.median / median;
  }

  /** With what it is compared by: "96.5 GFLOP/s, 0.87 of a core's peak". */
  public String comparedInWords() {
    return hasShare() ? inWords() + ", " + Figures.ratio(share) + " of a core's peak" : inWords();
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
