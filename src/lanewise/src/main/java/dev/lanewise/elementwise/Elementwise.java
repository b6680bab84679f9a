package dev.lanewise.elementwise;

import dev.lanewise.matrix.Matrix;
import dev.lanewise.matrix.Precision;
import dev.lanewise.matrix.Shapes;

/**
 * Elementwise and row-wise operations over matrices.
 *
 * <p>All follow numerics v1: the same bits for any vector width and on the scalar path. Matrices of
 * one call have one precision; none is a transposed view; what is written must not overlap what is
 * read, unless it is said to be done in place. NaN and infinities propagate as IEEE 754 has it.
 */
public final class Elementwise {
  private Elementwise() {}

  /**
   * Overwrites {@code z} with f(z + bias), in place.
   *
   * @param z m×n
   * @param bias 1×n, added to every row
   * @throws IllegalArgumentException if shapes or precisions disagree, or z overlaps bias
   */
  public static void activate(Matrix z, Matrix bias, Activation f) {
    checkPlain("z", z, z.precision());
    Shapes.checkRowMajor("bias", bias, z.precision(), 1, z.cols());
    Shapes.checkNoOverlap("z", z, "bias", bias);
    activate(ElementwiseKernels.of(z.precision()), z, bias, f);
  }

  private static <V> void activate(ElementwiseKernels<V> k, Matrix z, Matrix bias, Activation f) {
    k.activate(
        f,
        z.rows(),
        z.cols(),
        k.array(z),
        z.offset(),
        z.leadingDimension(),
        k.array(bias),
        bias.offset());
  }

  /**
   * Overwrites {@code d} with d ⊙ f′, in place; f′ is taken from the output a = f(z).
   *
   * @param d m×n
   * @param a m×n
   * @throws IllegalArgumentException if shapes or precisions disagree, or d overlaps a
   */
  public static void timesDerivative(Matrix d, Matrix a, Activation f) {
    checkPlain("d", d, d.precision());
    Shapes.checkRowMajor("a", a, d.precision(), d.rows(), d.cols());
    Shapes.checkNoOverlap("d", d, "a", a);
    timesDerivative(ElementwiseKernels.of(d.precision()), d, a, f);
  }

  private static <V> void timesDerivative(
      ElementwiseKernels<V> k, Matrix d, Matrix a, Activation f) {
    k.timesDerivative(
        f,
        d.rows(),
        d.cols(),
        k.array(d),
        d.offset(),
        d.leadingDimension(),
        k.array(a),
        a.offset(),
        a.leadingDimension());
  }

  /**
   * Overwrites each row of {@code z} with its softmax, in place: exp(z − max) over their sum.
   * Finite for all finite rows; a row with a NaN or +∞ becomes NaN.
   */
  public static void softmax(Matrix z) {
    checkPlain("z", z, z.precision());
    softmax(ElementwiseKernels.of(z.precision()), z);
  }

  private static <V> void softmax(ElementwiseKernels<V> k, Matrix z) {
    k.softmax(z.rows(), z.cols(), k.array(z), z.offset(), z.leadingDimension());
  }

  /**
   * Cross-entropy of logits against target distributions: overwrites {@code d} with
   * scale·(softmax(z) − y), the gradient with respect to z, and returns the sum over the rows of
   * log Σ exp(z) − Σ y·z, which is −Σ y·log softmax(z).
   *
   * @param z m×n logits
   * @param y m×n targets; each row sums to 1
   * @param d m×n
   * @throws IllegalArgumentException if shapes or precisions disagree, or d overlaps z or y
   */
  public static double softmaxCrossEntropy(Matrix z, Matrix y, Matrix d, double scale) {
    checkLoss(z, y, d);
    return softmaxCrossEntropy(ElementwiseKernels.of(z.precision()), z, y, d, scale);
  }

  private static <V> double softmaxCrossEntropy(
      ElementwiseKernels<V> k, Matrix z, Matrix y, Matrix d, double scale) {
    return k.softmaxCrossEntropy(
        z.rows(),
        z.cols(),
        k.array(z),
        z.offset(),
        z.leadingDimension(),
        k.array(y),
        y.offset(),
        y.leadingDimension(),
        k.array(d),
        d.offset(),
        d.leadingDimension(),
        scale);
  }

  /**
   * Squared error: overwrites {@code d} with scale·(a − y) and returns Σ (a − y)².
   *
   * @param a m×n outputs
   * @param y m×n targets
   * @param d m×n
   * @throws IllegalArgumentException if shapes or precisions disagree, or d overlaps a or y
   */
  public static double squaredError(Matrix a, Matrix y, Matrix d, double scale) {
    checkLoss(a, y, d);
    return squaredError(ElementwiseKernels.of(a.precision()), a, y, d, scale);
  }

  private static <V> double squaredError(
      ElementwiseKernels<V> k, Matrix a, Matrix y, Matrix d, double scale) {
    return k.squaredError(
        a.rows(),
        a.cols(),
        k.array(a),
        a.offset(),
        a.leadingDimension(),
        k.array(y),
        y.offset(),
        y.leadingDimension(),
        k.array(d),
        d.offset(),
        d.leadingDimension(),
        scale);
  }

  /**
   * Overwrites {@code sums} with the column sums of {@code x}: chunks of 256 rows, each added in
   * ascending order from +0, the chunk sums added in ascending order.
   *
   * @param x m×n
   * @param sums 1×n
   * @throws IllegalArgumentException if shapes or precisions disagree, or sums overlaps x
   */
  public static void columnSums(Matrix x, Matrix sums) {
    checkPlain("x", x, x.precision());
    Shapes.checkRowMajor("sums", sums, x.precision(), 1, x.cols());
    Shapes.checkNoOverlap("sums", sums, "x", x);
    columnSums(ElementwiseKernels.of(x.precision()), x, sums);
  }

  private static <V> void columnSums(ElementwiseKernels<V> k, Matrix x, Matrix sums) {
    k.columnSums(
        x.rows(),
        x.cols(),
        k.array(x),
        x.offset(),
        x.leadingDimension(),
        k.array(sums),
        sums.offset());
  }

  /**
   * Accumulates α·x into {@code y}, one fused multiply-add an element; α is rounded to the
   * precision of the matrices first.
   *
   * @param x m×n
   * @param y m×n
   * @throws IllegalArgumentException if shapes or precisions disagree, or y overlaps x
   */
  public static void addScaled(double alpha, Matrix x, Matrix y) {
    checkPlain("x", x, x.precision());
    Shapes.checkRowMajor("y", y, x.precision(), x.rows(), x.cols());
    Shapes.checkNoOverlap("y", y, "x", x);
    addScaled(ElementwiseKernels.of(x.precision()), alpha, x, y);
  }

  private static <V> void addScaled(ElementwiseKernels<V> k, double alpha, Matrix x, Matrix y) {
    for (int i = 0; i < x.rows(); i++) {
      k.addScaled(
          x.cols(),
          alpha,
          k.array(x),
          x.offset() + i * x.leadingDimension(),
          k.array(y),
          y.offset() + i * y.leadingDimension());
    }
  }

  private static void checkPlain(String name, Matrix matrix, Precision precision) {
    Shapes.checkRowMajor(name, matrix, precision, matrix.rows(), matrix.cols());
  }

  private static void checkLoss(Matrix z, Matrix y, Matrix d) {
    checkPlain("outputs", z, z.precision());
    Shapes.checkRowMajor("targets", y, z.precision(), z.rows(), z.cols());
    Shapes.checkRowMajor("gradient", d, z.precision(), z.rows(), z.cols());
    Shapes.checkNoOverlap("gradient", d, "outputs", z);
    Shapes.checkNoOverlap("gradient", d, "targets", y);
  }
}
