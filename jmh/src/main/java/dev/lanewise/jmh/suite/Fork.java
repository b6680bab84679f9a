package dev.lanewise.jmh.suite;

import dev.lanewise.jmh.report.Case;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.RunnerException;

/**
 * A fork of the harness.
 *
 * @param harnessThreads how many threads run the benchmark; those inside are a parameter
 * @param warmMillis the least time of warm-up
 */
record Fork(
    String who,
    String method,
    Map<String, String> parameters,
    int harnessThreads,
    double setupSeconds,
    int warmMillis)
    implements Trial {
  static Fork of(String who, String method, Map<String, String> parameters) {
    return new Fork(who, method, parameters, 1, 0, 0);
  }

  /** The same with a longer warm-up: for much code, which C2 takes seconds to compile. */
  Fork warmedUp(int millis) {
    return new Fork(who, method, parameters, harnessThreads, setupSeconds, millis);
  }

  @Override
  public Case headline() {
    Case headline = Case.of(method, parameters);
    return harnessThreads == 1
        ? headline
        : headline.with("threads", Integer.toString(harnessThreads));
  }

  @Override
  public double seconds(Effort effort) {
    return effort.forkSeconds(warmMillis) + setupSeconds;
  }

  @Override
  public List<RunResult> run(Harness harness) throws RunnerException {
    return List.of(harness.fork(method, parameters, harnessThreads, warmMillis));
  }
}
