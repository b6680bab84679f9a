package dev.lanewise.jmh.suite;

import dev.lanewise.jmh.ColdStart;
import dev.lanewise.jmh.report.Case;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.openjdk.jmh.results.RunResult;

/** A process that does one thing, several times over; with an AOT cache or without. */
record ColdTrial(ColdStart.What what, boolean aot, int threads) implements Trial {
  private static final int REPETITIONS = 5;
  private static final double PROCESS_SECONDS = 0.45;
  private static final String BENCHMARK = ColdStart.class.getName() + ".run";

  @Override
  public String who() {
    return aot ? "AOT cache" : "plain";
  }

  private Map<String, String> parameters() {
    return Map.of(
        "what", what.title(), "aot", aot ? "on" : "off", "threads", Integer.toString(threads));
  }

  @Override
  public List<Case> headlines() {
    return List.of(Case.of(BENCHMARK, parameters()));
  }

  @Override
  public double seconds() {
    return (REPETITIONS + (aot ? 4 : 0)) * PROCESS_SECONDS;
  }

  @Override
  public void run(Harness harness, Consumer<RunResult> taker) throws IOException {
    List<String> arguments = new ArrayList<>(harness.jvmArgs());
    arguments.add("--add-modules=jdk.incubator.vector");
    arguments.add("-Dlanewise.threads=" + threads);
    Path cache = Files.createTempFile("lanewise", ".aot");
    try {
      if (aot) {
        Files.delete(cache);
        List<String> training = new ArrayList<>(arguments);
        training.add("-XX:AOTCacheOutput=" + cache);
        Child.output(command(training), Map.of());
        if (!Files.exists(cache)) {
          throw new IOException("this JVM wrote no AOT cache");
        }
        arguments.add("-XX:AOTCache=" + cache);
      }
      List<Double> seconds = new ArrayList<>();
      for (int i = 0; i < REPETITIONS; i++) {
        seconds.add(seconds(arguments));
      }
      taker.accept(ScriptResult.of(BENCHMARK, new TreeMap<>(parameters()), "", seconds));
    } finally {
      Files.deleteIfExists(cache);
    }
  }

  private double seconds(List<String> arguments) throws IOException {
    long begin = System.nanoTime();
    String words = Child.output(command(arguments), Map.of());
    double process = (System.nanoTime() - begin) * 1e-9;
    String nanos = words.lines().reduce("", (before, line) -> line);
    return what.isProcess() ? process : Long.parseLong(nanos.strip()) * 1e-9;
  }

  private List<String> command(List<String> arguments) {
    return Jvm.command(arguments, ColdStart.class, what.name());
  }
}
