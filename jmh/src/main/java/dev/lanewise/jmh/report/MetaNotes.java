package dev.lanewise.jmh.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The machine and who took part, for readers. */
final class MetaNotes {
  private MetaNotes() {}

  static List<String> of(Meta meta) {
    List<String> notes = new ArrayList<>();
    notes.add(
        meta.date()
            + ", commit "
            + meta.commit()
            + (meta.treeClean() || meta.commit().equals("unknown") ? "" : " with changes")
            + ", "
            + meta.operatingSystem()
            + ", "
            + meta.memoryMiB()
            + " MiB");
    notes.add("Effort: " + meta.effort() + ". Instruction set: " + meta.instructions());
    Meta.Java java = meta.java();
    notes.add(
        java.vm()
            + " "
            + java.version()
            + " ("
            + java.vendor()
            + "), "
            + String.join(", ", java.collectors())
            + (java.collectors().isEmpty() ? "" : ", ")
            + "arguments "
            + String.join(" ", java.arguments()));
    if (meta.load().before() >= 0) {
      notes.add(
          String.format(
              Locale.ROOT,
              "Load before %.2f, after %.2f",
              meta.load().before(),
              meta.load().after()));
    }
    for (Map.Entry<String, Double> control : meta.noise().entrySet()) {
      notes.add(
          String.format(
              Locale.ROOT,
              "Noise: %.1f %% between forks of %s before and after the run",
              100 * control.getValue(),
              control.getKey()));
    }
    meta.contenders().forEach(contender -> notes.add(contender.note()));
    meta.leftOut().forEach(what -> notes.add("Not measured: " + what));
    meta.failures().forEach(failure -> notes.add("FAILED: " + failure));
    return notes;
  }
}
