package dev.lanewise.matrix;

import java.util.Arrays;

/** What tests need to say about the bits of double precision. */
public final class DoubleBits {
  /** A quiet NaN that no arithmetic makes: marks what must be neither read nor written. */
  public static final double MARK = Double.longBitsToDouble(0x7ff8a5a5a5a5a5a5L);

  private DoubleBits() {}

  /** A new array of marks. */
  public static double[] marks(int length) {
    double[] array = new double[length];
    Arrays.fill(array, MARK);
    return array;
  }

  /** Whether the bits are equal, a NaN's payload included. */
  public static boolean same(double x, double y) {
    return Double.doubleToRawLongBits(x) == Double.doubleToRawLongBits(y);
  }

  /** The i-th of a sequence of bit patterns that goes through all of them without a pattern. */
  public static double pattern(long i) {
    return Double.longBitsToDouble(i * 0x9e3779b97f4a7c15L);
  }
}
