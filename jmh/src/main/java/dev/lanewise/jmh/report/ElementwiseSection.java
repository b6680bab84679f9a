package dev.lanewise.jmh.report;

import dev.lanewise.jmh.ElementwiseKernel;
import dev.lanewise.jmh.Place;
import dev.lanewise.matrix.Precision;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Elementwise kernels: a table for each precision and place, and what they are held to. */
final class ElementwiseSection implements Section {
  private static final String OURS = "dev.lanewise.jmh.ElementwiseBenchmark.run";
  private static final String JDK = "dev.lanewise.jmh.JdkMathBenchmark.";

  @Override
  public String title() {
    return "Elementwise kernels";
  }

  @Override
  public List<String> notes(Measurements all) {
    return List.of(
        "ns an element on one thread where no other number is named, all operands of a call in the given place; GB/s of elements"
            + " read and written, beside a copy of as many bytes; JDK: the plain formula with the"
            + " Vector API's EXP or TANH, and scalar Math; peers' times hold what a call costs in"
            + " Python");
  }

  @Override
  public Map<String, Table> tables(Measurements all) {
    List<Case> kernels = all.of(OURS);
    Map<String, Table> tables = new LinkedHashMap<>();
    for (String precision : Measurements.values(kernels, "precision")) {
      for (Place place : Place.values()) {
        for (String threads : Measurements.values(kernels, "threads")) {
          List<Case> here =
              kernels.stream()
                  .filter(c -> c.get("precision").equals(precision))
                  .filter(c -> c.get("place").equals(place.name()))
                  .filter(c -> c.get("threads").equals(threads))
                  .toList();
          boolean onlyTheControl = here.stream().allMatch(c -> c.get("kernel").equals("COPY"));
          if (!here.isEmpty() && !onlyTheControl) {
            String where = Figures.precision(precision) + ", " + place;
            boolean one = threads.equals("1");
            tables.put(one ? where : where + ", " + Figures.threads(threads), table(all, here));
          }
        }
      }
    }
    Table bars = bars(all, kernels);
    if (!bars.isEmpty()) {
      tables.put("What they are held to", bars);
    }
    return tables;
  }

  private static Table table(Measurements all, List<Case> here) {
    Table table =
        new Table(
            List.of(
                "kernel",
                "ns",
                "GB/s",
                "of copy",
                "JDK vector",
                "JDK scalar",
                "NumPy",
                "PyTorch",
                "best / ours",
                "B/op"));
    for (Case ours : here) {
      Optional<Score> score = all.score(ours);
      Optional<Score> copy = all.score(ours.with("kernel", "COPY"));
      List<Optional<Score>> others =
          List.of(
              jdk(all, ours, "vector"),
              jdk(all, ours, "scalar"),
              peer(all, ours, "numpy"),
              peer(all, ours, "pytorch"));
      List<String> row = new ArrayList<>(List.of(kernel(ours).title()));
      row.add(nanos(score, ours));
      row.add(score.map(s -> Figures.number(rate(s, ours))).orElse(Figures.NONE));
      row.add(Figures.ratio(shareOfCopy(score, copy, ours)));
      others.forEach(other -> row.add(nanos(other, ours)));
      row.add(Figures.speed(score, fastest(others.stream())));
      row.add(Figures.bytes(all.allocation(ours)));
      table.add(row);
    }
    return table;
  }

  private static Optional<Score> fastest(Stream<Optional<Score>> scores) {
    return scores.flatMap(Optional::stream).min((a, b) -> Double.compare(a.median(), b.median()));
  }

  private static ElementwiseKernel kernel(Case key) {
    return ElementwiseKernel.valueOf(key.get("kernel"));
  }

  private static double elements(Case key) {
    return kernel(key)
        .elements(Place.valueOf(key.get("place")), Precision.valueOf(key.get("precision")));
  }

  private static String nanos(Optional<Score> score, Case key) {
    return score.map(s -> Figures.number(s.median() / elements(key))).orElse(Figures.NONE);
  }

  /** GB/s. */
  private static double rate(Score score, Case key) {
    double bytes = kernel(key).streams * Precision.valueOf(key.get("precision")).bytes();
    return bytes * elements(key) / score.median();
  }

  private static double shareOfCopy(Optional<Score> score, Optional<Score> copy, Case ours) {
    return score.isEmpty() || copy.isEmpty()
        ? Double.NaN
        : rate(score.get(), ours) / rate(copy.get(), ours.with("kernel", "COPY"));
  }

  private static Optional<Score> jdk(Measurements all, Case ours, String form) {
    String name =
        switch (kernel(ours)) {
          case SIGMOID -> "Sigmoid";
          case TANH -> "Tanh";
          default -> null;
        };
    return name == null || !ours.get("precision").equals("F32") || !ours.get("threads").equals("1")
        ? Optional.empty()
        : all.score(JDK + form + name, Map.of("place", ours.get("place")));
  }

  private static Optional<Score> peer(Measurements all, Case ours, String peer) {
    return all.score(Case.of("peers.elementwise." + peer, ours.parameters()));
  }

  /** Ratios that have a bar; those that were not measured are left out. */
  private static Table bars(Measurements all, List<Case> kernels) {
    Table table = new Table(List.of("what", "measured", "bar"));
    for (Case ours : kernels) {
      Optional<Score> score = all.score(ours);
      String threads =
          ours.get("threads").equals("1") ? "" : ", " + Figures.threads(ours.get("threads"));
      String where = Figures.precision(ours.get("precision")) + " " + ours.get("place") + threads;
      String name = kernel(ours).title() + ", " + where;
      switch (kernel(ours)) {
        case SIGMOID -> {
          if (ours.get("place").equals("L1") && ours.get("precision").equals("F32")) {
            add(table, name + ": time / PyTorch's", score, peer(all, ours, "pytorch"), "≤ 0.80");
            add(
                table,
                name + ": time / plain formula's with EXP",
                score,
                jdk(all, ours, "vector"),
                "≤ 1.00");
          }
        }
        case OUTPUT_DELTA_SUMS ->
            add(
                table,
                name + ": time / without sums",
                score,
                all.score(ours.with("kernel", "OUTPUT_DELTA")),
                "≤ 1.10");
        case RELU,
            RELU_DERIVATIVE,
            SIGMOID_DERIVATIVE,
            OUTPUT_DELTA,
            ADD_SCALED,
            MOMENTUM,
            NESTEROV,
            RMS_PROP,
            ADAM,
            ADAM_W -> {
          double share = shareOfCopy(score, all.score(ours.with("kernel", "COPY")), ours);
          if (ours.get("place").equals("MEMORY") && Double.isFinite(share)) {
            table.add(List.of(name + ": GB/s / copy's", Figures.ratio(share), "≥ 0.85"));
          }
        }
        default -> {}
      }
    }
    return table;
  }

  private static void add(
      Table table, String what, Optional<Score> ours, Optional<Score> other, String bar) {
    if (ours.isPresent() && other.isPresent()) {
      table.add(List.of(what, Figures.ratio(ours.get().median() / other.get().median()), bar));
    }
  }
}
