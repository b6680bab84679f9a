package dev.lanewise.jmh.suite;

import dev.lanewise.matrix.Precision;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;

/** What a reader needs beside the tables: the machine, who took part with what, who did not. */
final class GemmReport {
  private final GemmPlan plan;
  private final GemmResults results;
  private final Map<Contender, Probe.Answer> answers;
  private final String command;

  GemmReport(
      GemmPlan plan, GemmResults results, Map<Contender, Probe.Answer> answers, String command) {
    this.plan = plan;
    this.results = results;
    this.answers = answers;
    this.command = command;
  }

  String text() {
    StringBuilder text = new StringBuilder();
    notes().forEach(note -> text.append(note).append('\n'));
    tables()
        .forEach(
            (title, table) -> text.append('\n').append(title).append('\n').append(table.text()));
    return text.toString();
  }

  String markdown() {
    StringBuilder text = new StringBuilder("# Matrix products\n\n");
    notes().forEach(note -> text.append("- ").append(note.strip()).append('\n'));
    tables()
        .forEach(
            (title, table) ->
                text.append("\n## ").append(title).append("\n\n").append(table.markdown()));
    return text.append("\nThe command:\n\n```\n").append(command).append("\n```\n").toString();
  }

  /** Writes summary.md, and gemm.json as the harness has it. */
  void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("summary.md"), markdown());
    try (PrintStream json =
        new PrintStream(
            Files.newOutputStream(folder.resolve("gemm.json")), false, StandardCharsets.UTF_8)) {
      ResultFormatFactory.getInstance(ResultFormatType.JSON, json).writeOut(results.merged());
    }
  }

  private Map<String, Table> tables() {
    return new GemmTables(plan, results).tables();
  }

  private List<String> notes() {
    List<String> notes = new ArrayList<>();
    notes.add(
        "C = op(A)·op(B), row-major, GFLOP/s: 2·m·n·k / time, the median of "
            + plan.effort().inWords());
    notes.add(
        String.format(
            Locale.ROOT,
            "%s, %d processors, %s, JDK %s, %s",
            InstructionSet.cpuInfo("model name"),
            Runtime.getRuntime().availableProcessors(),
            System.getProperty("os.name"),
            Runtime.version(),
            LocalDate.now(ZoneOffset.UTC)));
    notes.add("Instruction set: " + plan.instructions().inWords());
    plan.precisions().forEach(precision -> notes.add(peak(precision)));
    answers.forEach((contender, answer) -> notes.add(answer.note(contender)));
    plan.contenders().stream()
        .filter(contender -> plan.threads().stream().anyMatch(count -> !contender.runsOn(count)))
        .forEach(contender -> notes.add(contender.title + " has one thread"));
    results.failures().forEach(failure -> notes.add("FAILED: " + oneLine(failure)));
    return notes;
  }

  private static String oneLine(String text) {
    return text.lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .collect(Collectors.joining("; "));
  }

  private String peak(Precision precision) {
    double[] peaks = results.peaks(precision);
    return peaks.length == 0
        ? "FMA peak not measured"
        : String.format(
            Locale.ROOT,
            "FMA peak of one core, %s: %.1f at best, %.1f at worst of %d measurements during the run",
            precision.name().toLowerCase(Locale.ROOT),
            peaks[peaks.length - 1],
            peaks[0],
            peaks.length);
  }
}
