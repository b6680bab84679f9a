package dev.lanewise.jmh.suite;

import dev.lanewise.jmh.ElementwiseBenchmark;
import dev.lanewise.jmh.ElementwiseKernel;
import dev.lanewise.jmh.JdkMathBenchmark;
import dev.lanewise.jmh.Place;
import dev.lanewise.jmh.report.Meta;
import dev.lanewise.matrix.Precision;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Elementwise kernels at each level of the memory. */
final class ElementwiseSuite implements Suite {
  private static final List<ScriptPeer> PEERS = List.of(ScriptPeer.NUMPY, ScriptPeer.PYTORCH);

  /** What elementwise.py has of NumPy. */
  static final Set<ElementwiseKernel> IN_NUMPY =
      EnumSet.of(
          ElementwiseKernel.COPY,
          ElementwiseKernel.RELU,
          ElementwiseKernel.RELU_ELSEWHERE,
          ElementwiseKernel.SIGMOID,
          ElementwiseKernel.TANH,
          ElementwiseKernel.RELU_DERIVATIVE,
          ElementwiseKernel.EXP,
          ElementwiseKernel.SIGMOID_DERIVATIVE,
          ElementwiseKernel.OUTPUT_DELTA,
          ElementwiseKernel.OUTPUT_DELTA_SUMS,
          ElementwiseKernel.COLUMN_SUMS,
          ElementwiseKernel.SOFTMAX,
          ElementwiseKernel.ARG_MAX,
          ElementwiseKernel.SUM,
          ElementwiseKernel.DOT,
          ElementwiseKernel.ADD_SCALED);

  /** Setting up 256 MiB of operands, and calls that outlast an iteration. */
  private static final double MEMORY_SECONDS = 0.3;

  @Override
  public String name() {
    return "elementwise";
  }

  @Override
  public String description() {
    return "activations, derivatives, reductions, updates in L1, L2, L3 and memory";
  }

  @Override
  public List<Meta.Contender> contenders(Choice choice) {
    return PEERS.stream()
        .filter(peer -> choice.wants(peer.id()))
        .map(ScriptPeer::contender)
        .toList();
  }

  @Override
  public List<String> leftOut(Choice choice) {
    List<String> leftOut = new ArrayList<>();
    if (choice.effort() == Effort.QUICK) {
      leftOut.add("elementwise: operands in L2 and L3, which --full has");
    }
    leftOut.add(
        "elementwise: more than one thread in L1 and L2, where a call is too short to be cut, and"
            + " of NumPy, whose functions have one; peers' scripts in more than one process");
    return leftOut;
  }

  @Override
  public List<Group> groups(Choice choice, List<String> absent) {
    List<Group> groups = new ArrayList<>();
    for (Precision precision : choice.precisions()) {
      for (ElementwiseKernel kernel : ElementwiseKernel.values()) {
        String label =
            "elementwise " + precision.name().toLowerCase(Locale.ROOT) + " " + kernel.title();
        groups.add(new Group(label, trials(precision, kernel, choice, absent)));
      }
    }
    return groups;
  }

  private static List<Place> places(Effort effort) {
    return effort == Effort.QUICK ? List.of(Place.L1, Place.MEMORY) : List.of(Place.values());
  }

  /** What fits in the cache of a core is too short to be cut: more threads have L3 and memory. */
  private static boolean isMeasured(Place place, int threads) {
    return threads == 1 || place == Place.L3 || place == Place.MEMORY;
  }

  private static List<Trial> trials(
      Precision precision, ElementwiseKernel kernel, Choice choice, List<String> absent) {
    List<Fork> ours = new ArrayList<>();
    Map<ScriptPeer, List<String>> cells = new EnumMap<>(ScriptPeer.class);
    PEERS.forEach(peer -> cells.put(peer, new ArrayList<>()));
    for (int threads : choice.threads()) {
      for (Place place : places(choice.effort())) {
        if (isMeasured(place, threads)) {
          ours.add(
              inPlace(
                  ElementwiseBenchmark.class.getName() + ".run",
                  parameters(precision, kernel, place, threads)));
          cells.get(ScriptPeer.PYTORCH).add(place + "@" + threads);
          if (threads == 1 && IN_NUMPY.contains(kernel)) {
            cells.get(ScriptPeer.NUMPY).add(place + "@" + threads);
          }
        }
      }
    }
    List<Trial> trials = new ArrayList<>();
    if (!ours.isEmpty()) {
      trials.add(Batch.of("Lanewise", ours));
    }
    boolean jdkHasIt = kernel == ElementwiseKernel.SIGMOID || kernel == ElementwiseKernel.TANH;
    if (jdkHasIt && precision == Precision.F32 && choice.threads().contains(1)) {
      trials.addAll(jdk(kernel == ElementwiseKernel.SIGMOID ? "Sigmoid" : "Tanh", choice.effort()));
    }
    for (ScriptPeer peer : PEERS) {
      List<String> where = cells.get(peer);
      boolean takesPart = choice.wants(peer.id()) && !absent.contains(peer.title);
      if (takesPart && !where.isEmpty()) {
        int most = peer == ScriptPeer.NUMPY ? 1 : choice.threads().get(choice.threads().size() - 1);
        trials.add(
            new Script(
                peer,
                "elementwise",
                most,
                false,
                List.of(
                    precision.name().toLowerCase(Locale.ROOT),
                    String.join(",", where),
                    kernel.name()),
                where.size(),
                parameters(precision, kernel, Place.MEMORY, most)));
      }
    }
    return trials;
  }

  private static Map<String, String> parameters(
      Precision precision, ElementwiseKernel kernel, Place place, int threads) {
    return Map.of(
        "precision",
        precision.name(),
        "place",
        place.name(),
        "kernel",
        kernel.name(),
        "threads",
        Integer.toString(threads));
  }

  private static List<Trial> jdk(String function, Effort effort) {
    List<Trial> trials = new ArrayList<>();
    for (String form : List.of("vector", "scalar")) {
      String method = JdkMathBenchmark.class.getName() + "." + form + function;
      List<Fork> cases =
          places(effort).stream()
              .map(place -> inPlace(method, Map.of("place", place.name())))
              .toList();
      trials.add(Batch.of(form + " JDK", cases));
    }
    return trials;
  }

  private static Fork inPlace(String method, Map<String, String> parameters) {
    boolean memory = parameters.get("place").equals(Place.MEMORY.name());
    return Fork.of("", method, parameters).slower(memory ? MEMORY_SECONDS : 0);
  }
}
