package dev.lanewise.jmh.suite;

import dev.lanewise.jmh.ProductBenchmark;
import dev.lanewise.jmh.peer.Contender;
import dev.lanewise.jmh.peer.MissingPeerException;
import dev.lanewise.jmh.report.Meta;
import dev.lanewise.matrix.Precision;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

  private Probe() {}

  /** Runs {@link #main} in a new JVM. */
  static Meta.Contender ask(Contender contender, List<String> jvmArgs) {
    List<String> arguments = new ArrayList<>(jvmArgs);
    try {
      arguments.addAll(contender.jvmArgs());
      String output = Child.output(Jvm.command(arguments, Probe.class, contender.name()), Map.of());
      for (String line : output.lines().toList()) {
        if (line.startsWith(AVAILABLE)) {
          return answer(contender, "available", line.substring(AVAILABLE.length()));
        }
        if (line.startsWith(MISSING)) {
          return answer(contender, "missing", line.substring(MISSING.length()));
        }
      }
      return answer(contender, "failed", output);
    } catch (MissingPeerException missing) {
      return answer(contender, "missing", missing.getMessage());
    } catch (IOException failed) {
      return answer(contender, "failed", failed.getMessage());
    }
  }

  private static Meta.Contender answer(Contender contender, String state, String text) {
    return new Meta.Contender(
        contender.title, state, text.strip().lines().collect(Collectors.joining("; ")));
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
