package dev.lanewise.nn;

/** The one size of a layer that has as many outputs as inputs. */
final class Width {
  private Width() {}

  static void check(String layer, int inputs) {
    if (inputs < 1) {
      throw new IllegalArgumentException(
          layer + " of " + inputs + " inputs: the number must be positive");
    }
  }
}
