package dev.lanewise.jmh.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The results of a run, in the order in which they were measured. */
public final class Measurements {
  /** Times become nanoseconds, whatever unit the harness chose. */
  private static final Map<String, Double> NANOS =
      Map.of("ns/op", 1.0, "us/op", 1e3, "ms/op", 1e6, "s/op", 1e9);

  /** Of gemv and its like, which runs until November 2026 have in single precision alone. */
  private static final String LEVELS = "dev.lanewise.jmh.Level";

  private final Map<Case, Score> scores = new LinkedHashMap<>();
  private final Map<Case, Double> allocations = new LinkedHashMap<>();

  /**
   * Reads a file as the harness writes it.
   *
   * @throws IllegalArgumentException if it is no JSON
   */
  public static Measurements read(Path json) throws IOException {
    try {
      return parse(Files.readString(json));
    } catch (JacksonException wrong) {
      throw new IllegalArgumentException(json + ": " + wrong.getMessage(), wrong);
    }
  }

  /** The same from text. */
  public static Measurements parse(String json) {
    Measurements all = new Measurements();
    for (JsonNode entry : new JsonMapper().readTree(json)) {
      Map<String, String> parameters = new TreeMap<>();
      entry
          .path("params")
          .properties()
          .forEach(p -> parameters.put(p.getKey(), p.getValue().asString()));
      parameters.putIfAbsent("threads", entry.path("threads").asString("1"));
      String benchmark = entry.path("benchmark").asString();
      if (benchmark.startsWith(LEVELS)) {
        parameters.putIfAbsent("precision", "F32");
      }
      Case key = Case.of(benchmark, parameters);
      all.scores.put(key, score(entry));
      JsonNode bytes = entry.path("secondaryMetrics").path("gc.alloc.rate.norm");
      JsonNode rate = entry.path("secondaryMetrics").path("gc.alloc.rate");
      if (!bytes.isMissingNode() && !rate.isMissingNode()) {
        all.allocations.put(key, allocation(entry, iterations(bytes), iterations(rate)));
      }
    }
    return all;
  }

  /** The rate that a benchmark counts by itself, if it does, else what the harness measures. */
  private static Score score(JsonNode entry) {
    JsonNode flops = entry.path("secondaryMetrics").path("gflops");
    JsonNode peak = entry.path("secondaryMetrics").path("peak");
    JsonNode bytes = entry.path("secondaryMetrics").path("gigabytes");
    if (!flops.isMissingNode()) {
      double[][] peaks = iterations(peak);
      boolean measured =
          peaks.length > 0
              && Arrays.stream(peaks).flatMapToDouble(Arrays::stream).min().orElse(0) > 0;
      return measured
          ? Score.of("GFLOP/s", iterations(flops), peaks)
          : Score.of("GFLOP/s", iterations(flops));
    }
    if (!bytes.isMissingNode()) {
      return Score.of("GB/s", iterations(bytes));
    }
    JsonNode primary = entry.path("primaryMetric");
    String unit = primary.path("scoreUnit").asString();
    double[][] iterations = iterations(primary);
    double nanos = NANOS.getOrDefault(unit, 0.0);
    if (nanos == 0) {
      return Score.of(unit, iterations);
    }
    for (double[] fork : iterations) {
      Arrays.setAll(fork, i -> fork[i] * nanos);
    }
    return Score.of("ns/op", iterations);
  }

  /** Of the fork that allocates most; 0 where that is no more than the harness's own. */
  private static double allocation(JsonNode entry, double[][] bytes, double[][] rate) {
    String[] time = entry.path("measurementTime").asString().split(" ", 2);
    double seconds = NANOS.get(time[1] + "/op") * Double.parseDouble(time[0]) * 1e-9;
    double most = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (Allocation.isMeasured(rate[i], seconds, entry.path("threads").asInt(1))) {
        most = Math.max(most, Score.median(bytes[i]));
      }
    }
    return most;
  }

  private static double[][] iterations(JsonNode metric) {
    JsonNode raw = metric.path("rawData");
    double[][] forks = new double[raw.size()][];
    for (int i = 0; i < forks.length; i++) {
      forks[i] = new double[raw.get(i).size()];
      for (int j = 0; j < forks[i].length; j++) {
        forks[i][j] = raw.get(i).get(j).asDouble();
      }
    }
    return forks;
  }

  /** All cases. */
  public Set<Case> cases() {
    return scores.keySet();
  }

  /** Empty where it was not measured. */
  public Optional<Score> score(Case wanted) {
    return Optional.ofNullable(scores.get(wanted));
  }

  /** Empty where it was not measured. */
  public Optional<Score> score(String benchmark, Map<String, String> parameters) {
    return score(Case.of(benchmark, parameters));
  }

  /** Whether some cases have the peak beside them: all but older runs. */
  boolean hasShares() {
    return scores.values().stream().anyMatch(Score::hasShare);
  }

  /** Bytes that an operation allocates on the heap; empty where that was not measured. */
  public OptionalDouble allocation(Case wanted) {
    Double bytes = allocations.get(wanted);
    return bytes == null ? OptionalDouble.empty() : OptionalDouble.of(bytes);
  }

  /**
   * A neighbour on the machine disturbs each kind of cases in another way; a team of BLIS 0.9
   * begins at once or after milliseconds, from one JVM to the next.
   */
  enum Kind {
    IN_CACHES("in caches"),
    BESIDE_PEAK("beside the peak"),
    ON_MORE_THREADS("of ours on more than one thread"),
    PEERS_ON_MORE_THREADS("of peers on more than one thread"),
    IN_MEMORY("in memory");

    final String title;

    Kind(String title) {
      this.title = title;
    }
  }

  Noise noise(Kind kind) {
    return Noise.of(where(key -> kind(key) == kind).stream().map(scores::get).toList());
  }

  /** Of a case's own kind. */
  Noise noise(Case key) {
    return noise(kind(key));
  }

  private Kind kind(Case key) {
    if (key.get("place").equals("MEMORY")) {
      return Kind.IN_MEMORY;
    }
    if (!key.get("threads").equals("1")) {
      return key.isOurs() ? Kind.ON_MORE_THREADS : Kind.PEERS_ON_MORE_THREADS;
    }
    return scores.get(key).hasShare() ? Kind.BESIDE_PEAK : Kind.IN_CACHES;
  }

  /** Forks of a case, as most have them. */
  int usualForks() {
    int[] forks = scores.values().stream().mapToInt(Score::forks).sorted().toArray();
    return forks.length == 0 ? 1 : forks[forks.length / 2];
  }

  /** One sentence on all cases whose allocation was measured; none without them. */
  List<String> allocationNote() {
    if (allocations.isEmpty()) {
      return List.of();
    }
    List<String> some = new ArrayList<>();
    allocations.forEach(
        (key, bytes) -> {
          if (bytes > 0) {
            some.add(key + ": " + Figures.number(bytes) + " B");
          }
        });
    String cases = allocations.size() == 1 ? "one case" : allocations.size() + " cases";
    return List.of(
        some.isEmpty()
            ? "Heap: no operation of our " + cases + " allocates"
            : "Heap: operations that ALLOCATE: " + String.join("; ", some));
  }

  /** The cases of which something is true. */
  public List<Case> where(Predicate<Case> test) {
    return scores.keySet().stream().filter(test).toList();
  }

  /** The cases of one benchmark. */
  public List<Case> of(String benchmark) {
    return where(key -> key.benchmark().equals(benchmark));
  }

  /** The values of a parameter among some cases, each once, in order of appearance. */
  public static List<String> values(List<Case> cases, String parameter) {
    Set<String> values = new LinkedHashSet<>();
    cases.forEach(key -> values.add(key.get(parameter)));
    return List.copyOf(values);
  }
}
