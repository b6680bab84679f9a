package dev.lanewise.matrix;

import java.util.Locale;

/**
 * A rows×cols window on a primitive array, row-major, in one of two precisions.
 *
 * <p>Element (i, j) lies at {@code offset + i·ld + j} of the array, or at {@code offset + j·ld + i}
 * when the matrix is a transposed view. Windows, rows and transposed views share the array: writing
 * through one is seen through all. Sizes, offsets and leading dimensions count elements. Rows and
 * columns may be 0.
 *
 * <p>A matrix holds no lock; concurrent reads are safe, a write needs the caller's care.
 */
public abstract sealed class Matrix permits FloatMatrix, DoubleMatrix {
  /** Rows and columns that {@link #toString} shows at each end of a large matrix. */
  private static final int SHOWN = 4;

  private final int offset;
  private final int rows;
  private final int cols;
  private final int leadingDimension;
  private final boolean transposed;

  Matrix(int length, int offset, int rows, int cols, int leadingDimension, boolean transposed) {
    int storedRows = transposed ? cols : rows;
    int storedCols = transposed ? rows : cols;
    Shapes.checkWindow("matrix", length, offset, storedRows, storedCols, leadingDimension);
    this.offset = offset;
    this.rows = rows;
    this.cols = cols;
    this.leadingDimension = leadingDimension;
    this.transposed = transposed;
  }

  /**
   * A new rows×cols matrix of zeros.
   *
   * @throws IllegalArgumentException if a size is negative or rows·cols is no {@code int}
   */
  public static Matrix zeros(Precision precision, int rows, int cols) {
    return precision == Precision.F32
        ? FloatMatrix.zeros(rows, cols)
        : DoubleMatrix.zeros(rows, cols);
  }

  /** Number of rows, as seen through this view. */
  public final int rows() {
    return rows;
  }

  /** Number of columns, as seen through this view. */
  public final int cols() {
    return cols;
  }

  /** Index in the array of element (0, 0). */
  public final int offset() {
    return offset;
  }

  /** Distance in the array between stored rows (between columns, in a transposed view). */
  public final int leadingDimension() {
    return leadingDimension;
  }

  /** Whether this is a transposed view: columns, not rows, are contiguous. */
  public final boolean isTransposed() {
    return transposed;
  }

  /** Distance in the array between (i, j) and (i + 1, j). */
  public final int rowStride() {
    return transposed ? 1 : leadingDimension;
  }

  /** Distance in the array between (i, j) and (i, j + 1). */
  public final int colStride() {
    return transposed ? leadingDimension : 1;
  }

  /** Number of elements, rows·cols. */
  public final int size() {
    return rows * cols;
  }

  /** Precision of the elements. */
  public abstract Precision precision();

  /** The shared array: {@code float[]} or {@code double[]}. */
  public abstract Object array();

  /**
   * Element (i, j), widened exactly.
   *
   * @throws IndexOutOfBoundsException if i or j is outside the matrix
   */
  public abstract double get(int i, int j);

  /**
   * Overwrites element (i, j), rounding to the precision of this matrix.
   *
   * @throws IndexOutOfBoundsException if i or j is outside the matrix
   */
  public abstract void set(int i, int j, double value);

  /** The transposed view, cols×rows, on the same array. */
  public abstract Matrix transposed();

  /**
   * The rows×cols window whose element (0, 0) is (row, col) here, on the same array.
   *
   * @throws IllegalArgumentException if the window does not fit in this matrix
   */
  public abstract Matrix window(int row, int col, int rows, int cols);

  /**
   * The same elements, row after row, as a rows×cols view on the same array.
   *
   * @throws IllegalArgumentException if the number of elements differs, or rows of this matrix do
   *     not follow each other without a gap
   */
  public abstract Matrix reshaped(int rows, int cols);

  /** A new matrix with the same elements and a dense row-major layout. */
  public abstract Matrix copy();

  /** Row i as a 1×cols view. */
  public Matrix row(int i) {
    return window(i, 0, 1, cols);
  }

  /** Rows {@code from} (inclusive) to {@code to} (exclusive) as a view. */
  public Matrix rowRange(int from, int to) {
    return window(from, 0, to - from, cols);
  }

  /** A new dense single-precision matrix with these elements, rounded where they must be. */
  public final FloatMatrix toFloat() {
    FloatMatrix result = FloatMatrix.zeros(rows, cols);
    result.copyFrom(this);
    return result;
  }

  /** A new dense double-precision matrix with these elements. */
  public final DoubleMatrix toDouble() {
    DoubleMatrix result = DoubleMatrix.zeros(rows, cols);
    result.copyFrom(this);
    return result;
  }

  /** A new dense matrix with these elements in the given precision. */
  public final Matrix to(Precision precision) {
    return precision == Precision.F32 ? toFloat() : toDouble();
  }

  /** A new array of the elements, row after row, in single precision. */
  public final float[] toFloats() {
    return toFloat().array();
  }

  /** A new array of the elements, row after row, in double precision. */
  public final double[] toDoubles() {
    return toDouble().array();
  }

  /** A new array of rows in single precision. */
  public final float[][] toFloatRows() {
    float[][] result = new float[rows][cols];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < cols; j++) {
        result[i][j] = (float) get(i, j);
      }
    }
    return result;
  }

  /** A new array of rows in double precision. */
  public final double[][] toDoubleRows() {
    double[][] result = new double[rows][cols];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < cols; j++) {
        result[i][j] = get(i, j);
      }
    }
    return result;
  }

  /**
   * Overwrites every element with the one of {@code source}, rounding to the precision of this
   * matrix. The two must not overlap unless they are the same view.
   *
   * @throws IllegalArgumentException if the shapes disagree
   */
  public final void copyFrom(Matrix source) {
    Shapes.checkSame("this", this, "source", source);
    boolean runs = precision() == source.precision() && !transposed && !source.transposed;
    for (int i = 0; i < rows && cols > 0; i++) {
      if (runs) {
        int from = source.offset + i * source.leadingDimension;
        System.arraycopy(source.array(), from, array(), offset + i * leadingDimension, cols);
        continue;
      }
      for (int j = 0; j < cols; j++) {
        set(i, j, source.get(i, j));
      }
    }
  }

  /** Overwrites every element with {@code value}, rounded to the precision of this matrix. */
  public final void fill(double value) {
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < cols; j++) {
        set(i, j, value);
      }
    }
  }

  /** Index in the array of (i, j), after a range check. */
  final int index(int i, int j) {
    if (i < 0 || i >= rows || j < 0 || j >= cols) {
      throw new IndexOutOfBoundsException(
          "(" + i + ", " + j + ") is outside a matrix of " + Shapes.describe(this));
    }
    return transposed ? offset + j * leadingDimension + i : offset + i * leadingDimension + j;
  }

  final void checkReshape(int newRows, int newCols) {
    boolean dense = !transposed && (rows <= 1 || leadingDimension == cols);
    if (!dense || Shapes.size(newRows, newCols) != size()) {
      throw new IllegalArgumentException(
          "a matrix of " + Shapes.describe(this) + " cannot be seen as " + newRows + "×" + newCols);
    }
  }

  /** Index in the array of the window's (0, 0), after a check that the window fits. */
  final int windowOffset(int row, int col, int windowRows, int windowCols) {
    if (row < 0
        || col < 0
        || windowRows < 0
        || windowCols < 0
        || row > rows - windowRows
        || col > cols - windowCols) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "window of %d×%d at (%d, %d) does not fit in a matrix of %s",
              windowRows,
              windowCols,
              row,
              col,
              Shapes.describe(this)));
    }
    if (windowRows == 0 || windowCols == 0) {
      return offset;
    }
    return index(row, col);
  }

  /**
   * The shape, then the elements in six significant digits; the middle of a matrix with more than
   * eight rows or columns is left out.
   */
  @Override
  public final String toString() {
    StringBuilder text = new StringBuilder();
    text.append(precision() == Precision.F32 ? "FloatMatrix " : "DoubleMatrix ");
    text.append(rows).append('×').append(cols);
    for (int i = 0; i < rows; i++) {
      if (rows > 2 * SHOWN && i == SHOWN) {
        text.append("\n  … ").append(rows - 2 * SHOWN).append(" more rows");
        i = rows - SHOWN;
      }
      text.append("\n  [");
      for (int j = 0; j < cols; j++) {
        if (cols > 2 * SHOWN && j == SHOWN) {
          text.append("        …");
          j = cols - SHOWN;
        }
        text.append(String.format(Locale.ROOT, " %12.6g", get(i, j)));
      }
      text.append(" ]");
    }
    return text.toString();
  }
}
