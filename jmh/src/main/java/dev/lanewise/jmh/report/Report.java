package dev.lanewise.jmh.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A run in words, tables and pictures, from what its folder holds. */
public final class Report {
  /** What the harness measured, peers included. */
  public static final String RESULTS = "jmh.json";

  /** The machine and who took part. */
  public static final String META = "meta.json";

  private static final String SUMMARY = "summary.md";

  private static final List<Section> SECTIONS =
      List.of(
          new SeedSection(),
          new TrainingSection(),
          new GemmSection(),
          new GemmExtrasSection(),
          new ElementwiseSection(),
          new PeakSection(),
          new ColdSection());

  private final Measurements measurements;
  private final Meta meta;

  /** A report on these results. */
  public Report(Measurements measurements, Meta meta) {
    this.measurements = measurements;
    this.meta = meta;
  }

  /** Reads jmh.json and meta.json. */
  public static Report read(Path folder) throws IOException {
    return new Report(Measurements.read(folder.resolve(RESULTS)), Meta.read(folder.resolve(META)));
  }

  /** For the terminal. */
  public String text() {
    StringBuilder text = new StringBuilder();
    notes().forEach(note -> text.append(note).append('\n'));
    for (Section section : present()) {
      text.append('\n').append(section.title()).append('\n');
      section.notes(measurements).forEach(note -> text.append(note).append('\n'));
      section
          .tables(measurements)
          .forEach(
              (title, table) -> text.append('\n').append(title).append('\n').append(table.text()));
    }
    return text.toString();
  }

  private List<String> notes() {
    List<String> notes = new ArrayList<>(MetaNotes.of(meta));
    for (Measurements.Kind kind : Measurements.Kind.values()) {
      Noise noise = measurements.noise(kind);
      if (noise.degrees() > 0) {
        notes.add(noise.note(kind.title, measurements.usualForks()));
      }
    }
    notes.addAll(measurements.allocationNote());
    return notes;
  }

  /** The file summary.md. */
  public String markdown() {
    StringBuilder text = new StringBuilder("# " + meta.title() + "\n\n");
    notes().forEach(note -> text.append("- ").append(note).append('\n'));
    for (Section section : present()) {
      text.append("\n## ").append(section.title()).append("\n\n");
      section.notes(measurements).forEach(note -> text.append("- ").append(note).append('\n'));
      for (Picture picture : section.pictures(measurements)) {
        text.append("\n![")
            .append(picture.caption())
            .append("](")
            .append(picture.file())
            .append(")\n");
      }
      for (Map.Entry<String, Table> table : section.tables(measurements).entrySet()) {
        text.append("\n### ").append(table.getKey()).append("\n\n");
        text.append(table.getValue().markdown());
      }
    }
    text.append("\nThe command:\n\n```\n").append(meta.command()).append("\n```\n");
    return text.toString();
  }

  /** Writes summary.md. */
  public void writeSummary(Path folder) throws IOException {
    WholeFile.write(folder.resolve(SUMMARY), markdown());
  }

  /** Writes the pictures that summary.md shows. */
  public void writePictures(Path folder) {
    present().forEach(section -> section.pictures(measurements).forEach(p -> p.write(folder)));
  }

  private List<Section> present() {
    List<Section> present = new ArrayList<>();
    for (Section section : SECTIONS) {
      if (!section.tables(measurements).isEmpty()) {
        present.add(section);
      }
    }
    return present;
  }
}
