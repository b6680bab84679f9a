package dev.lanewise.jmh.suite;

import dev.lanewise.jmh.FmaPeakBenchmark;
import dev.lanewise.jmh.peer.Contender;
import dev.lanewise.jmh.report.Meta;
import dev.lanewise.matrix.Precision;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Matrix products of Lanewise and of its peers; the FMA peak before each block of shapes. */
final class GemmSuite implements Suite {
  @Override
  public String name() {
    return "gemm";
  }

  @Override
  public String description() {
    return "matrix products beside the FMA peak and the peers";
  }

  @Override
  public List<Meta.Contender> contenders(Choice choice) {
    List<Meta.Contender> answers = new ArrayList<>();
    for (Contender contender : Contender.values()) {
      if (contender == Contender.LANEWISE || choice.wants(contender.id())) {
        answers.add(Probe.ask(contender, choice.instructions().jvmArgs()));
      }
    }
    return answers;
  }

  @Override
  public List<Group> groups(Choice choice, List<String> absent) {
    List<Group> groups = new ArrayList<>();
    for (List<ProductShape> shapes : blocks(choice.shapes(), choice.transposes()).values()) {
      peaks(choice, groups);
      for (ProductShape shape : shapes) {
        for (Precision precision : choice.precisions()) {
          for (int threads : choice.threads()) {
            groups.add(row(precision, threads, shape, choice, absent));
          }
        }
      }
    }
    if (choice.shapes().isEmpty() || choice.shapes().contains(GemmExtras.NAME)) {
      groups.addAll(GemmExtras.groups(choice));
    }
    peaks(choice, groups);
    return groups;
  }

  private static Group row(
      Precision precision, int threads, ProductShape shape, Choice choice, List<String> absent) {
    List<Trial> trials = new ArrayList<>();
    for (Contender contender : Contender.values()) {
      boolean wanted = contender == Contender.LANEWISE || choice.wants(contender.id());
      if (wanted && !absent.contains(contender.title) && contender.runsOn(threads)) {
        trials.add(product(contender, precision, threads, shape));
      }
    }
    String label =
        "gemm "
            + precision.name().toLowerCase(Locale.ROOT)
            + " "
            + shape.label()
            + ", "
            + Group.threads(threads);
    return new Group(label, trials);
  }

  /** One contender's product. */
  static Fork product(Contender contender, Precision precision, int threads, ProductShape shape) {
    Map<String, String> parameters = new HashMap<>(contender.parameters());
    parameters.put("precision", precision.name());
    parameters.put("shape", shape.sizes());
    parameters.put("transposed", shape.transposed());
    parameters.put("threads", Integer.toString(threads));
    return Fork.of(contender.title, contender.method(), parameters);
  }

  /** The FMA peak of one core, in each precision. */
  static void peaks(Choice choice, List<Group> groups) {
    for (Precision precision : choice.precisions()) {
      String name = precision.name().toLowerCase(Locale.ROOT);
      groups.add(
          new Group(
              "FMA peak of one core, " + name,
              true,
              List.of(Fork.of("peak", FmaPeakBenchmark.class.getName() + "." + name, Map.of()))));
    }
  }

  /**
   * The shapes of a command line: names of groups and sizes such as 64x25x10000.
   *
   * @param transposes for every shape; empty for those that belong to it
   * @throws IllegalArgumentException if a name is neither, or nothing is left
   */
  static Map<String, List<ProductShape>> blocks(List<String> names, List<String> transposes) {
    for (String transposed : transposes) {
      if (!transposed.matches("[NT][NT]")) {
        throw new IllegalArgumentException("'" + transposed + "' is none of NN, NT, TN, TT");
      }
    }
    Map<String, List<ProductShape>> blocks = new LinkedHashMap<>();
    List<String> sizes = new ArrayList<>(names);
    boolean extras = sizes.removeIf(GemmExtras.NAME::equals);
    for (ShapeGroup group : ShapeGroup.values()) {
      if (sizes.remove(group.name().toLowerCase(Locale.ROOT)) || names.isEmpty()) {
        blocks.put(group.title, group.shapes(transposes));
      }
    }
    if (!sizes.isEmpty()) {
      blocks.put("chosen shapes", ShapeGroup.each(ShapeGroup.orElse(transposes, "NN"), sizes));
    }
    blocks.values().removeIf(List::isEmpty);
    if (blocks.isEmpty() && !extras) {
      throw new IllegalArgumentException("no shape is left: backward has NT and TN alone");
    }
    return blocks;
  }
}
