package dev.lanewise.jmh.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/** Results in the harness's form, with numbers that a test chooses. */
final class Stored {
  private final List<Map<String, Object>> entries = new ArrayList<>();

  /** A case with the medians of its forks; each fork also has a lower and a higher iteration. */
  Stored rate(String benchmark, Map<String, String> parameters, double... forks) {
    return rate(benchmark, parameters, Map.of("gflops", Map.of("rawData", raw(forks))));
  }

  /** The same with the peak beside it, for each fork its own: rate, peak, rate, peak … */
  Stored beside(String benchmark, Map<String, String> parameters, double... ratesAndPeaks) {
    double[] rates = new double[ratesAndPeaks.length / 2];
    double[] peaks = new double[rates.length];
    for (int i = 0; i < rates.length; i++) {
      rates[i] = ratesAndPeaks[2 * i];
      peaks[i] = ratesAndPeaks[2 * i + 1];
    }
    Map<String, Object> counted = new TreeMap<>();
    counted.put("gflops", Map.of("rawData", raw(rates)));
    counted.put("peak", Map.of("rawData", raw(peaks)));
    return rate(benchmark, parameters, counted);
  }

  private Stored rate(
      String benchmark, Map<String, String> parameters, Map<String, Object> counted) {
    entries.add(
        Map.of(
            "benchmark",
            benchmark,
            "threads",
            1,
            "params",
            parameters,
            "primaryMetric",
            Map.of("scoreUnit", "ops/s", "rawData", raw(1)),
            "secondaryMetrics",
            counted));
    return this;
  }

  Stored time(String benchmark, String unit, Map<String, String> parameters, double... forks) {
    entries.add(
        Map.of(
            "benchmark",
            benchmark,
            "threads",
            1,
            "params",
            parameters,
            "primaryMetric",
            Map.of("scoreUnit", unit, "rawData", raw(forks)),
            "secondaryMetrics",
            Map.of()));
    return this;
  }

  private static List<double[]> raw(double... forks) {
    List<double[]> raw = new ArrayList<>();
    for (double fork : forks) {
      raw.add(new double[] {fork * 1.5, fork, fork * 0.75});
    }
    return raw;
  }

  Measurements measurements() {
    return Measurements.parse(new JsonMapper().writeValueAsString(entries));
  }
}
