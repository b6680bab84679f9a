package dev.lanewise.jmh.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Leading dimensions, epilogues, the scalar path; the other calls: {@link BlasCallTables}. */
final class GemmExtrasSection implements Section {
  private static final String PACKAGE = "dev.lanewise.jmh.";
  private static final String PEERS = PACKAGE + "peer.NativeLevel";
  private static final String LEADING = PACKAGE + "LeadingBenchmark.multiply";
  private static final String EPILOGUE = PACKAGE + "EpilogueBenchmark.";
  private static final String SCALAR = PACKAGE + "NoModuleBenchmark.multiply";
  private static final String VECTOR = PACKAGE + "GemmBenchmark.multiply";

  @Override
  public String title() {
    return "More of products";
  }

  @Override
  public List<String> notes(Measurements all) {
    boolean peers = !all.where(key -> key.benchmark().startsWith(PEERS)).isEmpty();
    return List.of(
        (peers ? "Ours alone, but for the calls at the end. " : "Ours alone. ")
            + "Leading dimension: elements from a row to the next, of all three matrices;"
            + " fused: a = σ(x·w + bias) in one call, separate: a product and a pass over it;"
            + " without the module jdk.incubator.vector scalar kernels run; GFLOP/s of gemv, ger and"
            + " syrk count 2·m·n, 2·m·n and n³");
  }

  @Override
  public Map<String, Table> tables(Measurements all) {
    Map<String, Table> tables = new LinkedHashMap<>();
    put(tables, "Leading dimensions, GFLOP/s", leading(all));
    put(tables, "Bias and sigmoid, µs", epilogues(all));
    put(tables, "Without the Vector API's module, GFLOP/s", scalar(all));
    BlasCallTables.put(tables, all);
    return tables;
  }

  private static void put(Map<String, Table> tables, String title, Table table) {
    if (!table.isEmpty()) {
      tables.put(title, table);
    }
  }

  private static String where(Case key) {
    return Figures.precision(key.get("precision")) + ", " + Figures.threads(key.get("threads"));
  }

  private static Table leading(Measurements all) {
    List<Case> cases = all.of(LEADING);
    List<String> sizes = Measurements.values(cases, "leading");
    List<String> header = new ArrayList<>(List.of("512×512×512 NN"));
    header.addAll(sizes);
    header.add("slowest / fastest");
    Table table = new Table(header);
    for (Case first : cases) {
      if (first.get("leading").equals(sizes.get(0))) {
        List<Optional<Score>> scores =
            sizes.stream().map(size -> all.score(first.with("leading", size))).toList();
        List<String> row = new ArrayList<>(List.of(where(first)));
        scores.forEach(score -> row.add(Figures.median(score)));
        List<Score> measured = scores.stream().flatMap(Optional::stream).toList();
        row.add(
            Figures.speed(
                measured.stream().min(Score::compareSpeed),
                measured.stream().max(Score::compareSpeed)));
        table.add(row);
      }
    }
    return table;
  }

  private static Table epilogues(Measurements all) {
    Table table =
        new Table(
            List.of(
                "m×n×k", "product", "fused", "separate", "fused / separate", "fused / product"));
    for (Case fused : all.of(EPILOGUE + "fused")) {
      Optional<Score> score = all.score(fused);
      Optional<Score> plain = all.score(Case.of(EPILOGUE + "plain", fused.parameters()));
      Optional<Score> separate = all.score(Case.of(EPILOGUE + "separate", fused.parameters()));
      table.add(
          List.of(
              fused.get("shape").replace('x', '×') + ", " + where(fused),
              micros(plain),
              micros(score),
              micros(separate),
              Figures.speed(separate, score),
              Figures.speed(plain, score)));
    }
    return table;
  }

  private static String micros(Optional<Score> score) {
    return score.map(s -> Figures.number(s.median() / 1e3)).orElse(Figures.NONE);
  }

  private static Table scalar(Measurements all) {
    Table table = new Table(List.of("m×n×k", "without", "of peak", "with", "without / with"));
    for (Case without : all.of(SCALAR)) {
      Optional<Score> score = all.score(without);
      Optional<Score> with = all.score(Case.of(VECTOR, without.parameters()));
      OptionalDouble peak = Peaks.fma(all, without.get("precision"));
      double threads = Double.parseDouble(without.get("threads"));
      table.add(
          List.of(
              GemmSection.label(without) + ", " + where(without),
              Figures.median(score),
              Peaks.share(score, peak, threads),
              Figures.median(with),
              Figures.speed(score, with)));
    }
    return table;
  }
}
