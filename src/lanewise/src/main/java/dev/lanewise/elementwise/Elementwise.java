package dev.lanewise.elementwise;

import dev.lanewise.elementwise.MatrixPass.Operation;
import dev.lanewise.matrix.Matrix;
import dev.lanewise.matrix.Shapes;

/**
 * Activations and their derivatives, the fused kernels of a sigmoid layer, and softmax.
 *
 * <p>All follow numerics v1: the same bits for any vector width, on the scalar path and for any
 * number of threads. Matrices of one call have one precision; none is a transposed view. What is
 * written must not overlap what is read, unless it is the very same matrix (same array, offset,
 * leading dimension), where that is allowed. NaN and infinities propagate as IEEE 754 has it. A
 * warm call allocates nothing. Shapes, precisions or overlaps that do not fit end in an {@link
 * IllegalArgumentException} before anything is written.
 */
public final class Elementwise {
  private Elementwise() {}

  /**
   * Overwrites {@code z} with f(z + bias), in place.
   *
   * @param z m×n
   * @param bias 1×n, added to every row
   */
  public static void activate(Matrix z, Matrix bias, Activation f) {
    checkPlain("z", z);
    checkRow("bias", bias, z);
    Shapes.checkNoOverlap("z", z, "bias", bias);
    run(Operation.ACTIVATE, f, z, null, bias, z, null);
  }

  /**
   * Overwrites {@code a} with f(z); the two may be one matrix.
   *
   * @param z m×n
   * @param a m×n
   */
  public static void apply(Matrix z, Activation f, Matrix a) {
    checkPlain("z", z);
    checkWritten("a", a, "z", z, true);
    run(Operation.ACTIVATE, f, z, null, null, a, null);
  }

  /**
   * Overwrites {@code y} with f(x); the two may be one matrix.
   *
   * @param x m×n
   * @param y m×n
   */
  public static void apply(Matrix x, Elementary f, Matrix y) {
    checkPlain("x", x);
    checkWritten("y", y, "x", x, true);
    ElementaryPass.run(f, x, y);
  }

  /**
   * Overwrites {@code d} with d ⊙ f′, in place.
   *
   * @param d m×n
   * @param x m×n: the output a = f(z), or z where {@link Activation#derivativeFrom} says INPUT
   */
  public static void timesDerivative(Matrix d, Matrix x, Activation f) {
    timesDerivative(d, x, f, d);
  }

  /**
   * Overwrites {@code dz} with d ⊙ f′.
   *
   * @param d m×n
   * @param x m×n: the output a = f(z), or z where {@link Activation#derivativeFrom} says INPUT
   * @param dz m×n; may be d
   */
  public static void timesDerivative(Matrix d, Matrix x, Activation f, Matrix dz) {
    checkPlain("d", d);
    Shapes.checkRowMajor("x", x, d.precision(), d.rows(), d.cols());
    checkWritten("dz", dz, "d", d, true);
    Shapes.checkNoOverlap("dz", dz, "x", x);
    run(Operation.TIMES_DERIVATIVE, f, d, x, null, dz, null);
  }

  /**
   * Overwrites {@code x} with factor·x; the factor is rounded to the precision of x first.
   *
   * @param x m×n
   */
  public static void scale(Matrix x, double factor) {
    checkPlain("x", x);
    UpdatePass pass = UpdatePass.take();
    pass.rate = factor;
    pass.run(UpdatePass.Operation.SCALE, x, null, null, x);
  }

  /**
   * Overwrites what lies above {@code bound} with bound, and what lies below −bound with −bound;
   * the bound is rounded to the precision of x first. NaN stays.
   *
   * @param x m×n
   * @throws IllegalArgumentException if the bound is negative or NaN
   */
  public static void clamp(Matrix x, double bound) {
    checkPlain("x", x);
    if (!(bound >= 0)) {
      throw new IllegalArgumentException("the bound is " + bound + ", must be 0 or more");
    }
    UpdatePass pass = UpdatePass.take();
    pass.rate = bound;
    pass.run(UpdatePass.Operation.CLAMP, x, null, null, x);
  }

  /**
   * Overwrites {@code a} with the parametric ReLU of {@code z}: z where z &gt; 0, else slope·z; the
   * slopes are learned and may have any sign (He et al. 2015).
   *
   * @param z m×n
   * @param slope 1×n, one slope a column, or 1×1, one for all
   * @param a m×n; may be z, but {@link #timesParametricReluDerivative} wants z
   */
  public static void parametricRelu(Matrix z, Matrix slope, Matrix a) {
    checkPlain("z", z);
    checkSlope("slope", slope, z);
    checkWritten("a", a, "z", z, true);
    Shapes.checkNoOverlap("a", a, "slope", slope);
    run(Operation.PARAMETRIC_RELU, null, z, null, slope, a, null);
  }

  /**
   * Overwrites {@code dz} with d where z &gt; 0, else d·slope, and {@code dSlope} with the gradient
   * of the slopes, Σ d·z over the rows where z ≤ 0 (or NaN: it spreads), summed as {@link
   * Reductions#columnSums} does. The gradient of one slope for all columns is the row sum of
   * theirs.
   *
   * @param d m×n
   * @param z m×n
   * @param slope 1×n or 1×1
   * @param dz m×n; may be d
   * @param dSlope as slope
   */
  public static void timesParametricReluDerivative(
      Matrix d, Matrix z, Matrix slope, Matrix dz, Matrix dSlope) {
    checkPlain("d", d);
    Shapes.checkRowMajor("z", z, d.precision(), d.rows(), d.cols());
    checkSlope("slope", slope, d);
    Shapes.checkRowMajor("dSlope", dSlope, d.precision(), 1, slope.cols());
    checkWritten("dz", dz, "d", d, true);
    Shapes.checkNoOverlap("dz", dz, "z", z);
    Shapes.checkNoOverlap("dz", dz, "slope", slope);
    checkSums("dSlope", dSlope, dz, d, z);
    Shapes.checkNoOverlap("dSlope", dSlope, "slope", slope);
    run(Operation.TIMES_PARAMETRIC_RELU_DERIVATIVE, null, d, z, slope, dz, dSlope);
  }

  /**
   * The output layer of a sigmoid network under Σ (x − a)²/2, in one pass: overwrites {@code d}
   * with δ = −(x − a)·a·(1 − a), computed as (a − x)·(a·(1 − a)), and {@code sums} with its column
   * sums.
   *
   * @param x m×n targets
   * @param a m×n outputs of the sigmoid
   * @param d m×n; may be x or a
   * @param sums 1×n, added up as {@link Reductions#columnSums} does; null to leave them out
   */
  public static void sigmoidOutputDelta(Matrix x, Matrix a, Matrix d, Matrix sums) {
    checkPlain("x", x);
    Shapes.checkRowMajor("a", a, x.precision(), x.rows(), x.cols());
    checkWritten("d", d, "x", x, true);
    checkWritten("d", d, "a", a, true);
    if (sums != null) {
      checkRow("sums", sums, x);
      checkSums("sums", sums, d, x, a);
    }
    run(Operation.SIGMOID_OUTPUT_DELTA, null, x, a, null, d, sums);
  }

  /**
   * A hidden sigmoid layer, in one pass: overwrites {@code d} with δ = (s + t)·a·(1 − a), computed
   * as (s + t)·(a·(1 − a)), and {@code sums} with its column sums. In the sparse autoencoder s is
   * W₂ᵀδ₃ and t the sparsity term of {@link Losses#sparsity}.
   *
   * @param s m×n
   * @param t 1×n, added to every row
   * @param a m×n outputs of the sigmoid
   * @param d m×n; may be s or a
   * @param sums 1×n, added up as {@link Reductions#columnSums} does; null to leave them out
   */
  public static void sigmoidHiddenDelta(Matrix s, Matrix t, Matrix a, Matrix d, Matrix sums) {
    checkPlain("s", s);
    checkRow("t", t, s);
    Shapes.checkRowMajor("a", a, s.precision(), s.rows(), s.cols());
    checkWritten("d", d, "s", s, true);
    checkWritten("d", d, "a", a, true);
    Shapes.checkNoOverlap("d", d, "t", t);
    if (sums != null) {
      checkRow("sums", sums, s);
      checkSums("sums", sums, d, s, a);
      Shapes.checkNoOverlap("sums", sums, "t", t);
    }
    run(Operation.SIGMOID_HIDDEN_DELTA, null, s, a, t, d, sums);
  }

  /**
   * Overwrites each row of {@code z} with its softmax, in place: exp(z − max) over their sum.
   * Finite for all finite rows; a row with a NaN or +∞ becomes NaN.
   */
  public static void softmax(Matrix z) {
    softmax(z, z);
  }

  /**
   * Overwrites each row of {@code a} with the softmax of that row of {@code z}; the two may be one
   * matrix. Finite for all finite rows; a row with a NaN or +∞ becomes NaN.
   *
   * @param z m×n
   * @param a m×n
   */
  public static void softmax(Matrix z, Matrix a) {
    checkPlain("z", z);
    checkWritten("a", a, "z", z, true);
    RowPass.run(RowPass.Operation.SOFTMAX, z, a);
  }

  /**
   * Overwrites each row of {@code a} with the logarithm of the softmax of that row of {@code z}, (z
   * − max) − log Σ exp(z − max); the two may be one matrix. −∞ only where a difference of logits
   * overflows; a row with a NaN or +∞ becomes NaN.
   *
   * @param z m×n
   * @param a m×n
   */
  public static void logSoftmax(Matrix z, Matrix a) {
    checkPlain("z", z);
    checkWritten("a", a, "z", z, true);
    RowPass.run(RowPass.Operation.LOG_SOFTMAX, z, a);
  }

  private static void run(
      Operation operation,
      Activation f,
      Matrix first,
      Matrix second,
      Matrix row,
      Matrix out,
      Matrix sums) {
    MatrixPass.of(first.precision()).run(operation, f, first, second, row, out, sums);
  }

  static void checkPlain(String name, Matrix matrix) {
    Shapes.checkRowMajor(name, matrix, matrix.precision(), matrix.rows(), matrix.cols());
  }

  private static void checkSlope(String name, Matrix slope, Matrix matrix) {
    if (slope.cols() != 1) {
      checkRow(name, slope, matrix);
    } else {
      Shapes.checkRowMajor(name, slope, matrix.precision(), 1, 1);
    }
  }

  static void checkRow(String name, Matrix row, Matrix matrix) {
    Shapes.checkRowMajor(name, row, matrix.precision(), 1, matrix.cols());
  }

  /** Checks shape, and that the two do not overlap or, where allowed, are one and the same. */
  @SuppressWarnings("ReferenceEquality") // one array, not equal ones
  static void checkWritten(
      String name, Matrix written, String readName, Matrix read, boolean inPlace) {
    Shapes.checkRowMajor(name, written, read.precision(), read.rows(), read.cols());
    boolean same =
        written.array() == read.array()
            && written.offset() == read.offset()
            && written.leadingDimension() == read.leadingDimension();
    if (!(inPlace && same)) {
      Shapes.checkNoOverlap(name, written, readName, read);
    }
  }

  private static void checkSums(
      String name, Matrix sums, Matrix written, Matrix first, Matrix second) {
    Shapes.checkNoOverlap(name, sums, "what is written", written);
    Shapes.checkNoOverlap(name, sums, "what is read", first);
    Shapes.checkNoOverlap(name, sums, "what is read", second);
  }
}
