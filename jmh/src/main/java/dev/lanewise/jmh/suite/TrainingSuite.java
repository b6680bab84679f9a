package dev.lanewise.jmh.suite;

import dev.lanewise.jmh.TrainingBenchmark;
import dev.lanewise.jmh.report.Meta;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Training steps of two networks, in single precision. */
final class TrainingSuite implements Suite {
  private static final int[] BATCHES = {32, 128, 512};

  @Override
  public String name() {
    return "training";
  }

  @Override
  public String description() {
    return "training steps of two networks at batches of 32, 128 and 512";
  }

  @Override
  public List<Meta.Contender> contenders(Choice choice) {
    return choice.wants(ScriptPeer.PYTORCH.id())
        ? List.of(ScriptPeer.PYTORCH.contender())
        : List.of();
  }

  @Override
  public List<Group> groups(Choice choice, List<String> absent) {
    ScriptPeer peer = ScriptPeer.PYTORCH;
    List<Group> groups = new ArrayList<>();
    for (TrainingBenchmark.Kind network : TrainingBenchmark.Kind.values()) {
      for (int batch : BATCHES) {
        for (int threads : choice.threads()) {
          Map<String, String> parameters =
              Map.of(
                  "network",
                  network.name(),
                  "batch",
                  Integer.toString(batch),
                  "threads",
                  Integer.toString(threads));
          List<Trial> trials = new ArrayList<>();
          trials.add(Fork.of("Lanewise", TrainingBenchmark.class.getName() + ".step", parameters));
          if (choice.wants(peer.id()) && !absent.contains(peer.title)) {
            List<String> arguments = List.of(network.name(), Integer.toString(batch));
            trials.add(new Script(peer, "training", threads, arguments, 1, parameters));
          }
          groups.add(
              new Group(
                  "training " + network + ", batch " + batch + ", " + Group.threads(threads),
                  trials));
        }
      }
    }
    return groups;
  }
}
