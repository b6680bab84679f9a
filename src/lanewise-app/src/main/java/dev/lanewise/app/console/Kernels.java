package dev.lanewise.app.console;

import dev.lanewise.simd.Simd;

/** Which kernels run, in words. */
public final class Kernels {
  private Kernels() {}

  /** Either "vector" or "scalar". */
  public static String provider() {
    return Simd.isVector() ? "vector" : "scalar";
  }

  /**
   * Provider and width or reason in one line that never names the flag: where the flag would help,
   * the library's log has named it already.
   */
  public static String line() {
    return Simd.isVector()
        ? "vector, " + Simd.vectorBits() + " bits"
        : "scalar: " + withoutFlag(Simd.reason());
  }

  /** A reason without the advice that names the flag. */
  public static String withoutFlag(String reason) {
    int advice = reason.indexOf(';');
    return reason.contains(Simd.FLAG) && advice > 0 ? reason.substring(0, advice) : reason;
  }
}
