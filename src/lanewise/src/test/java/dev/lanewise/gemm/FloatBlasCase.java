package dev.lanewise.gemm;

import dev.lanewise.gemm.FloatGemmCase.Window;
import dev.lanewise.matrix.FloatBits;
import java.util.Random;
import java.util.function.IntPredicate;

/** What the tests of levels 2 and 3 share: windows of random numbers, vectors, comparison. */
final class FloatBlasCase {
  private static final float[] FACTORS = {1f, 0f, -1f, 0.5f, -1.7f};
  private static final int PAIRS = FACTORS.length * FACTORS.length;

  final Random random;
  private int round;

  FloatBlasCase(long seed) {
    random = new Random(seed);
  }

  /** A matrix at an odd offset, with marks around it. */
  Window matrix(int rows, int cols) {
    return new Window(rows, cols, random, random::nextGaussian);
  }

  /** A vector with an increment of ±1 … ±4 and marks between its elements. */
  Vector vector(int length) {
    return new Vector(new Window(length, 1, random, random::nextGaussian), random.nextBoolean());
  }

  /** Goes on to the next pair of α and β; all pairs come round. */
  void nextFactors() {
    round++;
  }

  float alpha() {
    return FACTORS[round * 7 % PAIRS / FACTORS.length];
  }

  float beta() {
    return FACTORS[round * 7 % FACTORS.length];
  }

  /** A column of a window, from the top or from the bottom. */
  static final class Vector {
    final Window window;
    final int length;
    final int increment;

    Vector(Window window, boolean backwards) {
      this.window = window;
      length = window.rows;
      increment = backwards ? -window.ld : window.ld;
    }

    int at(int i) {
      return window.at(increment < 0 ? length - 1 - i : i, 0);
    }

    @Override
    public String toString() {
      return length + " elements at " + window.offset + " (increment " + increment + ")";
    }
  }

  /** The array, or marks in its place where it must not be read. */
  static float[] unless(boolean unread, float[] array) {
    return unread ? FloatBits.marks(array.length) : array.clone();
  }

  /** Equal bits; where something may have been computed, one NaN is as good as another. */
  static void compare(float[] expected, float[] result, IntPredicate computed, String what) {
    for (int at = 0; at < result.length; at++) {
      if (!FloatBits.same(expected[at], result[at])
          && !(computed.test(at) && Float.compare(expected[at], result[at]) == 0)) {
        throw new AssertionError(
            "index " + at + " is " + result[at] + ", must be " + expected[at] + ": " + what);
      }
    }
  }
}
