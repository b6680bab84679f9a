package dev.lanewise.jmh.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Two runs beside each other. A case has changed if its medians differ by more than the noise: the
 * largest of what {@link Noise} expects of two such runs, from either, and of both spreads of the
 * case itself.
 */
public final class Comparison {
  /** A case that is in both runs; {@code speed} is above 1 where the second is faster. */
  record Change(Case key, Score before, Score after, double speed, double noise) {
    boolean isBeyondNoise() {
      return speed > 1 + noise || speed < 1 / (1 + noise);
    }
  }

  private final List<Change> changes = new ArrayList<>();

  private Comparison(Measurements before, Measurements after) {
    for (Case key : before.cases()) {
      Score first = before.score(key).orElseThrow();
      after
          .score(key)
          .ifPresent(
              second ->
                  changes.add(
                      new Change(
                          key,
                          first,
                          second,
                          second.speedOver(first),
                          max(
                              first.spread(),
                              second.spread(),
                              before.noise(key).between(first.forks()).orElse(0),
                              after.noise(key).between(second.forks()).orElse(0)))));
    }
  }

  private static double max(double... values) {
    return Arrays.stream(values).max().orElseThrow();
  }

  /** Compares two folders. */
  public static Comparison of(Path before, Path after) throws IOException {
    return of(
        Measurements.read(before.resolve(Report.RESULTS)),
        Measurements.read(after.resolve(Report.RESULTS)));
  }

  static Comparison of(Measurements before, Measurements after) {
    return new Comparison(before, after);
  }

  /** Our own cases that became slower, beyond the noise and by more than a percentage. */
  public List<Case> regressions(double percent) {
    return changes.stream()
        .filter(change -> change.key.isOurs())
        .filter(Change::isBeyondNoise)
        .filter(change -> change.speed < 1 - percent / 100)
        .map(Change::key)
        .toList();
  }

  /** For the terminal. */
  public String text(double percent) {
    Table table = new Table(List.of("case", "before", "after", "speed", "noise"));
    changes.stream()
        .filter(Change::isBeyondNoise)
        .sorted((a, b) -> Double.compare(a.speed, b.speed))
        .forEach(
            change ->
                table.add(
                    List.of(
                        change.key.toString(),
                        change.before.comparedInWords(),
                        change.after.comparedInWords(),
                        Figures.ratio(change.speed),
                        Figures.percent(change.noise))));
    long changed = changes.stream().filter(Change::isBeyondNoise).count();
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%d cases in both runs, %d changed beyond their noise%n",
            changes.size(),
            changed));
    if (changed > 0) {
      text.append(table.text());
    }
    List<Case> regressions = regressions(percent);
    text.append(
        regressions.isEmpty()
            ? String.format(Locale.ROOT, "no regression over %s %%%n", Figures.number(percent))
            : String.format(
                Locale.ROOT,
                "%s over %s %%: see speeds below %s%n",
                regressions.size() == 1 ? "1 regression" : regressions.size() + " regressions",
                Figures.number(percent),
                Figures.ratio(1 - percent / 100)));
    return text.toString();
  }
}
