package dev.lanewise.jmh.report;

import dev.lanewise.jmh.peer.TrainingPeer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Training steps: samples a second. */
final class TrainingSection implements Section {
  private static final String OURS = "dev.lanewise.jmh.TrainingBenchmark.step";
  private static final String PYTORCH = "peers.training.pytorch";
  private static final String DJL = TrainingPeer.BENCHMARK + ".step";

  @Override
  public String title() {
    return "Training steps";
  }

  @Override
  public List<String> notes(Measurements all) {
    return List.of(
        "Thousand samples a second, f32: forward, softmax cross-entropy, backward and update of one"
            + " batch that lies in memory; PyTorch: from Python, as users have it; "
            + TrainingPeer.TITLE
            + ": a TorchScript program of the whole step, without Python; our rate over the better"
            + " one's");
  }

  @Override
  public Map<String, Table> tables(Measurements all) {
    List<Case> steps = all.of(OURS);
    Map<String, Table> tables = new LinkedHashMap<>();
    for (String threads : Measurements.values(steps, "threads")) {
      Table table =
          new Table(
              List.of(
                  "network", "batch", "Lanewise", "PyTorch", TrainingPeer.TITLE, "/ best", "B/op"));
      for (Case ours : steps) {
        if (ours.get("threads").equals(threads)) {
          Optional<Score> python = all.score(Case.of(PYTORCH, ours.parameters()));
          Optional<Score> djl = all.score(Case.of(DJL, ours.parameters()));
          List<String> row = new ArrayList<>();
          row.add(ours.get("network").replace('_', ' ').replaceAll("(?<=\\d) (?=\\d)", "–"));
          row.add(ours.get("batch"));
          row.add(samples(all.score(ours), ours));
          row.add(samples(python, ours));
          row.add(samples(djl, ours));
          row.add(Figures.speed(all.score(ours), faster(python, djl)));
          row.add(Figures.bytes(all.allocation(ours)));
          table.add(row);
        }
      }
      tables.put(Figures.threads(threads), table);
    }
    return tables;
  }

  private static Optional<Score> faster(Optional<Score> one, Optional<Score> other) {
    return Stream.of(one, other)
        .flatMap(Optional::stream)
        .min((a, b) -> Double.compare(a.median(), b.median()));
  }

  private static String samples(Optional<Score> score, Case key) {
    double batch = Double.parseDouble(key.get("batch"));
    return score.map(s -> Figures.number(batch / s.median() * 1e6)).orElse(Figures.NONE);
  }
}
