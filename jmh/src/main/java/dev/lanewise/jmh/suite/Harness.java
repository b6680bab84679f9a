package dev.lanewise.jmh.suite;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
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
   * Runs one fork.
   *
   * @throws RunnerException if the benchmark fails; the message ends with what the fork printed
   */
  RunResult fork(String method, Map<String, String> parameters, int threads)
      throws RunnerException {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include("^" + Pattern.quote(method) + "$")
            .forks(1)
            .threads(threads)
            .warmupIterations(effort.warmups)
            .warmupTime(TimeValue.milliseconds(effort.millis))
            .measurementIterations(effort.iterations)
            .measurementTime(TimeValue.milliseconds(effort.millis))
            .jvmArgsPrepend(jvmArgs.toArray(new String[0]))
            .shouldFailOnError(true)
            .verbosity(VerboseMode.SILENT);
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
