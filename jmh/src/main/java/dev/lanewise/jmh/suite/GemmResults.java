package dev.lanewise.jmh.suite;

import dev.lanewise.matrix.Precision;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.RunResult;

/** What has been measured so far. */
final class GemmResults {
  /** A product by one contender. */
  record Cell(Precision precision, int threads, ProductShape shape, Contender contender) {}

  private final Map<Cell, List<RunResult>> products = new LinkedHashMap<>();
  private final Map<Precision, List<RunResult>> peaks = new EnumMap<>(Precision.class);
  private final List<String> failures = new ArrayList<>();

  void add(Cell cell, RunResult fork) {
    products.computeIfAbsent(cell, key -> new ArrayList<>()).add(fork);
  }

  void addPeak(Precision precision, RunResult fork) {
    peaks.computeIfAbsent(precision, key -> new ArrayList<>()).add(fork);
  }

  void fail(Cell cell, String why) {
    failures.add(
        cell.contender().title
            + ", "
            + cell.precision().name().toLowerCase(Locale.ROOT)
            + " "
            + cell.shape().label()
            + ", "
            + cell.threads()
            + " threads: "
            + why);
  }

  List<String> failures() {
    return failures;
  }

  /** Null where nothing was measured. */
  Rate rate(Cell cell) {
    List<RunResult> forks = products.get(cell);
    return forks == null ? null : Rate.of(benchmarkResults(forks));
  }

  /** FMA peak of one core in GFLOP/s, each time that it was measured, ascending. */
  double[] peaks(Precision precision) {
    return peaks.getOrDefault(precision, List.of()).stream()
        .mapToDouble(fork -> Rate.of(fork.getBenchmarkResults()).median())
        .sorted()
        .toArray();
  }

  /** The best of them: what disturbs a measurement makes it smaller, and our share of it larger. */
  OptionalDouble peak(Precision precision) {
    return Arrays.stream(peaks(precision)).max();
  }

  /** One result for each cell, with all its forks. */
  List<RunResult> merged() {
    List<RunResult> merged = new ArrayList<>();
    peaks.values().forEach(forks -> merged.add(merge(forks)));
    products.values().forEach(forks -> merged.add(merge(forks)));
    return merged;
  }

  private static RunResult merge(List<RunResult> forks) {
    return new RunResult(
        Anonymous.params(forks.get(0).getParams(), forks.size()), benchmarkResults(forks));
  }

  private static Collection<BenchmarkResult> benchmarkResults(List<RunResult> forks) {
    List<BenchmarkResult> results = new ArrayList<>();
    forks.forEach(fork -> results.addAll(fork.getBenchmarkResults()));
    return results;
  }
}
