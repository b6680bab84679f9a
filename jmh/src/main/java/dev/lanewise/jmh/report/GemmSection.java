package dev.lanewise.jmh.report;

import dev.lanewise.jmh.peer.Contender;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;

/** Matrix products: a table for each precision and number of threads. */
final class GemmSection implements Section {
  @Override
  public String title() {
    return "Matrix products";
  }

  @Override
  public List<String> notes(Measurements all) {
    List<String> notes = new ArrayList<>();
    notes.add(
        "C = op(A)·op(B), row-major, GFLOP/s: 2·m·n·k / time, median of the forks, a fork being the"
            + " median of its iterations; ratios are our rate over theirs; worst fork in percent of"
            + " our median; B/op: what an operation of ours allocates on the heap");
    if (all.hasShares()) {
      notes.add(
          "Of peak: the share of what fused multiply-adds reached on one core, just before and after"
              + " each iteration in the same JVM, times the threads; ratios, worst forks and noise"
              + " are those of the shares, since the clock changes during a run");
    }
    return notes;
  }

  @Override
  public Map<String, Table> tables(Measurements all) {
    List<Case> products = all.where(GemmSection::isProduct);
    Map<String, Table> tables = new LinkedHashMap<>();
    for (String precision : Measurements.values(products, "precision")) {
      for (String threads : Measurements.values(products, "threads")) {
        List<Case> here =
            products.stream()
                .filter(c -> c.get("precision").equals(precision))
                .filter(c -> c.get("threads").equals(threads))
                .toList();
        if (!here.isEmpty()) {
          tables.put(
              Figures.precision(precision) + ", " + Figures.threads(threads),
              table(all, here, precision, threads));
        }
      }
    }
    return tables;
  }

  @Override
  public List<Picture> pictures(Measurements all) {
    return GemmPictures.of(all);
  }

  static boolean isProduct(Case key) {
    return contender(key).isPresent();
  }

  private static Optional<Contender> contender(Case key) {
    return Arrays.stream(Contender.values())
        .filter(contender -> contender.method().equals(key.benchmark()))
        .filter(c -> c.parameters().getOrDefault("library", "").equals(key.get("library")))
        .findAny();
  }

  /** The same product by somebody else. */
  static Case by(Contender contender, Case product) {
    Case other = Case.of(contender.method(), product.parameters());
    other.parameters().remove("library");
    other.parameters().putAll(contender.parameters());
    return other;
  }

  private static Table table(Measurements all, List<Case> here, String precision, String threads) {
    List<Contender> peers = new ArrayList<>();
    for (Contender peer : Contender.peers()) {
      if (here.stream().anyMatch(c -> contender(c).orElseThrow() == peer)) {
        peers.add(peer);
      }
    }
    Map<String, Case> rows = new LinkedHashMap<>();
    here.stream()
        .sorted(Comparator.comparingDouble(GemmSection::size))
        .forEach(c -> rows.putIfAbsent(label(c), by(Contender.LANEWISE, c)));
    boolean speedUp =
        !threads.equals("1")
            && rows.values().stream().anyMatch(c -> all.score(c.with("threads", "1")).isPresent());
    List<String> header = new ArrayList<>(List.of("m×n×k", "Lanewise", "of peak"));
    peers.forEach(peer -> header.add(peer.title));
    header.addAll(List.of("/ best native", "/ best", "worst fork", "B/op"));
    if (speedUp) {
      header.add("/ 1 thread");
    }
    Table table = new Table(header);
    OptionalDouble peak = Peaks.fma(all, precision);
    rows.forEach(
        (label, ours) -> {
          List<String> row = row(all, label, ours, peers, peak);
          if (speedUp) {
            row.add(Figures.speed(all.score(ours), all.score(ours.with("threads", "1"))));
          }
          table.add(row);
        });
    return table;
  }

  /** Squares come first, by their size; the others as they were measured. */
  private static double size(Case product) {
    String[] sizes = product.get("shape").split("x", -1);
    boolean square = sizes[0].equals(sizes[1]) && sizes[1].equals(sizes[2]);
    return square ? Double.parseDouble(sizes[0]) : Double.MAX_VALUE;
  }

  static String label(Case product) {
    return product.get("shape").replace('x', '×') + " " + product.get("transposed");
  }

  private static List<String> row(
      Measurements all, String label, Case ours, List<Contender> peers, OptionalDouble peak) {
    Optional<Score> score = all.score(ours);
    double threads = Double.parseDouble(ours.get("threads"));
    List<String> row = new ArrayList<>(List.of(label, Figures.median(score)));
    row.add(Peaks.share(score, peak, threads));
    peers.forEach(peer -> row.add(Figures.median(all.score(by(peer, ours)))));
    row.add(Figures.speed(score, best(all, ours, peers, Contender::isNative)));
    row.add(Figures.speed(score, best(all, ours, peers, peer -> true)));
    row.add(Figures.worstFork(score));
    row.add(Figures.bytes(all.allocation(ours)));
    return row;
  }

  private static Optional<Score> best(
      Measurements all, Case ours, List<Contender> peers, Predicate<Contender> among) {
    return peers.stream()
        .filter(among)
        .flatMap(peer -> all.score(by(peer, ours)).stream())
        .max(Score::compareSpeed);
  }
}
