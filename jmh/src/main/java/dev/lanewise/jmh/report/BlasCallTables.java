package dev.lanewise.jmh.report;

import dev.lanewise.jmh.peer.Contender;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * gemv and ger, or syrk and batches: a column for each call where ours are alone, a row for each
 * where peers take the columns.
 */
final class BlasCallTables {
  private static final List<BlasCallTables> LEVELS =
      List.of(
          new BlasCallTables(
              2,
              "gemv and ger",
              "rows×cols",
              "shape",
              "row",
              "x·A",
              "column",
              "A·x",
              "update",
              "A + x·yᵀ"),
          new BlasCallTables(
              3,
              "syrk and batches",
              "n×n×n",
              "n",
              "triangle",
              "syrk",
              "batched",
              "batch, one call",
              "calls",
              "batch, calls"));

  private final int level;
  private final String title;
  private final String sizes;
  private final String size;

  /** Titles by the benchmark's method. */
  private final Map<String, String> forms = new LinkedHashMap<>();

  private BlasCallTables(
      int level, String title, String sizes, String size, String... methodsAndTitles) {
    this.level = level;
    this.title = title;
    this.sizes = sizes;
    this.size = size;
    for (int i = 0; i < methodsAndTitles.length; i += 2) {
      forms.put(methodsAndTitles[i], methodsAndTitles[i + 1]);
    }
  }

  /** Of our benchmark's methods, or of that of native libraries. */
  private String benchmark(boolean ours) {
    return "dev.lanewise.jmh." + (ours ? "Level" : "peer.NativeLevel") + level + "Benchmark.";
  }

  static void put(Map<String, Table> tables, Measurements all) {
    for (BlasCallTables level : LEVELS) {
      List<Case> calls =
          all.where(
              key ->
                  key.benchmark().startsWith(level.benchmark(true))
                      || key.benchmark().startsWith(level.benchmark(false)));
      for (String precision : Measurements.values(calls, "precision")) {
        level.put(
            tables,
            all,
            calls.stream().filter(key -> key.get("precision").equals(precision)).toList());
      }
    }
  }

  /** Of one precision. */
  private void put(Map<String, Table> tables, Measurements all, List<Case> calls) {
    String where = title + ", " + Figures.precision(calls.get(0).get("precision")) + ", ";
    List<Contender> peers =
        Contender.peers().stream()
            .filter(peer -> calls.stream().anyMatch(key -> isOf(key, peer)))
            .toList();
    if (peers.isEmpty()) {
      tables.put(where + "GFLOP/s", alone(all, calls));
      return;
    }
    for (String threads : Measurements.values(calls, "threads")) {
      List<Case> here = calls.stream().filter(key -> key.get("threads").equals(threads)).toList();
      tables.put(where + Figures.threads(threads) + ", GFLOP/s", beside(all, here, peers));
    }
  }

  private Table alone(Measurements all, List<Case> calls) {
    List<String> header = new ArrayList<>(List.of(sizes));
    header.addAll(forms.values());
    Table table = new Table(header);
    Set<Map<String, String>> rows = new LinkedHashSet<>();
    calls.forEach(key -> rows.add(key.parameters()));
    for (Map<String, String> parameters : rows) {
      List<String> row = new ArrayList<>();
      String threads = Figures.threads(parameters.get("threads"));
      row.add(parameters.get(size).replace('x', '×') + ", " + threads);
      for (String form : forms.keySet()) {
        row.add(Figures.median(all.score(benchmark(true) + form, parameters)));
      }
      table.add(row);
    }
    return table;
  }

  private Table beside(Measurements all, List<Case> here, List<Contender> peers) {
    List<String> header = new ArrayList<>(List.of("call, " + sizes, "Lanewise"));
    peers.forEach(peer -> header.add(peer.title));
    header.addAll(List.of("/ best", "worst fork", "B/op"));
    Table table = new Table(header);
    for (String form : forms.keySet()) {
      Set<Case> rows = new LinkedHashSet<>();
      here.stream()
          .filter(key -> key.benchmark().endsWith("." + form))
          .forEach(key -> rows.add(ours(key, form)));
      rows.forEach(ours -> table.add(row(all, ours, form, peers)));
    }
    return table;
  }

  private boolean isOf(Case key, Contender peer) {
    return key.benchmark().startsWith(benchmark(false))
        && key.get("library").equals(peer.parameters().get("library"));
  }

  private Case ours(Case key, String form) {
    Case ours = Case.of(benchmark(true) + form, key.parameters());
    ours.parameters().remove("library");
    return ours;
  }

  private List<String> row(Measurements all, Case ours, String form, List<Contender> peers) {
    Optional<Score> score = all.score(ours);
    List<Optional<Score>> others = new ArrayList<>();
    for (Contender peer : peers) {
      Case theirs = Case.of(benchmark(false) + form, ours.parameters());
      theirs.parameters().putAll(peer.parameters());
      others.add(all.score(theirs));
    }
    Optional<Score> best = others.stream().flatMap(Optional::stream).max(Score::compareSpeed);
    List<String> row = new ArrayList<>();
    row.add(forms.get(form) + ", " + ours.get(size).replace('x', '×'));
    row.add(Figures.median(score));
    others.forEach(other -> row.add(Figures.median(other)));
    row.add(Figures.speed(score, best));
    row.add(Figures.worstFork(score));
    row.add(Figures.bytes(all.allocation(ours)));
    return row;
  }
}
