package dev.lanewise.jmh.suite;

import dev.lanewise.jmh.peer.Contender;
import dev.lanewise.jmh.report.Case;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.openjdk.jmh.results.RunResult;

/**
 * A case in a JVM of its own.
 *
 * @param harnessThreads how many threads run the benchmark; those inside are a parameter
 * @param extraSeconds what setting up takes, and operations that outlast an iteration
 * @param warmMillis warm-up
 */
record Fork(
    String who,
    String method,
    Map<String, String> parameters,
    int harnessThreads,
    double extraSeconds,
    int warmMillis)
    implements Trial {
  private static final String PEERS = Contender.class.getPackageName() + ".";

  private static final Set<String> JAVA_PEERS =
      Contender.peers().stream()
          .filter(peer -> !peer.isNative())
          .map(Contender::method)
          .collect(Collectors.toUnmodifiableSet());

  static Fork of(String who, String method, Map<String, String> parameters) {
    int threads = Integer.parseInt(parameters.getOrDefault("threads", "1"));
    return new Fork(who, method, parameters, 1, 0, Effort.warmMillis(threads));
  }

  /** The same with a longer warm-up: for much code, which C2 takes seconds to compile. */
  Fork warmedUp(int millis) {
    return new Fork(who, method, parameters, harnessThreads, extraSeconds, millis);
  }

  /** The same on so many threads of the harness. */
  Fork onThreads(int count) {
    return new Fork(who, method, parameters, count, extraSeconds, Effort.warmMillis(count));
  }

  /** The same, known to take longer than its iterations. */
  Fork slower(double seconds) {
    return new Fork(who, method, parameters, harnessThreads, extraSeconds + seconds, warmMillis);
  }

  /** Whether a method is one of our own benchmarks. */
  static boolean isOurs(String method) {
    return !method.startsWith(PEERS);
  }

  /** Whether C2 has to be done with it first. */
  static boolean isJava(String method) {
    return isOurs(method) || JAVA_PEERS.contains(method);
  }

  /** What it takes beside all that, on average, until compilers rest. */
  double readySeconds() {
    int inside = Integer.parseInt(parameters.getOrDefault("threads", "1"));
    return isJava(method) ? Effort.readySeconds(Math.max(harnessThreads, inside)) : 0;
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
    return Effort.START_SECONDS + Effort.caseSeconds(warmMillis) + extraSeconds + readySeconds();
  }

  @Override
  public void run(Harness harness, Consumer<RunResult> taker) throws IOException {
    harness.batch(new Batch(who, true, List.of(this), warmMillis, warmMillis), taker);
  }
}
