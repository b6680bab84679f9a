package dev.lanewise.jmh.suite;

import dev.lanewise.jmh.ProductBenchmark;
import dev.lanewise.jmh.peer.MissingPeerException;
import dev.lanewise.matrix.Precision;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks a contender, in a process of its own, whether it is there, what it is, and for a few
 * products whose elements are all compared.
 */
final class Probe {
  private static final String AVAILABLE = "lanewise probe, available: ";
  private static final String MISSING = "lanewise probe, missing: ";
  private static final String SHAPE = "37x41x300";
  private static final String[] TRANSPOSES = {"NN", "NT", "TN", "TT"};

  /** Why the contender is missing, else null; {@code library} says what answered. */
  record Answer(boolean available, String text) {}

  private Probe() {}

  /**
   * Runs {@link #main} in a new JVM.
   *
   * @throws IllegalStateException if the contender is there, but computes something else or dies
   */
  static Answer ask(Contender contender, List<String> jvmArgs) {
    List<String> arguments = new ArrayList<>(jvmArgs);
    try {
      arguments.addAll(contender.jvmArgs());
    } catch (MissingPeerException missing) {
      return new Answer(false, missing.getMessage());
    }
    Process process = null;
    try {
      process =
          new ProcessBuilder(Jvm.command(arguments, Probe.class, contender.name()))
              .redirectErrorStream(true)
              .start();
      String output =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      process.waitFor();
      for (String line : output.lines().toList()) {
        if (line.startsWith(AVAILABLE)) {
          return new Answer(true, line.substring(AVAILABLE.length()));
        }
        if (line.startsWith(MISSING)) {
          return new Answer(false, line.substring(MISSING.length()));
        }
      }
      throw new IllegalStateException(contender.title + " fails its check:\n" + output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  public static void main(String[] args) {
    Contender contender = Contender.valueOf(args[0]);
    try {
      System.out.writeBytes((AVAILABLE + check(contender) + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (MissingPeerException missing) {
      System.out.println(MISSING + missing.getMessage());
    }
  }

  private static String check(Contender contender) {
    String library = null;
    for (int threads : new int[] {2, 1}) {
      for (Precision precision : Precision.values()) {
        for (String transposed : TRANSPOSES) {
          if (contender.runsOn(threads)) {
            ProductBenchmark benchmark = contender.newBenchmark();
            benchmark.precision = precision;
            benchmark.shape = SHAPE;
            benchmark.transposed = transposed;
            benchmark.threads = threads;
            benchmark.prepare();
            benchmark.check();
            library = benchmark.library();
          }
        }
      }
    }
    return library;
  }
}
