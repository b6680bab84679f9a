package dev.lanewise.elementwise;

import dev.lanewise.elementwise.MatrixPass.Operation;
import dev.lanewise.matrix.Matrix;
import dev.lanewise.matrix.Shapes;

/**
 * Sums and what is made of them, in the order of numerics v1, hence with the same bits for any
 * number of threads, any vector width and on the scalar path. No matrix is a transposed view.
 *
 * <p><b>Along a row</b>: 16 virtual lanes, lane l adding elements l, l + 16, … in ascending order
 * from +0; then lanes 8, 4, 2 and 1 apart are added.
 *
 * <p><b>Over a matrix</b>: the same in double precision, lanes going on from one row to the next:
 * lane l adds columns l, l + 16, … of row 0, then of row 1, and so on.
 *
 * <p><b>Along a column</b>: chunks of 256 rows, each in ascending order from +0, the chunk sums in
 * ascending order.
 *
 * <p>NaN and infinities propagate. A warm call allocates nothing.
 */
public final class Reductions {
  private Reductions() {}

  /**
   * Overwrites {@code sums} with the column sums of {@code x}.
   *
   * @param x m×n
   * @param sums 1×n
   * @throws IllegalArgumentException if shapes or precisions disagree, or sums overlaps x
   */
  public static void columnSums(Matrix x, Matrix sums) {
    Elementwise.checkPlain("x", x);
    Elementwise.checkRow("sums", sums, x);
    Shapes.checkNoOverlap("sums", sums, "x", x);
    MatrixPass.of(x.precision()).run(Operation.COLUMN_SUMS, null, x, null, null, null, sums);
  }

  /**
   * Overwrites {@code means} with the column sums of {@code x} over m, rounded once more.
   *
   * @param x m×n, m ≥ 1
   * @param means 1×n
   * @throws IllegalArgumentException if shapes or precisions disagree, x has no rows, or means
   *     overlaps x
   */
  public static void columnMeans(Matrix x, Matrix means) {
    checkNotEmpty(x.rows(), x);
    columnSums(x, means);
    for (int j = 0; j < means.cols(); j++) {
      means.set(0, j, means.get(0, j) / x.rows());
    }
  }

  /**
   * Overwrites {@code sums} with the row sums of {@code x}.
   *
   * @param x m×n
   * @param sums m×1
   * @throws IllegalArgumentException if shapes or precisions disagree, or sums overlaps x
   */
  public static void rowSums(Matrix x, Matrix sums) {
    checkColumn("sums", sums, x);
    RowPass.run(RowPass.Operation.SUM, x, sums);
  }

  /**
   * Overwrites {@code result} with log Σ exp(x) of each row, as max + log Σ exp(x − max): finite
   * for finite rows; −∞ for a row of no elements or of −∞; NaN where there is one.
   *
   * @param x m×n
   * @param result m×1
   * @throws IllegalArgumentException if shapes or precisions disagree, or result overlaps x
   */
  public static void logSumExp(Matrix x, Matrix result) {
    checkColumn("result", result, x);
    RowPass.run(RowPass.Operation.LOG_SUM_EXP, x, result);
  }

  /**
   * Overwrites {@code columns} with the column of the largest element of each row: the first, if
   * there are several; that of the first NaN, if there is one.
   *
   * @param x m×n, n ≥ 1
   * @param columns m places
   * @throws IllegalArgumentException if there are not m places or x has no columns
   */
  public static void argMax(Matrix x, int[] columns) {
    Elementwise.checkPlain("x", x);
    checkNotEmpty(x.cols(), x);
    if (columns.length != x.rows()) {
      throw new IllegalArgumentException(
          "columns has " + columns.length + " places, x is " + Shapes.describe(x));
    }
    RowPass.argMax(x, columns);
  }

  /** Σ x over all elements. */
  public static double sum(Matrix x) {
    Elementwise.checkPlain("x", x);
    return RowKernels.of(x.precision()).sum(x);
  }

  /**
   * Σ x over the number of elements.
   *
   * @throws IllegalArgumentException if there are none
   */
  public static double mean(Matrix x) {
    checkNotEmpty(x.size(), x);
    return sum(x) / x.size();
  }

  /**
   * Σ (x − mean)² over the number of elements (not one less), in two passes; squares are not
   * rounded before they are added.
   *
   * @throws IllegalArgumentException if there are no elements
   */
  public static double variance(Matrix x) {
    double mean = mean(x);
    return RowKernels.of(x.precision()).squares(x, mean) / x.size();
  }

  /**
   * Σ x·y; products are not rounded before they are added.
   *
   * @param x m×n
   * @param y m×n
   * @throws IllegalArgumentException if shapes or precisions disagree
   */
  public static double dot(Matrix x, Matrix y) {
    Elementwise.checkPlain("x", x);
    Shapes.checkRowMajor("y", y, x.precision(), x.rows(), x.cols());
    return RowKernels.of(x.precision()).dot(x, y);
  }

  /** Σ |x|. */
  public static double norm1(Matrix x) {
    Elementwise.checkPlain("x", x);
    return RowKernels.of(x.precision()).magnitudes(x);
  }

  /**
   * √(Σ x²), the Frobenius norm. Squares are added in double precision without scaling: in double
   * precision elements beyond 1e±154 overflow or vanish.
   */
  public static double norm2(Matrix x) {
    Elementwise.checkPlain("x", x);
    return Math.sqrt(RowKernels.of(x.precision()).squares(x, 0));
  }

  /** The largest |x|; 0 if there are no elements. */
  public static double normMax(Matrix x) {
    Elementwise.checkPlain("x", x);
    return RowKernels.of(x.precision()).largestMagnitude(x);
  }

  private static void checkColumn(String name, Matrix column, Matrix x) {
    Elementwise.checkPlain("x", x);
    Shapes.checkRowMajor(name, column, x.precision(), x.rows(), 1);
    Shapes.checkNoOverlap(name, column, "x", x);
  }

  private static void checkNotEmpty(int count, Matrix x) {
    if (count == 0) {
      throw new IllegalArgumentException("x is " + Shapes.describe(x) + ": nothing to choose from");
    }
  }
}
