package dev.lanewise.jmh.suite;

import dev.lanewise.jmh.report.Measurements;
import dev.lanewise.jmh.report.Score;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.openjdk.jmh.results.RunResult;

/** Measures groups one after the other, and tells how far it is. */
final class Session {
  /** Where a signal ends this process and the one that measures, the latter may be first. */
  private static final int SIGNAL_MILLIS = 500;

  private final List<Group> groups;
  private final Harness harness;
  private final PrintStream progress;
  private final Results results = new Results();
  private final List<String> failures = new ArrayList<>();
  private final long begin = System.nanoTime();
  private double secondsDone;
  private int groupsDone;
  private boolean over;

  Session(List<Group> groups, Harness harness, PrintStream progress) {
    this.groups = groups;
    this.harness = harness;
    this.progress = progress;
  }

  /** Who sees the results after each group. */
  interface Listener {
    /** {@code left}: the labels of groups that were not measured, or not to their end. */
    void measured(String json, List<String> failures, List<String> left) throws IOException;
  }

  /**
   * Measures everything; what happens after {@link #breakOff} is not taken.
   *
   * @return whether it has come to its end
   */
  boolean run(Listener listener) throws IOException {
    progress.printf(
        Locale.ROOT, "%d groups, about %.0f min%n", groups.size(), seconds(groups) / 60);
    for (Group group : groups) {
      measure(group);
      synchronized (this) {
        if (over) {
          return false;
        }
        groupsDone++;
        secondsDone += group.seconds(harness.effort());
        String json = results.json();
        listener.measured(json, failures, left());
        progress.printf(
            Locale.ROOT,
            "[%d/%d] %s: %s; %s left%n",
            groupsDone,
            groups.size(),
            group.label(),
            inWords(group, Measurements.parse(json)),
            timeLeft());
      }
    }
    synchronized (this) {
      boolean brokenOff = over;
      over = true;
      return !brokenOff;
    }
  }

  /**
   * Ends the session from another thread, unless it is over: the listener sees what there is.
   *
   * @return whether something had been measured
   */
  synchronized boolean breakOff(Listener listener) throws IOException {
    if (over) {
      return false;
    }
    over = true;
    notifyAll();
    if (results.isEmpty()) {
      return false;
    }
    listener.measured(results.json(), failures, left());
    return true;
  }

  private List<String> left() {
    return groups.subList(groupsDone, groups.size()).stream().map(Group::label).toList();
  }

  private void measure(Group group) {
    for (int round = 0; round < group.rounds(harness.effort()); round++) {
      for (Trial trial : group.trials()) {
        if ((round == 0 || trial.everyRound()) && !isOver()) {
          measure(trial, group);
        }
      }
    }
  }

  private void measure(Trial trial, Group group) {
    for (Trial next = trial; next != null && !isOver(); ) {
      Trial rest = null;
      try {
        next.run(harness, this::take);
      } catch (IOException e) {
        fail(trial.who() + ", " + group.label() + ": " + oneLine(e.getMessage()));
        rest = e instanceof UnfinishedException unfinished ? unfinished.rest() : null;
      }
      next = rest;
    }
  }

  private synchronized boolean isOver() {
    return over;
  }

  private synchronized void take(RunResult result) {
    if (!over) {
      results.add(result);
    }
  }

  private synchronized void fail(String failure) {
    long end = System.nanoTime() + SIGNAL_MILLIS * 1_000_000L;
    try {
      for (long left = SIGNAL_MILLIS; !over && left > 0; ) {
        wait(left);
        left = (end - System.nanoTime()) / 1_000_000;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!over && !failures.contains(failure)) {
      failures.add(failure);
      progress.println("FAILED: " + failure);
    }
  }

  private static String oneLine(String text) {
    return text.lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .collect(Collectors.joining("; "));
  }

  /** Of a trial with many cases, the least and the most. */
  private static String inWords(Group group, Measurements measurements) {
    Map<String, List<Score>> scores = new LinkedHashMap<>();
    for (Trial trial : group.trials()) {
      List<Score> measured = scores.computeIfAbsent(trial.who(), who -> new ArrayList<>());
      trial.headlines().forEach(key -> measurements.score(key).ifPresent(measured::add));
    }
    return scores.entrySet().stream()
        .map(entry -> entry.getKey() + " " + range(entry.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static String range(List<Score> scores) {
    Comparator<Score> order = Comparator.comparingDouble(Score::median);
    if (scores.isEmpty()) {
      return "–";
    }
    String least = Collections.min(scores, order).inWords();
    String most = Collections.max(scores, order).inWords();
    return scores.size() == 1 ? least : least + " to " + most;
  }

  private double seconds(List<Group> some) {
    return some.stream().mapToDouble(group -> group.seconds(harness.effort())).sum();
  }

  private String timeLeft() {
    double spent = (System.nanoTime() - begin) * 1e-9;
    double all = Math.max(secondsDone, seconds(groups)); // no −0 from rounding
    double left = (all - secondsDone) * spent / secondsDone;
    return left < 60
        ? String.format(Locale.ROOT, "%.0f s", left)
        : String.format(Locale.ROOT, "%.0f min", left / 60);
  }
}
