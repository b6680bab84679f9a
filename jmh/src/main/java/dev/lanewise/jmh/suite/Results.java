package dev.lanewise.jmh.suite;

import dev.lanewise.jmh.report.Case;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;

/** What has been measured so far: forks of a case are collected under it. */
final class Results {
  private final Map<Case, List<RunResult>> forks = new LinkedHashMap<>();

  void add(RunResult fork) {
    forks.computeIfAbsent(key(fork.getParams()), key -> new ArrayList<>()).add(fork);
  }

  private static Case key(BenchmarkParams params) {
    Map<String, String> parameters = new TreeMap<>();
    params.getParamsKeys().forEach(name -> parameters.put(name, params.getParam(name)));
    parameters.putIfAbsent("threads", Integer.toString(params.getThreads()));
    return Case.of(params.getBenchmark(), parameters);
  }

  boolean isEmpty() {
    return forks.isEmpty();
  }

  /** As the harness writes it, a line for each case, without paths of this machine. */
  String json() {
    List<RunResult> merged = new ArrayList<>();
    forks.values().forEach(runs -> merged.add(merge(runs)));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PrintStream stream = new PrintStream(bytes, false, StandardCharsets.UTF_8)) {
      ResultFormatFactory.getInstance(ResultFormatType.JSON, stream).writeOut(merged);
    }
    return Compact.json(bytes.toString(StandardCharsets.UTF_8));
  }

  private static RunResult merge(List<RunResult> runs) {
    List<BenchmarkResult> all = new ArrayList<>();
    runs.forEach(run -> all.addAll(run.getBenchmarkResults()));
    return new RunResult(Anonymous.params(runs.get(0).getParams(), all.size()), all);
  }
}
