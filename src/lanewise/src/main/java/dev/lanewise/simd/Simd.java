package dev.lanewise.simd;

import java.lang.System.Logger.Level;

/**
 * Which kernels run in this JVM, decided once.
 *
 * <p>Vector kernels need the module {@code jdk.incubator.vector} and a just-in-time compiler that
 * turns its calls into instructions; otherwise the scalar kernels give the same bits, slower, and
 * one line of the log says why. The system property {@code lanewise.vectorBits} sets an upper bound
 * on the width: 128, 256, 512, or 0 to force the scalar kernels.
 */
public final class Simd {
  /** The option that makes the vector kernels available on the class path. */
  public static final String FLAG = "--add-modules jdk.incubator.vector";

  private static final Simd CHOSEN = choose();

  private final int bits;
  private final String reason;

  private Simd(int bits, String reason) {
    this.bits = bits;
    this.reason = reason;
  }

  /** Whether the vector kernels run. */
  public static boolean isVector() {
    return CHOSEN.bits > 0;
  }

  /** Width of the vectors in bits; 0 on the scalar path. */
  public static int vectorBits() {
    return CHOSEN.bits;
  }

  /**
   * Whether compare and blend on vectors of so many lanes become instructions. On x86, C2 keeps no
   * mask of fewer than 4 lanes (f64 with 128 bits): a sigmoid there boxes and takes 45 ns an
   * element.
   */
  public static boolean selectsAmong(int lanes) {
    boolean arm = System.getProperty("os.arch", "").equals("aarch64");
    return lanes >= (arm ? 2 : 4);
  }

  /** Why these kernels run, in one line; names {@link #FLAG} where it would help. */
  public static String reason() {
    return CHOSEN.reason;
  }

  private static Simd choose() {
    Simd choice = probe();
    if (choice.bits == 0 && !choice.reason.startsWith("lanewise.vectorBits")) {
      System.getLogger("dev.lanewise")
          .log(Level.WARNING, "Lanewise runs its scalar kernels: " + choice.reason);
    }
    return choice;
  }

  private static Simd probe() {
    int limit = Integer.getInteger("lanewise.vectorBits", 512);
    if (limit < 128) {
      return new Simd(0, "lanewise.vectorBits=" + limit + " forces the scalar kernels");
    }
    // "mixed mode", "interpreted mode" (-Xint), "mixed mode, emulated-client" (C1 alone).
    String compiler = System.getProperty("java.vm.info", "");
    if (compiler.contains("interpreted") || compiler.contains("emulated-client")) {
      return new Simd(0, "this JVM runs without its C2 compiler (" + compiler + ")");
    }
    try {
      int widest = VectorProbe.preferredBits();
      int bits = Integer.highestOneBit(Math.min(widest, Math.min(limit, 512)));
      String fault = VectorProbe.check(bits);
      if (fault != null) {
        return new Simd(0, "the vector self-check failed: " + fault);
      }
      return bits < widest
          ? new Simd(
              bits, "lanewise.vectorBits=" + limit + " on a machine with " + widest + " bits")
          : new Simd(bits, "jdk.incubator.vector is present, " + widest + " bits preferred");
    } catch (LinkageError absent) {
      return new Simd(0, "module jdk.incubator.vector is absent; start java with " + FLAG);
    }
  }
}
