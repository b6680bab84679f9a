package dev.lanewise.jmh.suite;

import dev.lanewise.jmh.ElementwiseBenchmark;
import dev.lanewise.jmh.ElementwiseKernel;
import dev.lanewise.jmh.JdkMathBenchmark;
import dev.lanewise.jmh.Place;
import dev.lanewise.jmh.report.Meta;
import dev.lanewise.matrix.Precision;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Elementwise kernels at each level of the memory. */
final class ElementwiseSuite implements Suite {
  private static final List<ScriptPeer> PEERS = List.of(ScriptPeer.NUMPY, ScriptPeer.PYTORCH);

  /** Setting up 256 MiB of operands, element by element. */
  private static final double SETUP_SECONDS = 1.5;

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
  public List<Group> groups(Choice choice, List<String> absent) {
    List<Group> groups = new ArrayList<>();
    for (Precision precision : choice.precisions()) {
      for (Place place : places(choice.effort())) {
        for (int threads : threads(place, choice)) {
          for (ElementwiseKernel kernel : ElementwiseKernel.values()) {
            groups.add(
                new Group(
                    label(precision, place, kernel, threads),
                    trials(precision, place, kernel, threads, choice, absent)));
          }
        }
      }
    }
    return groups;
  }

  private static List<Place> places(Effort effort) {
    return effort == Effort.QUICK ? List.of(Place.L1, Place.MEMORY) : List.of(Place.values());
  }

  /** What fits in the cache of a core is too short to be cut: more threads have L3 and memory. */
  private static List<Integer> threads(Place place, Choice choice) {
    boolean shared = place == Place.L3 || place == Place.MEMORY;
    return choice.threads().stream().filter(threads -> shared || threads == 1).toList();
  }

  private static String label(
      Precision precision, Place place, ElementwiseKernel kernel, int threads) {
    return "elementwise "
        + precision.name().toLowerCase(Locale.ROOT)
        + " "
        + place.name()
        + " "
        + kernel.title()
        + ", "
        + Group.threads(threads);
  }

  private static List<Trial> trials(
      Precision precision,
      Place place,
      ElementwiseKernel kernel,
      int threads,
      Choice choice,
      List<String> absent) {
    Map<String, String> parameters =
        Map.of(
            "precision",
            precision.name(),
            "place",
            place.name(),
            "kernel",
            kernel.name(),
            "threads",
            Integer.toString(threads));
    double setup = place == Place.MEMORY ? SETUP_SECONDS : 0;
    List<Trial> trials = new ArrayList<>();
    trials.add(
        new Fork(
            "Lanewise", ElementwiseBenchmark.class.getName() + ".run", parameters, 1, setup, 0));
    boolean jdkHasIt = kernel == ElementwiseKernel.SIGMOID || kernel == ElementwiseKernel.TANH;
    if (jdkHasIt && precision == Precision.F32 && threads == 1) {
      String ending = kernel == ElementwiseKernel.SIGMOID ? "Sigmoid" : "Tanh";
      for (String form : List.of("vector", "scalar")) {
        trials.add(
            new Fork(
                form + " JDK",
                JdkMathBenchmark.class.getName() + "." + form + ending,
                Map.of("place", place.name()),
                1,
                setup,
                0));
      }
    }
    for (ScriptPeer peer : PEERS) {
      if (choice.wants(peer.id()) && !absent.contains(peer.title)) {
        List<String> arguments =
            List.of(precision.name().toLowerCase(Locale.ROOT), place.name(), kernel.name());
        trials.add(new Script(peer, "elementwise", threads, arguments, 1, parameters));
      }
    }
    return trials;
  }
}
