package dev.lanewise.jmh.suite;

import dev.lanewise.jmh.BlasCalls;
import dev.lanewise.jmh.ProductBenchmark;
import dev.lanewise.jmh.TrainingBenchmark;
import dev.lanewise.jmh.peer.Contender;
import dev.lanewise.jmh.peer.MissingPeerException;
import dev.lanewise.jmh.peer.TrainingPeer;
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
 * products whose elements are all compared, or for training steps whose losses are.
 */
final class Probe {
  private static final String AVAILABLE = "lanewise probe, available: ";
  private static final String MISSING = "lanewise probe, missing: ";
  private static final String SHAPE = "37x41x300";
  private static final String[] TRANSPOSES = {"NN", "NT", "TN", "TT"};

  private Probe() {}

  private static final String TRAINING = "TRAINING";

  /** Runs {@link #main} in a new JVM. */
  static Meta.Contender ask(Contender contender, List<String> jvmArgs) {
    List<String> arguments = new ArrayList<>(jvmArgs);
    try {
      arguments.addAll(contender.jvmArgs());
      return ask(contender.title, contender.name(), arguments);
    } catch (MissingPeerException missing) {
      return answer(contender.title, "missing", missing.getMessage());
    }
  }

  /** The same for the peer of training steps. */
  static Meta.Contender askTrainingPeer(List<String> jvmArgs) {
    List<String> arguments = new ArrayList<>(jvmArgs);
    arguments.add("--add-modules=jdk.incubator.vector");
    arguments.add("--enable-native-access=ALL-UNNAMED");
    return ask(TrainingPeer.TITLE, TRAINING, arguments);
  }

  private static Meta.Contender ask(String title, String who, List<String> jvmArgs) {
    try {
      String output = Child.output(Jvm.command(jvmArgs, Probe.class, who), Map.of());
      for (String line : output.lines().toList()) {
        if (line.startsWith(AVAILABLE)) {
          return answer(title, "available", line.substring(AVAILABLE.length()));
        }
        if (line.startsWith(MISSING)) {
          return answer(title, "missing", line.substring(MISSING.length()));
        }
      }
      return answer(title, "failed", output);
    } catch (IOException failed) {
      return answer(title, "failed", failed.getMessage());
    }
  }

  private static Meta.Contender answer(String title, String state, String text) {
    return new Meta.Contender(title, state, text.strip().lines().collect(Collectors.joining("; ")));
  }

  public static void main(String[] args) {
    try {
      String library =
          args[0].equals(TRAINING) ? checkTraining() : check(Contender.valueOf(args[0]));
      System.out.writeBytes((AVAILABLE + library + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (MissingPeerException missing) {
      System.out.println(MISSING + missing.getMessage());
    }
  }

  private static String checkTraining() {
    String library = null;
    for (int threads : new int[] {2, 1}) {
      for (TrainingBenchmark.Kind kind : TrainingBenchmark.Kind.values()) {
        library = TrainingPeer.create().check(kind, threads);
      }
    }
    return library;
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
        for (BlasCalls calls : contender.otherCalls()) {
          calls.precision = precision;
          calls.threads = threads;
          calls.prepare();
          calls.check();
        }
      }
    }
    return library;
  }
}
