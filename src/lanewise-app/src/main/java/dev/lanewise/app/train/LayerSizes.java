package dev.lanewise.app.train;

import java.util.ArrayList;
import java.util.List;

/** Sizes of the layers, inputs first, written like 64-32-10. */
record LayerSizes(List<Integer> sizes) {
  private static final int LARGEST = 4096;
  private static final int MOST = 16;

  /**
   * Reads sizes that fit the digits.
   *
   * @throws IllegalArgumentException if they are no sizes or do not fit; the message names the text
   *     and what is allowed
   */
  static LayerSizes parse(String text) {
    List<Integer> sizes = new ArrayList<>();
    for (String size : text.split("-", -1)) {
      if (!size.matches("[1-9][0-9]{0,3}") || Integer.parseInt(size) > LARGEST) {
        throw wrong(text, "must be sizes from 1 to " + LARGEST + " joined by '-', like 64-32-10");
      }
      sizes.add(Integer.parseInt(size));
    }
    if (sizes.size() < 2 || sizes.size() > MOST) {
      throw wrong(text, "must be 2 to " + MOST + " sizes joined by '-', like 64-32-10");
    }
    if (sizes.get(0) != Digits.PIXELS) {
      throw wrong(text, "must begin with 64, the pixels of a digit, like 64-32-10");
    }
    if (sizes.get(sizes.size() - 1) != Digits.CLASSES) {
      throw wrong(text, "must end with 10, the number of digits, like 64-32-10");
    }
    return new LayerSizes(List.copyOf(sizes));
  }

  private static IllegalArgumentException wrong(String text, String allowed) {
    return new IllegalArgumentException("'" + text + "' " + allowed);
  }
}
