package dev.lanewise.jmh.suite;

import dev.lanewise.jmh.peer.Contender;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** One fork of one benchmark at a time, so that a caller can interleave them. */
final class Harness {
  private static final String PEERS = Contender.class.getPackageName() + ".";

  private final Effort effort;
  private final List<String> jvmArgs;

  Harness(Effort effort, List<String> jvmArgs) {
    this.effort = effort;
    this.jvmArgs = jvmArgs;
  }

  Effort effort() {
    return effort;
  }

  /** What every JVM of the run is given. */
  List<String> jvmArgs() {
    return jvmArgs;
  }

  /**
   * Runs one fork; of our own benchmarks it measures what they allocate, too.
   *
   * @throws RunnerException if the benchmark fails; the message ends with what the fork printed
   */
  RunResult fork(String method, Map<String, String> parameters, int threads, int warmMillis)
      throws RunnerException {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include("^" + Pattern.quote(method) + "$")
            .forks(1)
            .threads(threads)
            .warmupIterations(effort.warmups(warmMillis))
            .warmupTime(TimeValue.milliseconds(effort.millis))
            .measurementIterations(effort.iterations)
            .measurementTime(TimeValue.milliseconds(effort.millis))
            .jvmArgsPrepend(jvmArgs.toArray(new String[0]))
            .shouldFailOnError(true)
            .verbosity(VerboseMode.SILENT);
    if (!method.startsWith(PEERS)) {
      options.addProfiler(GCProfiler.class);
    }
    parameters.forEach(options::param);
    ByteArrayOutputStream words = new ByteArrayOutputStream();
    OutputFormat format =
        OutputFormatFactory.createFormatInstance(
            new PrintStream(words, false, StandardCharsets.UTF_8), VerboseMode.SILENT);
    try {
      return new Runner(options.build(), format).runSingle();
    } catch (RunnerException e) {
      throw new RunnerException(e.getMessage() + "\n" + words.toString(StandardCharsets.UTF_8), e);
    }
  }
}
