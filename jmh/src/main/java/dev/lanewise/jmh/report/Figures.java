package dev.lanewise.jmh.report;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** Numbers as tables show them; "–" for what was not measured. */
final class Figures {
  static final String NONE = "–";

  private Figures() {}

  /** Three significant digits or more, four decimals at most, no exponent: 0.0123, 1.23, 1234. */
  static String number(double value) {
    double size = Math.abs(value);
    int decimals = size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : size >= 0.1 ? 3 : 4;
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }

  static String median(Optional<Score> score) {
    return score.map(s -> number(s.median())).orElse(NONE);
  }

  /** In percent of the median; none of a single fork. */
  static String worstFork(Optional<Score> score) {
    return score.isEmpty() || score.get().forks() < 2 ? NONE : percent(score.get().worstFork());
  }

  static String ratio(double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%.2f", value) : NONE;
  }

  /** Bytes an operation, "0" for none. */
  static String bytes(OptionalDouble allocation) {
    if (allocation.isEmpty()) {
      return NONE;
    }
    double bytes = allocation.getAsDouble();
    return bytes == 0 ? "0" : number(bytes);
  }

  /** How many times as fast the first is. */
  static String speed(Optional<Score> score, Optional<Score> other) {
    return score.isEmpty() || other.isEmpty() ? NONE : ratio(score.get().speedOver(other.get()));
  }

  static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * share);
  }

  static String threads(String count) {
    return count + (count.equals("1") ? " thread" : " threads");
  }

  static String precision(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
