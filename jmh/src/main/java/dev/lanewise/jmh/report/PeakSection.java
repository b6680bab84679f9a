package dev.lanewise.jmh.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the machine can do. */
final class PeakSection implements Section {
  private static final String FMA = "dev.lanewise.jmh.FmaPeakBenchmark.";
  private static final String BANDWIDTH = "dev.lanewise.jmh.BandwidthBenchmark.";

  @Override
  public String title() {
    return "The machine's own limits";
  }

  @Override
  public List<String> notes(Measurements all) {
    return List.of(
        "Fused multiply-adds in registers, best and worst fork; bytes of a copy and of the triad"
            + " a = b + s·c that the program reads and writes, half of a level's usual size a thread");
  }

  @Override
  public Map<String, Table> tables(Measurements all) {
    Map<String, Table> tables = new LinkedHashMap<>();
    List<Case> peaks = all.where(key -> key.benchmark().startsWith(FMA));
    if (!peaks.isEmpty()) {
      Table table = new Table(List.of("FMA peak", "GFLOP/s", "worst", "forks"));
      for (Case peak : peaks) {
        Score score = all.score(peak).orElseThrow();
        String precision = peak.benchmark().substring(FMA.length());
        table.add(
            List.of(
                precision + ", " + Figures.threads(peak.get("threads")),
                Figures.number(score.best()),
                Figures.number(score.worst()),
                Integer.toString(score.forks())));
      }
      tables.put("Arithmetic", table);
    }
    List<Case> bandwidths = all.where(key -> key.benchmark().startsWith(BANDWIDTH));
    if (!bandwidths.isEmpty()) {
      Table table = new Table(List.of("GB/s", "L1", "L2", "L3", "MEMORY"));
      for (String threads : Measurements.values(bandwidths, "threads")) {
        for (String form : List.of("copy", "triad")) {
          List<String> row = new ArrayList<>();
          row.add(form + ", " + Figures.threads(threads));
          for (String place : List.of("L1", "L2", "L3", "MEMORY")) {
            row.add(
                Figures.median(
                    all.score(BANDWIDTH + form, Map.of("place", place, "threads", threads))));
          }
          table.add(row);
        }
      }
      tables.put("Memory", table);
    }
    return tables;
  }
}
