package dev.lanewise.elementwise;

import dev.lanewise.elementwise.MatrixPass.Operation;
import dev.lanewise.matrix.Matrix;
import dev.lanewise.matrix.Shapes;

/**
 * Random masks of inverted dropout: drawn, then applied to activations and, backward, to gradients.
 *
 * <p>Matrices are m×n, of one precision, none a transposed view; shapes, precisions or overlaps
 * that do not fit end in an {@link IllegalArgumentException} before anything is written. The same
 * bits for any number of threads, any vector width and on the scalar path. A warm call allocates
 * nothing.
 */
public final class Masks {
  private Masks() {}

  /**
   * Overwrites {@code mask} with 0 where an element is dropped and 1/(1 − rate) where it is kept.
   *
   * <p>Element (i, j) is dropped if word {@code first} + i·n + j of the stream, as a whole number
   * from 0 to 2³² − 1, is below rate·2³², rounded to a whole number. The word comes from
   * Philox4x32-10 (Salmon et al. 2011) and depends on key, stream and its number alone: with the
   * key of a layer, the stream of a step and the number of elements that earlier parts of a batch
   * had, a batch gets the same mask whole or in parts.
   *
   * @param rate share of dropped elements, at least 0, below 1
   * @param first number of the first word, not negative
   * @param mask m×n
   * @throws IllegalArgumentException also if rate or first is out of range
   */
  public static void draw(double rate, long key, long stream, long first, Matrix mask) {
    Elementwise.checkPlain("mask", mask);
    if (!(rate >= 0 && rate < 1) || first < 0) {
      throw new IllegalArgumentException(
          "a rate of "
              + rate
              + " from word "
              + first
              + ": the rate must be at least 0 and below 1, the word not negative");
    }
    MaskPass.run(rate, key, stream, first, mask);
  }

  /**
   * Overwrites {@code out} with x·mask, +0 where the mask is 0, whatever x is there: selected, so
   * that 0·∞ stays out.
   *
   * @param x m×n
   * @param mask m×n
   * @param out m×n; may be x
   */
  public static void apply(Matrix x, Matrix mask, Matrix out) {
    Elementwise.checkPlain("x", x);
    Shapes.checkRowMajor("mask", mask, x.precision(), x.rows(), x.cols());
    Elementwise.checkWritten("out", out, "x", x, true);
    Shapes.checkNoOverlap("out", out, "mask", mask);
    MatrixPass.of(x.precision()).run(Operation.TIMES_MASK, null, x, mask, null, out, null);
  }
}
