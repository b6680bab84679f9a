package dev.lanewise.nn;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a network is made of and what it costs. FLOPs count the multiplications alone, 2 a
 * multiply-add, for one sample; training is forward, weight gradient and, except in the first
 * layer, input gradient.
 */
public record Summary(List<Row> rows) {
  /** One layer. */
  public record Row(String layer, String shape, long parameters, long forward, long training) {}

  static Summary of(Network network) {
    List<Row> rows = new ArrayList<>();
    for (Layer layer : network.layers()) {
      long forward = layer.forwardFlops();
      rows.add(
          new Row(
              layer.label(),
              layer.inputs() + " → " + layer.outputs(),
              layer.parameters().stream().mapToLong(Tensor::size).sum(),
              forward,
              (rows.isEmpty() ? 2 : 3) * forward));
    }
    return new Summary(List.copyOf(rows));
  }

  /** Number of weights and biases of all layers. */
  public long parameters() {
    return rows.stream().mapToLong(Row::parameters).sum();
  }

  /** FLOPs of a forward pass, a sample. */
  public long forward() {
    return rows.stream().mapToLong(Row::forward).sum();
  }

  /** FLOPs of a training step, a sample. */
  public long training() {
    return rows.stream().mapToLong(Row::training).sum();
  }

  /** A table, one layer a line, then the sums. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append(line("layer", "shape", "parameters", "FLOPs forward", "FLOPs training"));
    for (Row row : rows) {
      text.append(line(row.layer(), row.shape(), row.parameters(), row.forward(), row.training()));
    }
    text.append(line("total", "", parameters(), forward(), training()));
    return text.toString();
  }

  private static String line(
      String layer, String shape, long parameters, long forward, long training) {
    return line(layer, shape, grouped(parameters), grouped(forward), grouped(training));
  }

  private static String line(
      String layer, String shape, String parameters, String forward, String training) {
    return String.format(
        "  %-18s %-14s %12s %16s %16s%n", layer, shape, parameters, forward, training);
  }

  private static String grouped(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
