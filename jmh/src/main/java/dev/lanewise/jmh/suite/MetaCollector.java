package dev.lanewise.jmh.suite;

import dev.lanewise.jmh.report.Case;
import dev.lanewise.jmh.report.Measurements;
import dev.lanewise.jmh.report.Meta;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Puts together what meta.json holds. */
final class MetaCollector {
  private final Choice choice;
  private final String command;
  private final double loadBefore;
  private final List<Meta.Contender> contenders;
  private final Map<String, Case> controls;
  private final List<String> leftOut;
  private final Meta.Java java;
  private final Meta.Processor processor = Machine.processor();
  private final WorkingTree tree = WorkingTree.read();

  MetaCollector(
      Choice choice,
      String command,
      double loadBefore,
      List<Meta.Contender> contenders,
      Map<String, Case> controls,
      List<String> leftOut) {
    this.choice = choice;
    this.command = command;
    this.loadBefore = loadBefore;
    this.contenders = contenders;
    this.controls = controls;
    this.leftOut = leftOut;
    java = JvmFacts.ask(choice.instructions().jvmArgs());
  }

  /** {@code left}: labels of groups that were not measured. */
  Meta meta(Measurements soFar, List<String> failures, List<String> left) {
    Map<String, Double> noise = new LinkedHashMap<>();
    controls.forEach(
        (name, control) -> soFar.score(control).ifPresent(s -> noise.put(name, s.spread())));
    List<String> all = new ArrayList<>(leftOut);
    if (!left.isEmpty()) {
      all.add(
          0,
          "THE RUN WAS BROKEN OFF: what comes from '"
              + left.get(0)
              + "' on, in all "
              + left.size()
              + (left.size() == 1 ? " group" : " groups"));
    }
    return new Meta(
        Meta.SCHEMA,
        date(),
        tree.commit(),
        tree.clean(),
        command,
        choice.effort().name().toLowerCase(Locale.ROOT),
        choice.instructions().inWords(),
        processor,
        Machine.memoryMiB(),
        Machine.operatingSystem(),
        Machine.container(),
        java,
        new Meta.Load(loadBefore, Machine.load()),
        noise,
        contenders,
        List.copyOf(all),
        List.copyOf(failures));
  }

  private static String date() {
    return LocalDate.now(ZoneOffset.UTC).toString();
  }

  /** "amd-epyc-family-25-model-17-2-cores/temurin-25.0.3/2026-11-21-4a94538". */
  String folder() {
    return slug(processorName()) + "/" + slug(jdkName()) + "/" + date() + "-" + tree.commit();
  }

  /** A virtual machine's processor may hide which one it is; family and model tell. */
  private String processorName() {
    boolean telling = processor.model().matches(".*[0-9].*") || processor.family() < 0;
    return processor.model()
        + (telling ? "" : " family " + processor.family() + " model " + processor.modelNumber())
        + " "
        + processor.cores()
        + " cores";
  }

  private String jdkName() {
    int build = java.vendor().indexOf('+');
    boolean named = java.vendor().matches(".*[0-9].*");
    return named
        ? java.vendor().substring(0, build < 0 ? java.vendor().length() : build)
        : "jdk " + Runtime.version().feature();
  }

  private static String slug(String text) {
    return text.toLowerCase(Locale.ROOT)
        .replaceAll("\\((r|tm)\\)|@.*ghz", "")
        .replaceAll("[^a-z0-9.]+", "-")
        .replaceAll("^-|-$", "");
  }
}
