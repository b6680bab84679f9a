package dev.lanewise.jmh.suite;

import dev.lanewise.jmh.TrainingBenchmark;
import dev.lanewise.jmh.peer.TrainingPeer;
import dev.lanewise.jmh.report.Meta;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Training steps of two networks, in single precision. */
final class TrainingSuite implements Suite {
  /** As the command line has PyTorch 2.7, which comes with the jar. */
  static final String DJL_ID = "pytorch-djl";

  /**
   * On two cores C2 is done with a step on two threads after 2.4 s; until then vectors are boxed.
   */
  private static final int WARM_MILLIS = 4000;

  /** TorchScript compiles in its first calls. */
  private static final int PEER_WARM_MILLIS = 2000;

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
  public boolean hasF64() {
    return false;
  }

  @Override
  public List<Meta.Contender> contenders(Choice choice) {
    List<Meta.Contender> contenders = new ArrayList<>();
    if (choice.wants(ScriptPeer.PYTORCH.id())) {
      contenders.add(ScriptPeer.PYTORCH.contender());
    }
    if (choice.wants(DJL_ID)) {
      contenders.add(Probe.askTrainingPeer(choice.instructions().jvmArgs()));
    }
    return contenders;
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
          trials.add(
              Fork.of("Lanewise", TrainingBenchmark.class.getName() + ".step", parameters)
                  .warmedUp(WARM_MILLIS));
          if (choice.wants(peer.id()) && !absent.contains(peer.title)) {
            List<String> arguments = List.of(network.name(), Integer.toString(batch));
            trials.add(new Script(peer, "training", threads, false, arguments, 1, parameters));
          }
          if (choice.wants(DJL_ID) && !absent.contains(TrainingPeer.TITLE)) {
            trials.add(
                Fork.of(TrainingPeer.TITLE, TrainingPeer.BENCHMARK + ".step", parameters)
                    .warmedUp(PEER_WARM_MILLIS));
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
