package dev.lanewise.jmh.suite;

import dev.lanewise.jmh.report.Comparison;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares two runs. */
@Command(
    name = "compare",
    description =
        "Prints what changed from one run to another beyond their noise;"
            + " exit status 1 if something of ours became slower by more than a percentage.")
final class CompareCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "BEFORE", description = "folder of a run")
  private Path before;

  @Parameters(index = "1", paramLabel = "AFTER", description = "folder of another")
  private Path after;

  @Option(
      names = "--percent",
      paramLabel = "P",
      description = "a loss that is a regression; default: ${DEFAULT-VALUE}")
  private double percent = 5;

  @Override
  public Integer call() throws IOException {
    Comparison comparison = Comparison.of(before, after);
    System.out.print(comparison.text(percent));
    return comparison.regressions(percent).isEmpty() ? 0 : 1;
  }
}
