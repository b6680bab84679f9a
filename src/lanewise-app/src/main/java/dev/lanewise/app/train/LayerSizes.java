package dev.lanewise.app.train;

import java.util.ArrayList;
import java.util.List;

/** Sizes of the layers, inputs first, written like 64-32-10. */
record LayerSizes(List<Integer> sizes) {
  private static final int LARGEST = 65_536;
  private static final int MOST = 16;

  /** Keeps a copy. */
  LayerSizes {
    sizes = List.copyOf(sizes);
  }

  /**
   * Reads sizes.
   *
   * @throws IllegalArgumentException if they are none; the message names the text and what is
   *     allowed
   */
  static LayerSizes parse(String text) {
    List<Integer> sizes = new ArrayList<>();
    for (String size : text.split("-", -1)) {
      if (!size.matches("[1-9][0-9]{0,4}") || Integer.parseInt(size) > LARGEST) {
        throw wrong(text, "must be sizes from 1 to " + LARGEST + " joined by '-', like 64-32-10");
      }
      sizes.add(Integer.parseInt(size));
    }
    if (sizes.size() < 2 || sizes.size() > MOST) {
      throw wrong(text, "must be 2 to " + MOST + " sizes joined by '-', like 64-32-10");
    }
    return new LayerSizes(sizes);
  }

  /**
   * Checks the ends.
   *
   * @throws IllegalArgumentException if they do not fit
   */
  void check(int inputs, int outputs) {
    if (sizes.get(0) != inputs) {
      throw wrong(toString(), "must begin with " + inputs + ", the inputs of a sample");
    }
    if (sizes.get(sizes.size() - 1) != outputs) {
      throw wrong(toString(), "must end with " + outputs + ", the outputs for a sample");
    }
  }

  @Override
  public String toString() {
    return String.join("-", sizes.stream().map(String::valueOf).toList());
  }

  private static IllegalArgumentException wrong(String text, String allowed) {
    return new IllegalArgumentException("'" + text + "' " + allowed);
  }
}
