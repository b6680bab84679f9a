package dev.lanewise.jmh.suite;

import dev.lanewise.jmh.SeedBenchmark;
import dev.lanewise.jmh.peer.Contender;
import dev.lanewise.jmh.report.Meta;
import dev.lanewise.jmh.seed.Form;
import dev.lanewise.matrix.Precision;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The gradient of the source documents' autoencoder, and their row-major product. */
final class SeedSuite implements Suite {
  private static final List<String> LAYOUTS = List.of("NN", "NT", "TN", "TT");
  private static final String PRODUCT = "64x64x10000";
  private static final int WARM_MILLIS = 4000;
  private static final String SAMPLES = "10000";

  /** How many forms a peer's script has. */
  private static int forms(ScriptPeer peer) {
    return switch (peer) {
      case NUMPY -> 3;
      case PYTORCH, OCTAVE -> 2;
    };
  }

  @Override
  public String name() {
    return "seed";
  }

  @Override
  public String description() {
    return "gradient of a sparse autoencoder over 10,000 samples: loop, whole arrays, fused";
  }

  @Override
  public List<Meta.Contender> contenders(Choice choice) {
    return Arrays.stream(ScriptPeer.values())
        .filter(peer -> choice.wants(peer.id()))
        .map(ScriptPeer::contender)
        .toList();
  }

  @Override
  public List<Group> groups(Choice choice, List<String> absent) {
    List<Group> groups = new ArrayList<>();
    for (int threads : choice.threads()) {
      for (Precision precision : choice.precisions()) {
        groups.add(gradient(precision, threads, choice, absent));
      }
    }
    for (Precision precision : choice.precisions()) {
      List<Trial> trials = new ArrayList<>();
      for (String layout : LAYOUTS) {
        ProductShape shape = ProductShape.of(PRODUCT, layout);
        List<Fork> cases =
            choice.threads().stream()
                .map(threads -> GemmSuite.product(Contender.LANEWISE, precision, threads, shape))
                .toList();
        trials.add(GemmSuite.ours(layout, cases));
      }
      groups.add(new Group("seed layouts " + precision.name().toLowerCase(Locale.ROOT), trials));
    }
    return groups;
  }

  private static String where(Precision precision, int threads) {
    return precision.name().toLowerCase(Locale.ROOT) + ", " + Group.threads(threads);
  }

  private static Group gradient(
      Precision precision, int threads, Choice choice, List<String> absent) {
    List<Trial> trials = new ArrayList<>();
    String count = Integer.toString(threads);
    for (Form form : Form.values()) {
      if (form != Form.LOOP || threads == 1) { // plain Java has one thread
        trials.add(
            Fork.of(
                    form.name().toLowerCase(Locale.ROOT),
                    SeedBenchmark.class.getName() + ".run",
                    Map.of(
                        "precision",
                        precision.name(),
                        "form",
                        form.name(),
                        "threads",
                        count,
                        "samples",
                        SAMPLES))
                .warmedUp(WARM_MILLIS));
      }
    }
    for (ScriptPeer peer : ScriptPeer.values()) {
      if (choice.wants(peer.id()) && !absent.contains(peer.title)) {
        trials.add(
            new Script(
                peer,
                "seed",
                threads,
                true,
                List.of(precision.name().toLowerCase(Locale.ROOT), SAMPLES),
                forms(peer),
                Map.of("precision", precision.name(), "form", "WHOLE", "samples", SAMPLES)));
      }
    }
    return new Group("seed " + where(precision, threads), trials);
  }
}
