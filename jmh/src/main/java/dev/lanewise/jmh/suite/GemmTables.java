package dev.lanewise.jmh.suite;

import dev.lanewise.jmh.suite.GemmResults.Cell;
import dev.lanewise.matrix.Precision;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Predicate;

/** The results as tables, one for each precision and number of threads. */
final class GemmTables {
  private static final String NONE = "–";

  private final GemmPlan plan;
  private final GemmResults results;

  GemmTables(GemmPlan plan, GemmResults results) {
    this.plan = plan;
    this.results = results;
  }

  /** Titles and tables, in order. */
  Map<String, Table> tables() {
    Map<String, Table> tables = new LinkedHashMap<>();
    for (Precision precision : plan.precisions()) {
      for (int threads : plan.threads()) {
        tables.put(
            precision.name().toLowerCase(Locale.ROOT)
                + ", "
                + threads
                + (threads == 1 ? " thread" : " threads"),
            table(precision, threads));
      }
    }
    return tables;
  }

  private Table table(Precision precision, int threads) {
    List<Contender> peers = peers(threads);
    boolean speedUp = threads > 1 && plan.threads().contains(1);
    List<String> header = new ArrayList<>(List.of("m×n×k", "Lanewise", "of peak"));
    peers.forEach(peer -> header.add(peer.title));
    header.addAll(List.of("/ best native", "/ best", "worst fork"));
    if (speedUp) {
      header.add("/ 1 thread");
    }
    Table table = new Table(header);
    for (List<ProductShape> shapes : plan.blocks().values()) {
      for (ProductShape shape : shapes) {
        Cell ours = new Cell(precision, threads, shape, Contender.LANEWISE);
        List<String> row = row(ours, peers);
        if (speedUp) {
          Rate one = results.rate(new Cell(precision, 1, shape, Contender.LANEWISE));
          row.add(ratio(results.rate(ours), one == null ? OptionalDouble.empty() : of(one)));
        }
        table.add(row);
      }
    }
    return table;
  }

  private List<Contender> peers(int threads) {
    return plan.contenders(threads).stream()
        .filter(contender -> contender != Contender.LANEWISE)
        .toList();
  }

  private List<String> row(Cell ours, List<Contender> peers) {
    Rate rate = results.rate(ours);
    OptionalDouble peak = results.peak(ours.precision());
    List<String> row = new ArrayList<>();
    row.add(ours.shape().label());
    row.add(gflops(rate));
    row.add(
        rate == null || peak.isEmpty()
            ? NONE
            : percent(rate.median() / (peak.getAsDouble() * ours.threads())));
    for (Contender peer : peers) {
      row.add(gflops(results.rate(beside(ours, peer))));
    }
    row.add(ratio(rate, best(ours, peers, Contender::isNative)));
    row.add(ratio(rate, best(ours, peers, peer -> true)));
    row.add(rate == null || rate.forks() < 2 ? NONE : percent(rate.worst() / rate.median()));
    return row;
  }

  private static Cell beside(Cell ours, Contender peer) {
    return new Cell(ours.precision(), ours.threads(), ours.shape(), peer);
  }

  private OptionalDouble best(Cell ours, List<Contender> peers, Predicate<Contender> among) {
    return peers.stream()
        .filter(among)
        .map(peer -> results.rate(beside(ours, peer)))
        .filter(rate -> rate != null)
        .mapToDouble(Rate::median)
        .max();
  }

  private static OptionalDouble of(Rate rate) {
    return OptionalDouble.of(rate.median());
  }

  private static String gflops(Rate rate) {
    return rate == null ? NONE : String.format(Locale.ROOT, "%.1f", rate.median());
  }

  private static String ratio(Rate ours, OptionalDouble other) {
    return ours == null || other.isEmpty()
        ? NONE
        : String.format(Locale.ROOT, "%.2f", ours.median() / other.getAsDouble());
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * share);
  }
}
