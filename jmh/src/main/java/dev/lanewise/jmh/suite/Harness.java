package dev.lanewise.jmh.suite;

import java.io.EOFException;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.openjdk.jmh.profile.CompilerProfiler;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.CompilerHints;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** One JVM at a time, so that a caller can interleave them. */
final class Harness {
  /** The batch's harness is to heed the machine's lock of harnesses if this process does. */
  private static final String IGNORE_LOCK = "-Djmh.ignoreLock";

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

  /** What the annotation of a method's class gives its JVM. */
  private static List<String> jvmArgs(String method) throws IOException {
    Class<?> benchmark;
    try {
      // Not initialised: that would load libraries into this process.
      String name = method.substring(0, method.lastIndexOf('.'));
      benchmark = Class.forName(name, false, Harness.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IOException(method + " is not built", e);
    }
    return Arrays.stream(
            benchmark.getAnnotation(org.openjdk.jmh.annotations.Fork.class).jvmArgsAppend())
        .filter(argument -> !argument.equals(org.openjdk.jmh.annotations.Fork.BLANK_ARGS))
        .toList();
  }

  /** How a case is measured; of Java what it has compiled, too, and of ours what it allocates. */
  static ChainedOptionsBuilder options(
      String method, Map<String, String> parameters, int threads, int warmMillis) {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include("^" + Pattern.quote(method) + "$")
            .threads(threads)
            .warmupIterations(Effort.WARMUPS)
            .warmupTime(TimeValue.milliseconds(warmMillis / Effort.WARMUPS))
            .measurementIterations(Effort.ITERATIONS)
            .measurementTime(TimeValue.milliseconds(Effort.MILLIS))
            .shouldFailOnError(true)
            .verbosity(VerboseMode.SILENT);
    if (Fork.isJava(method)) {
      options.addProfiler(CompilerProfiler.class);
    }
    if (Fork.isOurs(method)) {
      options.addProfiler(GCProfiler.class);
    }
    parameters.forEach(options::param);
    return options;
  }

  /**
   * Runs a batch in a JVM with the compiler's hints of the harness.
   *
   * @throws UnfinishedException if it ends early, after what it had measured has been taken
   * @throws IOException if it does not begin, or fails at its end
   */
  void batch(Batch batch, Consumer<RunResult> taker) throws IOException {
    List<String> arguments = new ArrayList<>(jvmArgs);
    arguments.addAll(jvmArgs(batch.cases().get(0).method()));
    arguments.add(IGNORE_LOCK + "=" + Boolean.getBoolean("jmh.ignoreLock"));
    CompilerHints.addCompilerHints(arguments);
    Path results = Files.createTempFile("lanewise", ".results");
    try {
      IOException failure = null;
      try {
        Child.output(
            Jvm.command(arguments, BatchProcess.class, BatchProcess.arguments(results, batch)),
            Map.of());
      } catch (IOException e) {
        failure = e;
      }
      boolean begun = Files.size(results) > 0;
      int done = begun ? take(results, taker) : 0;
      if (done < batch.cases().size() && failure == null) {
        failure = new IOException("its JVM ended without a result");
      }
      if (begun && done < batch.cases().size()) {
        throw new UnfinishedException(batch, done, failure.getMessage());
      }
      if (failure != null) {
        throw failure;
      }
    } finally {
      Files.delete(results);
    }
  }

  /** How many there are: one that was being written when its JVM ended does not count. */
  private static int take(Path results, Consumer<RunResult> taker) throws IOException {
    int taken = 0;
    try (ObjectInputStream stream = new ObjectInputStream(Files.newInputStream(results))) {
      while (true) {
        taker.accept((RunResult) stream.readObject());
        taken++;
      }
    } catch (EOFException noMore) {
      return taken;
    } catch (ClassNotFoundException e) {
      throw new IOException(e);
    }
  }
}
