package dev.lanewise.nn;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a network is made of and what one batch of it costs, as {@link Layer#forward} counts;
 * without the loss.
 *
 * @param batch number of samples
 * @param rows one for each layer
 */
public record Summary(int batch, List<Row> rows) {
  /**
   * One layer, or the sum of all.
   *
   * @param layer what it is called
   * @param shape its inputs and outputs
   * @param parameters number of learned ones
   * @param forward FLOPs forward
   * @param backward FLOPs backward
   * @param bytesForward bytes read and written forward
   * @param bytesBackward bytes read and written backward
   */
  public record Row(
      String layer,
      String shape,
      long parameters,
      long forward,
      long backward,
      long bytesForward,
      long bytesBackward) {}

  static Summary of(Network network, int batch) {
    if (batch < 1) {
      throw new IllegalArgumentException("a batch of " + batch + ": must be positive");
    }
    List<Row> rows = new ArrayList<>();
    boolean first = true;
    for (int i = 0; i < network.layers().size(); i++) {
      Layer layer = network.layers().get(i);
      long parameters = layer.parameters().stream().mapToLong(Tensor::size).sum();
      Layer.Cost forward = layer.forward();
      Layer.Cost backward = layer.backward(!first);
      first = first && layer instanceof Flatten;
      long bytes = network.precision().bytes();
      rows.add(
          new Row(
              layer.label(),
              layer.inputs() + " → " + layer.outputs(),
              parameters,
              batch * forward.flops(),
              batch * backward.flops(),
              bytes * (batch * forward.elements() + forward.parameters() * parameters),
              bytes * (batch * backward.elements() + backward.parameters() * parameters)));
    }
    return new Summary(batch, List.copyOf(rows));
  }

  /** The sum of all layers. */
  public Row total() {
    long[] sums = new long[5];
    for (Row row : rows) {
      sums[0] += row.parameters();
      sums[1] += row.forward();
      sums[2] += row.backward();
      sums[3] += row.bytesForward();
      sums[4] += row.bytesBackward();
    }
    return new Row("total", "", sums[0], sums[1], sums[2], sums[3], sums[4]);
  }

  /** Number of learned parameters. */
  public long parameters() {
    return total().parameters();
  }

  /** FLOPs of a forward pass. */
  public long forward() {
    return total().forward();
  }

  /** FLOPs of a training step, forward and backward. */
  public long training() {
    return total().forward() + total().backward();
  }

  /** A table, one layer a line, then the sums. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    String samples = batch == 1 ? "a sample" : batch + " samples";
    text.append(
        String.format(
            "  %-18s %-14s %12s %27s %27s%n", "", "", "", "FLOPs of " + samples, "bytes"));
    text.append(line("layer", "shape", "parameters", "forward", "backward", "forward", "backward"));
    for (Row row : rows) {
      text.append(line(row));
    }
    return text.append(line(total())).toString();
  }

  private static String line(Row row) {
    return line(
        row.layer(),
        row.shape(),
        grouped(row.parameters()),
        grouped(row.forward()),
        grouped(row.backward()),
        grouped(row.bytesForward()),
        grouped(row.bytesBackward()));
  }

  private static String line(Object... cells) {
    return String.format("  %-18s %-14s %12s %13s %13s %13s %13s%n", cells);
  }

  private static String grouped(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
