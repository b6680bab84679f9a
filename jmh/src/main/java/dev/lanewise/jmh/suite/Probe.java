package dev.lanewise.jmh.suite;

import dev.lanewise.jmh.ProductBenchmark;
import dev.lanewise.jmh.peer.MissingPeerException;
import dev.lanewise.matrix.Precision;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Asks a contender, in a process of its own, whether it is there, what it is, and for a few
 * products whose elements are all compared.
 */
final class Probe {
  private static final String AVAILABLE = "lanewise probe, available: ";
  private static final String MISSING = "lanewise probe, missing: ";
  private static final String SHAPE = "37x41x300";
  private static final String[] TRANSPOSES = {"NN", "NT", "TN", "TT"};

  /** Whether a contender can take part. */
  enum State {
    AVAILABLE,
    MISSING,
    /** It is there, but computes something else, or ends its process. */
    FAILED
  }

  /** What a contender says: the library and its kernels, or why it cannot take part. */
  record Answer(State state, String text) {
    boolean available() {
      return state == State.AVAILABLE;
    }

    /** For the notes to a table. */
    String note(Contender contender) {
      return switch (state) {
        case AVAILABLE -> contender.title + ": " + text;
        case MISSING -> contender.title + " was not available: " + text;
        case FAILED -> contender.title + " FAILED its check and was left out: " + text;
      };
    }
  }

  private Probe() {}

  /** Runs {@link #main} in a new JVM. */
  static Answer ask(Contender contender, List<String> jvmArgs) {
    List<String> arguments = new ArrayList<>(jvmArgs);
    try {
      arguments.addAll(contender.jvmArgs());
    } catch (MissingPeerException missing) {
      return new Answer(State.MISSING, missing.getMessage());
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
          return new Answer(State.AVAILABLE, line.substring(AVAILABLE.length()));
        }
        if (line.startsWith(MISSING)) {
          return new Answer(State.MISSING, line.substring(MISSING.length()));
        }
      }
      return new Answer(State.FAILED, output.lines().collect(Collectors.joining("; ")));
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
