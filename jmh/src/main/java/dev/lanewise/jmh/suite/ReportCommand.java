package dev.lanewise.jmh.suite;

import dev.lanewise.jmh.report.Report;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Writes a folder's summary and pictures again from its numbers. */
@Command(
    name = "report",
    description =
        "Writes summary.md and the pictures of a folder again, from its jmh.json and meta.json.")
final class ReportCommand implements Callable<Integer> {
  @Parameters(paramLabel = "DIR", description = "folder of a run")
  private Path folder;

  @Override
  public Integer call() throws IOException {
    Report report = Report.read(folder);
    report.writeSummary(folder);
    report.writePictures(folder);
    System.out.print(report.text());
    return 0;
  }
}
