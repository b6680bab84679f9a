package dev.lanewise.jmh.report;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was measured: a benchmark's method, by its full name, and its parameters. A script's
 * measurement is named after it, as in {@code peers.seed.numpy}. Every case has a parameter {@code
 * threads}.
 */
public record Case(String benchmark, SortedMap<String, String> parameters) {
  /** Copies the parameters. */
  public Case {
    parameters = new TreeMap<>(parameters);
    parameters.putIfAbsent("threads", "1");
  }

  /** A case on one thread unless said otherwise. */
  public static Case of(String benchmark, Map<String, String> parameters) {
    return new Case(benchmark, new TreeMap<>(parameters));
  }

  /** The value of a parameter, "" where it has none of that name. */
  public String get(String parameter) {
    return parameters.getOrDefault(parameter, "");
  }

  /** Whether it is a benchmark of Lanewise, not of a peer nor of a script. */
  boolean isOurs() {
    return benchmark.startsWith("dev.lanewise.jmh.")
        && !benchmark.startsWith("dev.lanewise.jmh.peer.");
  }

  /** The same with another value. */
  public Case with(String parameter, String value) {
    Case changed = new Case(benchmark, parameters);
    changed.parameters.put(parameter, value);
    return changed;
  }

  /** "GemmBenchmark.multiply precision=F32 shape=…", without the package. */
  @Override
  public String toString() {
    String[] names = benchmark.split("\\.", -1);
    StringBuilder text = new StringBuilder();
    if (names.length > 1) {
      text.append(names[names.length - 2]).append('.');
    }
    text.append(names[names.length - 1]);
    parameters.forEach((name, value) -> text.append(' ').append(name).append('=').append(value));
    return text.toString();
  }
}
