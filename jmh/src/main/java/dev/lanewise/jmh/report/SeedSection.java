package dev.lanewise.jmh.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The autoencoder's backpropagation of the source documents, and their row-major product. */
final class SeedSection implements Section {
  static final String OURS = "dev.lanewise.jmh.SeedBenchmark.run";
  static final String PRODUCT_SHAPE = "64x64x10000";
  private static final String PRODUCT = "dev.lanewise.jmh.GemmBenchmark.multiply";

  /** Who computes it how: a title, a benchmark, a form. */
  record Way(String title, String benchmark, String form) {
    Optional<Score> score(Measurements all, String precision, String threads) {
      return all.score(in(precision, threads));
    }

    /** The larger of both precisions'. */
    OptionalDouble allocation(Measurements all, String threads) {
      return Stream.of("F32", "F64")
          .map(precision -> all.allocation(in(precision, threads)))
          .flatMapToDouble(OptionalDouble::stream)
          .max();
    }

    private Case in(String precision, String threads) {
      Map<String, String> parameters = new TreeMap<>();
      parameters.put("precision", precision);
      parameters.put("threads", threads);
      parameters.put("form", form);
      parameters.put("samples", "10000");
      return Case.of(benchmark, parameters);
    }

    boolean isOurs() {
      return benchmark.equals(OURS);
    }
  }

  static final List<Way> WAYS =
      List.of(
          new Way("Java, loop over samples", OURS, "LOOP"),
          new Way("Lanewise, whole arrays", OURS, "WHOLE"),
          new Way("Lanewise, fused", OURS, "FUSED"),
          new Way("NumPy, loop over samples", "peers.seed.numpy", "LOOP"),
          new Way("NumPy, whole arrays", "peers.seed.numpy", "WHOLE"),
          new Way("NumPy, whole arrays, a sample a row", "peers.seed.numpy", "ROWS"),
          new Way("PyTorch, whole arrays", "peers.seed.pytorch", "WHOLE"),
          new Way("PyTorch, whole arrays, a sample a row", "peers.seed.pytorch", "ROWS"),
          new Way("Octave, loop over samples", "peers.seed.octave", "LOOP"),
          new Way("Octave, whole arrays", "peers.seed.octave", "WHOLE"));

  @Override
  public String title() {
    return "The sparse autoencoder's gradient";
  }

  @Override
  public List<String> notes(Measurements all) {
    return List.of(
        "10,000 samples, 64 inputs, 25 hidden units, 64 outputs, sigmoid; given x, a1, a2, a3, W2:"
            + " δ3 = −(x − a3)·a3·(1 − a3), δ2 = (W2ᵀδ3 + s)·a2·(1 − a2), their products with a1 and"
            + " a2, their sums; ms, and how many times that of our best form; B/op: what ours allocate on the heap",
        "Products of (64×10,000)·(10,000×64): each operand stored by rows (N) or by columns (T)"
            + (all.hasShares() ? "; slowest / NN: of their shares of the peak beside them" : ""));
  }

  @Override
  public Map<String, Table> tables(Measurements all) {
    Map<String, Table> tables = new LinkedHashMap<>();
    List<Case> measured =
        all.where(c -> c.benchmark().equals(OURS) || c.benchmark().startsWith("peers.seed."));
    for (String threads : Measurements.values(measured, "threads")) {
      tables.put(Figures.threads(threads), table(all, threads));
    }
    List<Case> products =
        all.where(c -> c.benchmark().equals(PRODUCT) && c.get("shape").equals(PRODUCT_SHAPE));
    if (!products.isEmpty()) {
      tables.put("Row-major and column-major operands", layouts(all, products));
    }
    return tables;
  }

  @Override
  public List<Picture> pictures(Measurements all) {
    return SeedPicture.of(all);
  }

  private static Table table(Measurements all, String threads) {
    Table table =
        new Table(
            List.of("who", "f64", "/ our best", "f32", "/ our best", "f64 / our best f32", "B/op"));
    Optional<Score> bestF64 = best(all, "F64", threads);
    Optional<Score> bestF32 = best(all, "F32", threads);
    for (Way way : WAYS) {
      Optional<Score> f64 = way.score(all, "F64", threads);
      Optional<Score> f32 = way.score(all, "F32", threads);
      if (f64.isPresent() || f32.isPresent()) {
        table.add(
            List.of(
                way.title(),
                millis(f64),
                Figures.speed(bestF64, f64),
                millis(f32),
                Figures.speed(bestF32, f32),
                Figures.speed(bestF32, f64),
                Figures.bytes(way.allocation(all, threads))));
      }
    }
    return table;
  }

  private static Optional<Score> best(Measurements all, String precision, String threads) {
    return WAYS.stream()
        .filter(Way::isOurs)
        .flatMap(way -> way.score(all, precision, threads).stream())
        .min((a, b) -> Double.compare(a.median(), b.median()));
  }

  private static String millis(Optional<Score> score) {
    return score.map(s -> Figures.number(s.median() / 1e6)).orElse(Figures.NONE);
  }

  private static Table layouts(Measurements all, List<Case> products) {
    List<String> transposes = Measurements.values(products, "transposed");
    List<String> header = new ArrayList<>(List.of("GFLOP/s"));
    header.addAll(transposes);
    header.add("slowest / NN");
    Table table = new Table(header);
    for (String precision : Measurements.values(products, "precision")) {
      for (String threads : Measurements.values(products, "threads")) {
        Map<String, Score> scores = new LinkedHashMap<>();
        for (String transposed : transposes) {
          Map<String, String> parameters =
              Map.of(
                  "shape",
                  PRODUCT_SHAPE,
                  "transposed",
                  transposed,
                  "precision",
                  precision,
                  "threads",
                  threads);
          all.score(PRODUCT, parameters).ifPresent(score -> scores.put(transposed, score));
        }
        List<String> row = new ArrayList<>();
        row.add(Figures.precision(precision) + ", " + Figures.threads(threads));
        transposes.forEach(t -> row.add(Figures.median(Optional.ofNullable(scores.get(t)))));
        Optional<Score> slowest = scores.values().stream().min(Score::compareSpeed);
        row.add(Figures.speed(slowest, Optional.ofNullable(scores.get("NN"))));
        table.add(row);
      }
    }
    return table;
  }
}
