package dev.lanewise.nn;

/**
 * Inverted dropout: in training each element is dropped, set to 0, with probability {@code rate},
 * and divided by 1 − rate where it is kept; at inference nothing is done (Srivastava et al. 2014).
 *
 * <p>What is dropped depends on the network's seed, the layer's place, {@link Network#step} and the
 * element's place in the batch of that step alone, by {@link dev.lanewise.elementwise.Masks#draw}.
 */
public record Dropout(int inputs, double rate) implements Layer {
  /**
   * Checks size and rate.
   *
   * @throws IllegalArgumentException if the size is not positive or the rate not in 0 … 1, 1
   *     excluded
   */
  public Dropout {
    Width.check("dropout", inputs);
    if (!(rate >= 0 && rate < 1)) {
      throw new IllegalArgumentException(
          "a dropout rate of " + rate + ": must be at least 0 and below 1");
    }
  }

  @Override
  public int outputs() {
    return inputs;
  }

  @Override
  public String label() {
    return "dropout(" + rate + ")";
  }

  @Override
  public Cost forward() {
    return new Cost(inputs, 4L * inputs, 0);
  }

  @Override
  public Cost backward(boolean inputGradient) {
    return inputGradient ? new Cost(inputs, 3L * inputs, 0) : new Cost(0, 0, 0);
  }
}
