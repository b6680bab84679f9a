package dev.lanewise.jmh.suite;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.results.AverageTimeResult;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.ResultRole;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.IterationType;
import org.openjdk.jmh.runner.WorkloadParams;
import org.openjdk.jmh.runner.options.TimeValue;

/** Times of a process that is not the harness's, in its form: one fork. */
final class ScriptResult {
  private ScriptResult() {}

  /**
   * Such a fork.
   *
   * @param version of what ran
   * @param seconds one operation, in each repetition
   */
  static RunResult of(
      String benchmark,
      SortedMap<String, String> parameters,
      String version,
      List<Double> seconds) {
    WorkloadParams workload = new WorkloadParams();
    int position = 0;
    for (String name : parameters.keySet()) {
      workload.put(name, parameters.get(name), position++);
    }
    IterationParams iterations =
        new IterationParams(
            IterationType.MEASUREMENT, seconds.size(), TimeValue.milliseconds(50), 1);
    BenchmarkParams params =
        new BenchmarkParams(
            benchmark,
            benchmark,
            true,
            1,
            new int[] {1},
            List.of(),
            1,
            0,
            iterations,
            iterations,
            Mode.AverageTime,
            workload,
            TimeUnit.NANOSECONDS,
            1,
            "",
            List.of(),
            "",
            version,
            "",
            "",
            TimeValue.minutes(10));
    List<IterationResult> results = new ArrayList<>();
    for (double time : seconds) {
      IterationResult result = new IterationResult(params, iterations, null);
      result.addResult(
          new AverageTimeResult(
              ResultRole.PRIMARY,
              benchmark,
              1_000_000,
              (long) (time * 1e15),
              TimeUnit.NANOSECONDS));
      results.add(result);
    }
    return new RunResult(params, List.of(new BenchmarkResult(params, results)));
  }
}
