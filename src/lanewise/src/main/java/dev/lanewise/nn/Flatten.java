package dev.lanewise.nn;

/**
 * States that a row of the batch is a picture of height·width·channels numbers, row by row, the
 * channels of a pixel side by side, and that what follows sees them as so many inputs. Samples are
 * rows already: nothing is computed.
 */
public record Flatten(int height, int width, int channels) implements Layer {
  /**
   * Checks the sizes.
   *
   * @throws IllegalArgumentException if one is not positive, or their product is no {@code int}
   */
  public Flatten {
    if (height < 1 || width < 1 || channels < 1 || size(height, width, channels) < 1) {
      throw new IllegalArgumentException(
          "pictures of "
              + height
              + "×"
              + width
              + "×"
              + channels
              + ": sizes must be positive, their product an int");
    }
  }

  /** The product, or −1 where it is no {@code int}. */
  private static int size(int height, int width, int channels) {
    long area = (long) height * width;
    return area > Integer.MAX_VALUE / channels ? -1 : (int) area * channels;
  }

  @Override
  public int inputs() {
    return height * width * channels;
  }

  @Override
  public int outputs() {
    return inputs();
  }

  @Override
  public String label() {
    return "flatten " + height + "×" + width + "×" + channels;
  }

  @Override
  public Cost forward() {
    return new Cost(0, 0, 0);
  }

  @Override
  public Cost backward(boolean inputGradient) {
    return new Cost(0, 0, 0);
  }
}
