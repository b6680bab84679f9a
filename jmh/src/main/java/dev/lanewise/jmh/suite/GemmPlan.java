package dev.lanewise.jmh.suite;

import dev.lanewise.matrix.Precision;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What is to be measured: every shape in every precision, on every number of threads, by all. */
record GemmPlan(
    Map<String, List<ProductShape>> blocks,
    List<Precision> precisions,
    List<Integer> threads,
    List<Contender> contenders,
    Effort effort,
    InstructionSet instructions) {

  /**
   * The shapes of a command line: names of groups and sizes such as 64x25x10000.
   *
   * @param transposes for every shape; empty for those that belong to it
   * @throws IllegalArgumentException if a name is neither
   */
  static Map<String, List<ProductShape>> blocks(List<String> names, List<String> transposes) {
    Map<String, List<ProductShape>> blocks = new LinkedHashMap<>();
    List<String> sizes = new ArrayList<>(names);
    for (ShapeGroup group : ShapeGroup.values()) {
      if (sizes.remove(group.name().toLowerCase(Locale.ROOT)) || names.isEmpty()) {
        blocks.put(group.title, group.shapes(transposes));
      }
    }
    if (!sizes.isEmpty()) {
      blocks.put("chosen shapes", ShapeGroup.each(ShapeGroup.orElse(transposes, "NN"), sizes));
    }
    blocks.values().removeIf(List::isEmpty);
    return blocks;
  }

  GemmPlan withContenders(List<Contender> present) {
    return new GemmPlan(blocks, precisions, threads, present, effort, instructions);
  }

  /** The contenders that have so many threads. */
  List<Contender> contenders(int count) {
    return contenders.stream().filter(contender -> contender.runsOn(count)).toList();
  }

  int rows() {
    return shapes() * precisions.size() * threads.size();
  }

  /** How often a JVM is started for products. */
  int forks() {
    int row = threads.stream().mapToInt(count -> contenders(count).size()).sum();
    return shapes() * precisions.size() * row * effort.forks;
  }

  /** How often a JVM is started for the FMA peak: before each block and after the last. */
  int peakForks() {
    return (blocks.size() + 1) * precisions.size();
  }

  double seconds() {
    return (forks() + peakForks()) * effort.forkSeconds();
  }

  private int shapes() {
    return blocks.values().stream().mapToInt(List::size).sum();
  }

  static List<Contender> everybody() {
    return Arrays.asList(Contender.values());
  }
}
