package dev.lanewise.nn;

import java.util.Objects;

/**
 * A matrix that a layer owns: a learned parameter, or a statistic that it keeps.
 *
 * @param name what it is called within its layer: "weights", "bias", …
 * @param rows number of rows
 * @param cols number of columns
 * @param initializer how it begins
 * @param decays whether weight decay applies to it: to weights, not to biases, slopes or scales
 */
public record Tensor(String name, int rows, int cols, Initializer initializer, boolean decays) {
  /** Checks that nothing is missing. */
  public Tensor {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(initializer, "initializer");
  }

  /** A row that weight decay leaves alone. */
  static Tensor row(String name, int cols, Initializer initializer) {
    return new Tensor(name, 1, cols, initializer, false);
  }

  /** Number of elements. */
  int size() {
    return Math.multiplyExact(rows, cols);
  }
}
