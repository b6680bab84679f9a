package dev.lanewise.jmh.suite;

import dev.lanewise.jmh.report.Case;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.openjdk.jmh.results.RunResult;

/**
 * Cases of one benchmark's class, one after the other in a JVM of their own: for what does not
 * depend on what the JVM has compiled before, such as native code, or one kernel on operands of
 * other sizes.
 *
 * @param everyRound otherwise it runs once
 * @param firstWarmMillis warm-up of the first case
 * @param warmMillis warm-up of each further one
 */
record Batch(String who, boolean everyRound, List<Fork> cases, int firstWarmMillis, int warmMillis)
    implements Trial {
  /** For other operands of the same code, which the first case has warmed up. */
  private static final int FURTHER_WARM_MILLIS = 80;

  /** Warmed up by the first case. */
  static Batch of(String who, List<Fork> cases) {
    return new Batch(who, true, cases, cases.get(0).warmMillis(), FURTHER_WARM_MILLIS);
  }

  /** The same with as much warm-up of each further case. */
  Batch warmedUp(int millis) {
    return new Batch(who, everyRound, cases, firstWarmMillis, millis);
  }

  /** What is left after so many cases; null if that is nothing. */
  Batch from(int index) {
    List<Fork> left = cases.subList(index, cases.size());
    return left.isEmpty() ? null : new Batch(who, everyRound, left, firstWarmMillis, warmMillis);
  }

  @Override
  public List<Case> headlines() {
    return cases.stream().flatMap(one -> one.headlines().stream()).toList();
  }

  @Override
  public double seconds() {
    double further = Effort.caseSeconds(warmMillis);
    return Effort.START_SECONDS
        + (firstWarmMillis - warmMillis) / 1000.0
        + cases.stream()
            .mapToDouble(one -> one.extraSeconds() + one.readySeconds() + further)
            .sum();
  }

  @Override
  public void run(Harness harness, Consumer<RunResult> taker) throws IOException {
    harness.batch(this, taker);
  }
}
