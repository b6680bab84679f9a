package dev.lanewise.matrix;

import java.util.Arrays;

/** A {@link Matrix} over a {@code float[]}. */
public final class FloatMatrix extends Matrix {
  private final float[] array;

  private FloatMatrix(
      float[] array, int offset, int rows, int cols, int leadingDimension, boolean transposed) {
    super(array.length, offset, rows, cols, leadingDimension, transposed);
    this.array = array;
  }

  /**
   * A new rows×cols matrix of zeros.
   *
   * @throws IllegalArgumentException if a size is negative or rows·cols is no {@code int}
   */
  public static FloatMatrix zeros(int rows, int cols) {
    return wrap(new float[Shapes.size(rows, cols)], rows, cols);
  }

  /**
   * A view on the whole of {@code array}, rows×cols, dense. The array is shared, not copied.
   *
   * @throws IllegalArgumentException if the array is shorter than rows·cols
   */
  public static FloatMatrix wrap(float[] array, int rows, int cols) {
    return wrap(array, 0, rows, cols, Math.max(1, cols));
  }

  /**
   * A view on a window of {@code array}: element (i, j) lies at {@code offset + i·leadingDimension
   * + j}. The array is shared, not copied.
   *
   * @throws IllegalArgumentException if the window leaves the array or the leading dimension is
   *     less than {@code max(1, cols)}
   */
  public static FloatMatrix wrap(
      float[] array, int offset, int rows, int cols, int leadingDimension) {
    return new FloatMatrix(array, offset, rows, cols, leadingDimension, false);
  }

  /**
   * A new matrix with a copy of the given rows.
   *
   * @throws IllegalArgumentException if the rows differ in length
   */
  public static FloatMatrix of(float[]... rows) {
    int cols = rows.length == 0 ? 0 : rows[0].length;
    FloatMatrix result = zeros(rows.length, cols);
    for (int i = 0; i < rows.length; i++) {
      if (rows[i].length != cols) {
        throw new IllegalArgumentException(
            "row 0 has " + cols + " elements, row " + i + " has " + rows[i].length);
      }
      System.arraycopy(rows[i], 0, result.array, i * cols, cols);
    }
    return result;
  }

  /** A new 1×n matrix with a copy of the given elements. */
  public static FloatMatrix rowVector(float... elements) {
    return wrap(Arrays.copyOf(elements, elements.length), 1, elements.length);
  }

  @Override
  public Precision precision() {
    return Precision.F32;
  }

  @Override
  public float[] array() {
    return array;
  }

  /**
   * Element (i, j).
   *
   * @throws IndexOutOfBoundsException if i or j is outside the matrix
   */
  public float at(int i, int j) {
    return array[index(i, j)];
  }

  @Override
  public double get(int i, int j) {
    return array[index(i, j)];
  }

  @Override
  public void set(int i, int j, double value) {
    array[index(i, j)] = (float) value;
  }

  @Override
  public FloatMatrix transposed() {
    return new FloatMatrix(array, offset(), cols(), rows(), leadingDimension(), !isTransposed());
  }

  @Override
  public FloatMatrix window(int row, int col, int rows, int cols) {
    int start = windowOffset(row, col, rows, cols);
    return new FloatMatrix(array, start, rows, cols, leadingDimension(), isTransposed());
  }

  @Override
  public FloatMatrix row(int i) {
    return window(i, 0, 1, cols());
  }

  @Override
  public FloatMatrix rowRange(int from, int to) {
    return window(from, 0, to - from, cols());
  }

  @Override
  public FloatMatrix reshaped(int rows, int cols) {
    checkReshape(rows, cols);
    return wrap(array, offset(), rows, cols, Math.max(1, cols));
  }

  @Override
  public FloatMatrix copy() {
    FloatMatrix result = zeros(rows(), cols());
    result.copyFrom(this);
    return result;
  }
}
