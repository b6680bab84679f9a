package dev.lanewise.elementwise;

import dev.lanewise.parallel.Pool;

/**
 * Room for what a kernel needs beside its operands, kept from call to call: a call that takes one
 * gives it back, so a warm call allocates nothing. One that ends with an exception does not: its
 * zeros may be none.
 */
final class FloatScratch {
  private static final Pool<FloatScratch> POOL = new Pool<>(FloatScratch::new);

  /** One block of elements, with anything in it. */
  final float[] block = new float[FloatElementwise.BLOCK];

  /** One more. */
  final float[] second = new float[FloatElementwise.BLOCK];

  /** And one more. */
  final float[] third = new float[FloatElementwise.BLOCK];

  /** One block of zeros: who writes others restores them. */
  final float[] zeros = new float[FloatElementwise.BLOCK];

  /** One number for each row of a block. */
  final float[] maxima = new float[FloatElementwise.BLOCK];

  /** One more number for each. */
  final float[] sums = new float[FloatElementwise.BLOCK];

  /** A factor for each. */
  final float[] factors = new float[FloatElementwise.BLOCK];

  /** A number for each in double precision. */
  final double[] wide = new double[FloatElementwise.BLOCK];

  /** The virtual lanes of a sum. */
  final float[] lanes = new float[FloatSpans.LANES];

  /** The virtual lanes of a sum in double precision. */
  final double[] wideLanes = new double[FloatSpans.LANES];

  private FloatScratch() {}

  static FloatScratch take() {
    return POOL.take();
  }

  void give() {
    POOL.give(this);
  }
}
