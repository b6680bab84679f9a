package dev.lanewise.jmh.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Starting cold. */
final class ColdSection implements Section {
  private static final String START = "dev.lanewise.jmh.ColdStart.";

  @Override
  public String title() {
    return "Cold start";
  }

  @Override
  public List<String> notes(Measurements all) {
    return List.of(
        "From the start of the process; training is an epoch of 1,437 samples, 64–32–10, batch 32;"
            + " a first call holds loading its classes and interpreting it; AOT cache: written by an"
            + " earlier run with -XX:AOTCacheOutput");
  }

  @Override
  public Map<String, Table> tables(Measurements all) {
    List<Case> starts = all.where(key -> key.benchmark().startsWith(START));
    Map<String, Table> tables = new LinkedHashMap<>();
    if (!starts.isEmpty()) {
      String threads = starts.get(0).get("threads");
      Table table = new Table(List.of("ms", "plain", "with an AOT cache", "plain / AOT"));
      for (String what : Measurements.values(starts, "what")) {
        Case plain = Case.of(START + "run", Map.of("what", what, "aot", "off", "threads", threads));
        Case cached = plain.with("aot", "on");
        table.add(
            List.of(
                what,
                millis(all, plain),
                millis(all, cached),
                Figures.speed(all.score(cached), all.score(plain))));
      }
      tables.put(
          threads.equals("1") ? "Milliseconds" : "Milliseconds, " + Figures.threads(threads),
          table);
    }
    return tables;
  }

  private static String millis(Measurements all, Case key) {
    return all.score(key).map(s -> Figures.number(s.median() / 1e6)).orElse(Figures.NONE);
  }
}
