package dev.lanewise.nn;

/** The profile that a network may have; without one, nothing happens. */
final class Timing {
  Profile profile;

  /** Before a kernel. */
  long start() {
    return profile == null ? 0 : profile.start();
  }

  /** After it, with what {@link #start} said. */
  void stop(int layer, Kernel kernel, long start, long flops) {
    if (profile != null) {
      profile.stop(layer, kernel, start, flops);
    }
  }
}
