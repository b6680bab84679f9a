package dev.lanewise.jmh.suite;

import dev.lanewise.jmh.report.Case;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.openjdk.jmh.results.RunResult;

/** One process that measures something. */
interface Trial {
  /** Who is measured. */
  String who();

  /** What it measures, for the line that shows progress. */
  List<Case> headlines();

  /** Whether it runs once in each round, or in the first alone. */
  default boolean everyRound() {
    return true;
  }

  /** About how long it takes. */
  double seconds();

  /** Runs the process; what it measures before it fails is taken, too. */
  void run(Harness harness, Consumer<RunResult> taker) throws IOException;
}
