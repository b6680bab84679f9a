package dev.lanewise.jmh.suite;

import dev.lanewise.jmh.report.Measurements;
import dev.lanewise.jmh.report.Meta;
import dev.lanewise.jmh.report.Report;
import dev.lanewise.jmh.report.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Where a run leaves its results: written after every group, so that little is lost. */
final class ResultFolder {
  private final Path path;
  private final MetaCollector collector;

  private ResultFolder(Path path, MetaCollector collector) {
    this.path = path;
    this.collector = collector;
  }

  /** A new folder: an earlier one of that day and commit is left alone. */
  static ResultFolder create(Path out, MetaCollector collector) throws IOException {
    Path wanted = out.resolve(collector.folder());
    Path free = wanted;
    for (int i = 2; Files.exists(free); i++) {
      free = wanted.resolveSibling(wanted.getFileName() + "-" + i);
    }
    return new ResultFolder(Files.createDirectories(free), collector);
  }

  Path path() {
    return path;
  }

  /** {@code left}: labels of groups that were not measured. */
  void write(String json, List<String> failures, List<String> left) throws IOException {
    Measurements soFar = Measurements.parse(json);
    Meta meta = collector.meta(soFar, failures, left);
    WholeFile.write(path.resolve(Report.RESULTS), json);
    WholeFile.write(path.resolve(Report.META), meta.json());
    new Report(soFar, meta).writeSummary(path);
  }

  /** The report on what has been written, with its pictures. */
  Report finish() throws IOException {
    Report report = Report.read(path);
    report.writePictures(path);
    return report;
  }
}
