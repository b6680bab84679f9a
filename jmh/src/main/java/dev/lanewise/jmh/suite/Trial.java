package dev.lanewise.jmh.suite;

import dev.lanewise.jmh.report.Case;
import java.io.IOException;
import java.util.List;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.RunnerException;

/** One process that measures something. */
interface Trial {
  /** Who is measured. */
  String who();

  /** Its main case, for the line that shows progress. */
  Case headline();

  /** Whether it runs once in each round, or in the first alone. */
  default boolean everyRound() {
    return true;
  }

  /** About how long it takes. */
  double seconds(Effort effort);

  /** Runs the process. */
  List<RunResult> run(Harness harness) throws RunnerException, IOException;
}
