package dev.lanewise.matrix;

import java.util.Locale;

/**
 * Every shape check of the library and its message. A public method calls these once, at its door,
 * before it writes anything; what lies behind trusts its arguments.
 */
public final class Shapes {
  private Shapes() {}

  /**
   * rows·cols.
   *
   * @throws IllegalArgumentException if a size is negative or the product is no {@code int}
   */
  public static int size(int rows, int cols) {
    long size = (long) rows * cols;
    if (rows < 0 || cols < 0 || size > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "a matrix of " + rows + "×" + cols + ": sizes must be 0 or more, their product an int");
    }
    return (int) size;
  }

  /**
   * Checks that a row-major rows×cols window lies within an array of {@code length} elements.
   *
   * @throws IllegalArgumentException if it does not; the message names all five numbers
   */
  public static void checkWindow(
      String name, int length, int offset, int rows, int cols, int leadingDimension) {
    boolean fits = rows >= 0 && cols >= 0 && offset >= 0 && leadingDimension >= Math.max(1, cols);
    if (fits) {
      boolean empty = rows == 0 || cols == 0;
      long end = empty ? offset : offset + (rows - 1L) * leadingDimension + cols;
      fits = end <= length;
    }
    if (!fits) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s of %d×%d (ld %d) at offset %d does not fit in an array of %d elements;"
                  + " ld must be at least max(1, %d)",
              name,
              rows,
              cols,
              leadingDimension,
              offset,
              length,
              cols));
    }
  }

  /**
   * Checks that c = a·b is defined.
   *
   * @throws IllegalArgumentException if shapes or precisions disagree; the message names all three
   */
  public static void checkProduct(Matrix a, Matrix b, Matrix c) {
    String rule = null;
    if (a.cols() != b.rows()) {
      rule = "A.cols must equal B.rows";
    } else if (c.rows() != a.rows()) {
      rule = "C.rows must equal A.rows";
    } else if (c.cols() != b.cols()) {
      rule = "C.cols must equal B.cols";
    } else if (a.precision() != b.precision() || a.precision() != c.precision()) {
      rule = "precisions must be equal, not " + precisions(a, b, c);
    }
    if (rule != null) {
      throw new IllegalArgumentException(
          "A is " + describe(a) + ", B is " + describe(b) + ", C is " + describe(c) + ": " + rule);
    }
  }

  /**
   * Checks that two matrices have the same rows and columns; precisions may differ.
   *
   * @throws IllegalArgumentException if they do not
   */
  public static void checkSame(String firstName, Matrix first, String secondName, Matrix second) {
    if (first.rows() != second.rows() || first.cols() != second.cols()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s is %s, %s is %s: shapes must be equal",
              firstName,
              describe(first),
              secondName,
              describe(second)));
    }
  }

  /**
   * Checks that {@code matrix} is rows×cols, of the given precision and not a transposed view.
   *
   * @throws IllegalArgumentException if it is not
   */
  public static void checkRowMajor(
      String name, Matrix matrix, Precision precision, int rows, int cols) {
    if (matrix.rows() != rows
        || matrix.cols() != cols
        || matrix.precision() != precision
        || matrix.isTransposed()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s is %s %s, but must be %s %d×%d and no transposed view",
              name,
              matrix.precision(),
              describe(matrix),
              precision,
              rows,
              cols));
    }
  }

  /**
   * Checks that what is written shares no element with what is read.
   *
   * @throws IllegalArgumentException if it does
   */
  public static void checkNoOverlap(
      String writtenName, Matrix written, String readName, Matrix read) {
    if (overlap(written, read)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s (%s at offset %d) overlaps %s (%s at offset %d) in the same array",
              writtenName,
              describe(written),
              written.offset(),
              readName,
              describe(read),
              read.offset()));
    }
  }

  /** Whether the two share an element of one array. */
  public static boolean overlap(Matrix x, Matrix y) {
    return overlap(
        x.array(),
        x.offset(),
        x.isTransposed() ? x.cols() : x.rows(),
        x.isTransposed() ? x.rows() : x.cols(),
        x.leadingDimension(),
        y.array(),
        y.offset(),
        y.isTransposed() ? y.cols() : y.rows(),
        y.isTransposed() ? y.rows() : y.cols(),
        y.leadingDimension());
  }

  /**
   * Whether two row-major windows share an element: never where their arrays are two; exact where
   * the leading dimensions are equal (interleaved columns of one matrix do not overlap) or one
   * window is a single row; otherwise whether the spans from first to last element meet.
   */
  @SuppressWarnings("ReferenceEquality") // one array, not equal ones
  public static boolean overlap(
      Object xArray,
      int xOffset,
      int xRows,
      int xCols,
      int xLd,
      Object yArray,
      int yOffset,
      int yRows,
      int yCols,
      int yLd) {
    if (xArray != yArray || xRows == 0 || xCols == 0 || yRows == 0 || yCols == 0) {
      return false;
    }
    long xEnd = xOffset + (xRows - 1L) * xLd + xCols;
    long yEnd = yOffset + (yRows - 1L) * yLd + yCols;
    if (xOffset >= yEnd || yOffset >= xEnd) {
      return false;
    }
    if (xRows == 1 && yRows == 1) {
      return true;
    }
    int ld = xRows == 1 ? yLd : xLd;
    if ((yRows > 1 && yLd != ld) || (xRows == 1 && xCols > ld) || (yRows == 1 && yCols > ld)) {
      return true;
    }
    // x(i, j) = y(i', j') means distance = (i − i')·ld + (j − j'), |j − j'| < ld: two candidates.
    long distance = (long) yOffset - xOffset;
    long rowShift = Math.floorDiv(distance, (long) ld);
    long colShift = Math.floorMod(distance, (long) ld);
    return (meets(rowShift, xRows, yRows) && meets(colShift, xCols, yCols))
        || (meets(rowShift + 1, xRows, yRows) && meets(colShift - ld, xCols, yCols));
  }

  /** Whether i − i' = shift has a solution with 0 ≤ i &lt; x and 0 ≤ i' &lt; y. */
  private static boolean meets(long shift, int x, int y) {
    return shift < x && -shift < y;
  }

  /** The shape as messages show it, such as "3×4 (ld 4)" or "3×4 (ld 3, transposed)". */
  public static String describe(Matrix matrix) {
    return matrix.rows()
        + "×"
        + matrix.cols()
        + " (ld "
        + matrix.leadingDimension()
        + (matrix.isTransposed() ? ", transposed)" : ")");
  }

  private static String precisions(Matrix a, Matrix b, Matrix c) {
    return a.precision() + ", " + b.precision() + ", " + c.precision();
  }
}
