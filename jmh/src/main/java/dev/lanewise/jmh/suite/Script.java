package dev.lanewise.jmh.suite;

import dev.lanewise.jmh.report.Case;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.openjdk.jmh.results.RunResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A peer's script: it prints a line of JSON for each case, {@code {"parameters": {…}, "seconds":
 * […]}}, each number one repetition, or {@code {"unsupported": …}} for what the peer does not have.
 * Its cases are {@code peers.SCRIPT.PEER}.
 *
 * @param threads the most that it uses; a case that uses fewer says so in its parameters
 * @param everyRound otherwise it runs once, since it repeats by itself and starts slowly
 * @param arguments what the script is to measure
 * @param cases how many cases that is
 * @param headlineParameters those of one of them
 */
record Script(
    ScriptPeer peer,
    String script,
    int threads,
    boolean everyRound,
    List<String> arguments,
    int cases,
    Map<String, String> headlineParameters)
    implements Trial {
  /** Warm-up and repetitions of a case, see timing.py. */
  private static final double CASE_SECONDS = 0.6;

  static String benchmark(String script, ScriptPeer peer) {
    return "peers." + script + "." + peer.id();
  }

  @Override
  public String who() {
    return peer.title;
  }

  @Override
  public List<Case> headlines() {
    return List.of(
        Case.of(benchmark(script, peer), headlineParameters)
            .with("threads", Integer.toString(threads)));
  }

  @Override
  public double seconds() {
    return peer.startSeconds + cases * CASE_SECONDS;
  }

  @Override
  public void run(Harness harness, Consumer<RunResult> taker) throws IOException {
    List<String> command = new ArrayList<>(peer.command());
    command.add(Scripts.path(script + peer.ending()));
    if (peer != ScriptPeer.OCTAVE) {
      command.add(peer.id());
    }
    command.addAll(arguments);
    Map<String, String> environment = new HashMap<>();
    for (String name : List.of("OMP", "OPENBLAS", "MKL", "BLIS")) {
      environment.put(name + "_NUM_THREADS", Integer.toString(threads));
    }
    boolean answered = false;
    for (String line : Child.output(command, environment).lines().toList()) {
      if (line.startsWith("{")) {
        JsonNode answer = new JsonMapper().readTree(line);
        answered = true;
        if (!answer.has("unsupported")) {
          taker.accept(result(answer));
        }
      }
    }
    if (!answered) {
      throw new IOException("the script " + script + " measured nothing");
    }
  }

  private RunResult result(JsonNode line) {
    SortedMap<String, String> parameters = new TreeMap<>();
    line.path("parameters")
        .properties()
        .forEach(entry -> parameters.put(entry.getKey(), entry.getValue().asString()));
    parameters.putIfAbsent("threads", Integer.toString(threads));
    List<Double> seconds = new ArrayList<>();
    line.path("seconds").forEach(time -> seconds.add(time.asDouble()));
    return ScriptResult.of(benchmark(script, peer), parameters, peer.contender().text(), seconds);
  }
}
