package dev.lanewise.matrix;

// precision: by hand

import java.util.Arrays;

/** What tests need to say about the bits of single precision. */
public final class FloatBits {
  /** A quiet NaN that no arithmetic makes: marks what must be neither read nor written. */
  public static final float MARK = Float.intBitsToFloat(0x7fc5a5a5);

  private FloatBits() {}

  /** A new array of marks. */
  public static float[] marks(int length) {
    float[] array = new float[length];
    Arrays.fill(array, MARK);
    return array;
  }

  /** Whether the bits are equal, a NaN's payload included. */
  public static boolean same(float x, float y) {
    return Float.floatToRawIntBits(x) == Float.floatToRawIntBits(y);
  }

  /** The i-th of a sequence of bit patterns that goes through all of them without a pattern. */
  public static float pattern(long i) {
    return Float.intBitsToFloat((int) (i * 0x9e3779b1L));
  }
}
