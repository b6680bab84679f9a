package dev.lanewise.jmh.suite;

import java.util.Collection;
import org.openjdk.jmh.results.BenchmarkResult;

/**
 * GFLOP/s of a cell: the median of its forks, and the worst; a fork is the median of its
 * iterations.
 */
record Rate(double median, double worst, int forks) {
  static Rate of(Collection<BenchmarkResult> forks) {
    double[] scores = forks.stream().mapToDouble(Rate::fork).sorted().toArray();
    return new Rate(median(scores), scores[0], scores.length);
  }

  private static double fork(BenchmarkResult fork) {
    return median(
        fork.getIterationResults().stream()
            .mapToDouble(iteration -> iteration.getSecondaryResults().get("gflops").getScore())
            .sorted()
            .toArray());
  }

  static double median(double[] sorted) {
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
