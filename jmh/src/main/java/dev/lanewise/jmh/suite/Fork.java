package dev.lanewise.jmh.suite;

import dev.lanewise.jmh.peer.Contender;
import dev.lanewise.jmh.report.Case;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.openjdk.jmh.results.RunResult;

/**
 * A case in a JVM of its own.
 *
 * @param harnessThreads how many threads run the benchmark; those inside are a parameter
 * @param extra seconds that setting up takes, and operations that outlast an iteration
 * @param warmMillis warm-up
 */
record Fork(
    String who,
    String method,
    Map<String, String> parameters,
    int harnessThreads,
    double extra,
    int warmMillis)
    implements Trial {
  private static final String PEERS = Contender.class.getPackageName() + ".";

  static Fork of(String who, String method, Map<String, String> parameters) {
    int threads = Integer.parseInt(parameters.getOrDefault("threads", "1"));
    return new Fork(who, method, parameters, 1, 0, Effort.warmMillis(threads));
  }

  /** The same with a longer warm-up: for much code, which C2 takes seconds to compile. */
  Fork warmedUp(int millis) {
    return new Fork(who, method, parameters, harnessThreads, extra, millis);
  }

  /** The same on so many threads of the harness. */
  Fork onThreads(int count) {
    return new Fork(who, method, parameters, count, extra, Effort.warmMillis(count));
  }

  /** The same, known to take longer than its iterations. */
  Fork slower(double seconds) {
    return new Fork(who, method, parameters, harnessThreads, extra + seconds, warmMillis);
  }

  /** Whether it is one of our own benchmarks. */
  boolean isOurs() {
    return !method.startsWith(PEERS);
  }

  /** Inside the benchmark, and of the harness. */
  int threads() {
    return Math.max(harnessThreads, Integer.parseInt(parameters.getOrDefault("threads", "1")));
  }

  /** Beside its own seconds, what it takes until compilers rest. */
  double extraSeconds() {
    return extra + (isOurs() ? Effort.readySeconds(threads()) : 0);
  }

  Case headline() {
    Case headline = Case.of(method, parameters);
    return harnessThreads == 1
        ? headline
        : headline.with("threads", Integer.toString(harnessThreads));
  }

  @Override
  public List<Case> headlines() {
    return List.of(headline());
  }

  @Override
  public double seconds() {
    return Effort.START_SECONDS + Effort.caseSeconds(warmMillis) + extraSeconds();
  }

  @Override
  public void run(Harness harness, Consumer<RunResult> taker) throws IOException {
    harness.batch(new Batch(who, true, List.of(this), warmMillis, warmMillis), taker);
  }
}
