package dev.lanewise.jmh.suite;

import dev.lanewise.jmh.report.Allocation;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;

/**
 * The JVM of a {@link Batch}: measures each case by the harness within this process. Results go to
 * its caller as those of the harness's own forks do, in Java's serial form.
 *
 * <p>A case whose operations allocate is not compiled yet: C2 has not seen enough of it, and
 * vectors are boxed. Nor is one during which compilers were at work, which take a core from those
 * that are measured. It is measured again after more warm-up, in this same JVM, until neither is
 * so; what is so after {@link Effort#MOST_WARM_MILLIS} is taken as the case's own.
 */
final class BatchProcess {
  /** The profiler's, MiB a second. */
  private static final String ALLOCATION = "gc.alloc.rate";

  /** The profiler's, ms in an iteration. */
  static final String COMPILATION = "compiler.time.profiled";

  private BatchProcess() {}

  /** Its arguments: where results go, and what to measure. */
  static String[] arguments(Path results, Batch batch) {
    return new String[] {
      results.toString(),
      Integer.toString(batch.firstWarmMillis()),
      Integer.toString(batch.warmMillis()),
      batch.cases().stream().map(BatchProcess::text).collect(Collectors.joining(" "))
    };
  }

  private static String text(Fork one) {
    StringBuilder text = new StringBuilder(one.method() + ";" + one.harnessThreads());
    new TreeMap<>(one.parameters())
        .forEach((name, value) -> text.append(';').append(name).append('=').append(value));
    return text.toString();
  }

  private static Fork parse(String text) {
    String[] parts = text.split(";", -1);
    Map<String, String> parameters =
        Arrays.stream(parts, 2, parts.length)
            .map(parameter -> parameter.split("=", 2))
            .collect(Collectors.toMap(name -> name[0], value -> value[1]));
    return Fork.of("", parts[0], parameters).onThreads(Integer.parseInt(parts[1]));
  }

  public static void main(String[] args) throws IOException {
    int warmMillis = Integer.parseInt(args[1]);
    try (ObjectOutputStream results =
        new ObjectOutputStream(Files.newOutputStream(Path.of(args[0])))) {
      results.flush(); // tells the caller that this JVM has begun
      for (String one : args[3].split(" ", -1)) {
        results.writeObject(measure(parse(one), warmMillis));
        results.flush();
        warmMillis = Integer.parseInt(args[2]);
      }
    } catch (RunnerException e) {
      System.err.println(cause(e));
      System.exit(1);
    }
  }

  private static RunResult measure(Fork one, int warmMillis) throws RunnerException {
    RunResult result = run(one, warmMillis);
    for (int more = 0; more < Effort.MOST_WARM_MILLIS && isUnready(result); ) {
      result = run(one, Effort.MORE_WARM_MILLIS);
      more += Effort.MORE_WARM_MILLIS;
    }
    return result;
  }

  private static RunResult run(Fork one, int warmMillis) throws RunnerException {
    return new Runner(
            Harness.options(one.method(), one.parameters(), one.harnessThreads(), warmMillis)
                .forks(0)
                .build())
        .runSingle();
  }

  private static boolean isUnready(RunResult result) {
    double compiling = Arrays.stream(scores(result, COMPILATION)).sum();
    return compiling > Effort.MOST_COMPILING_MILLIS
        || Allocation.isMeasured(
            scores(result, ALLOCATION), Effort.MILLIS / 1000.0, result.getParams().getThreads());
  }

  /** One for each iteration; none of a benchmark without that profiler. */
  static double[] scores(RunResult result, String metric) {
    return result.getBenchmarkResults().stream()
        .flatMap(fork -> fork.getIterationResults().stream())
        .filter(iteration -> iteration.getSecondaryResults().containsKey(metric))
        .mapToDouble(iteration -> iteration.getSecondaryResults().get(metric).getScore())
        .toArray();
  }

  /** What the benchmark has thrown, under what the harness makes of it. */
  private static Throwable cause(Throwable thrown) {
    Throwable cause = thrown.getCause();
    if (cause == null && thrown.getSuppressed().length > 0) {
      cause = thrown.getSuppressed()[0];
    }
    return cause == null ? thrown : cause(cause);
  }
}
