package dev.lanewise.jmh.suite;

import dev.lanewise.jmh.report.Measurements;
import dev.lanewise.jmh.report.Score;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.RunnerException;

/** Measures groups one after the other, and tells how far it is. */
final class Session {
  private final List<Group> groups;
  private final Harness harness;
  private final PrintStream progress;
  private final Results results = new Results();
  private final List<String> failures = new ArrayList<>();
  private final long begin = System.nanoTime();
  private double secondsDone;

  Session(List<Group> groups, Harness harness, PrintStream progress) {
    this.groups = groups;
    this.harness = harness;
    this.progress = progress;
  }

  /** Who sees the results after each group. */
  interface Listener {
    void measured(String json, List<String> failures) throws IOException;
  }

  void run(Listener listener) throws IOException {
    for (int i = 0; i < groups.size(); i++) {
      Group group = groups.get(i);
      measure(group);
      secondsDone += group.seconds(harness.effort());
      String json = results.json();
      progress.printf(
          Locale.ROOT,
          "[%d/%d] %s: %s; %.0f min left%n",
          i + 1,
          groups.size(),
          group.label(),
          inWords(group, Measurements.parse(json)),
          minutesLeft());
      listener.measured(json, failures);
    }
  }

  private void measure(Group group) {
    for (int round = 0; round < group.rounds(harness.effort()); round++) {
      for (Trial trial : group.trials()) {
        if (round > 0 && !trial.everyRound()) {
          continue;
        }
        try {
          for (RunResult result : trial.run(harness)) {
            results.add(result);
          }
        } catch (RunnerException | IOException e) {
          failures.add(trial.who() + ", " + group.label() + ": " + oneLine(e.getMessage()));
        }
      }
    }
  }

  private static String oneLine(String text) {
    return text.lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .collect(Collectors.joining("; "));
  }

  private static String inWords(Group group, Measurements measurements) {
    return group.trials().stream()
        .map(
            trial ->
                trial.who()
                    + " "
                    + measurements.score(trial.headline()).map(Score::inWords).orElse("–"))
        .collect(Collectors.joining(", "));
  }

  private double minutesLeft() {
    double all = groups.stream().mapToDouble(group -> group.seconds(harness.effort())).sum();
    double spent = (System.nanoTime() - begin) * 1e-9;
    return Math.max(0, all - secondsDone) * spent / secondsDone / 60; // no −0 from rounding
  }
}
