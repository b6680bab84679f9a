package dev.lanewise.jmh.suite;

import java.util.List;

/**
 * What is measured together: its trials take turns, fork by fork, so that their ratios are from the
 * same seconds.
 *
 * @param once whether one round is enough, whatever the effort
 */
record Group(String label, boolean once, List<Trial> trials) {
  Group(String label, List<Trial> trials) {
    this(label, false, trials);
  }

  /** "1 thread", "2 threads". */
  static String threads(int count) {
    return count + (count == 1 ? " thread" : " threads");
  }

  int rounds(Effort effort) {
    return once ? 1 : effort.forks;
  }

  double seconds(Effort effort) {
    return trials.stream()
        .mapToDouble(trial -> (trial.everyRound() ? rounds(effort) : 1) * trial.seconds())
        .sum();
  }
}
