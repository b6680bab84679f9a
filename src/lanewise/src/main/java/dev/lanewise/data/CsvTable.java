package dev.lanewise.data;

import dev.lanewise.matrix.DoubleMatrix;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Numbers that {@link CsvReader} read.
 *
 * @param source what messages call the text
 * @param columns names of the columns; empty if the text has no header
 * @param values rows×columns
 */
public record CsvTable(String source, List<String> columns, DoubleMatrix values) {
  /** Keeps a copy of the names. */
  public CsvTable {
    columns = List.copyOf(columns);
  }

  /**
   * The index of a column.
   *
   * @param column a name from the header, or else a number: 1 for the first, −1 for the last
   * @throws DataFormatException if there is no such column
   */
  public int column(String column) throws DataFormatException {
    int named = columns.indexOf(column);
    if (named >= 0) {
      return named;
    }
    try {
      int number = Integer.parseInt(column);
      int index = number > 0 ? number - 1 : values.cols() + number;
      if (number != 0 && index >= 0 && index < values.cols()) {
        return index;
      }
    } catch (NumberFormatException notANumber) {
      // Told below.
    }
    throw new DataFormatException(
        source
            + " has no column '"
            + column
            + "', but "
            + (columns.isEmpty() ? values.cols() + " columns" : String.join(", ", columns)));
  }

  /** All columns but some, in their order. */
  public DoubleMatrix without(int... columns) {
    int[] kept =
        IntStream.range(0, values.cols())
            .filter(j -> IntStream.of(columns).noneMatch(left -> left == j))
            .toArray();
    DoubleMatrix rest = DoubleMatrix.zeros(values.rows(), kept.length);
    for (int i = 0; i < values.rows(); i++) {
      for (int j = 0; j < kept.length; j++) {
        rest.set(i, j, values.at(i, kept[j]));
      }
    }
    return rest;
  }

  /** A column, rows×1, copied. */
  public DoubleMatrix only(int column) {
    return values.window(0, column, values.rows(), 1).copy();
  }

  /**
   * The weights of samples in a column, rows×1.
   *
   * @throws DataFormatException if an entry is negative, or all are 0
   */
  public DoubleMatrix weights(int column) throws DataFormatException {
    double sum = 0;
    for (int i = 0; i < values.rows(); i++) {
      double weight = values.at(i, column);
      if (!(weight >= 0)) {
        throw new DataFormatException(place(i, column) + ": weight " + weight + " is negative");
      }
      sum += weight;
    }
    if (sum == 0 && values.rows() > 0) {
      throw new DataFormatException(source + ", column " + (column + 1) + ": all weights are 0");
    }
    return only(column);
  }

  /** Samples whose target is one column, a number, and whose inputs are all others. */
  public DataSet withTarget(int column) {
    return DataSet.of(without(column), only(column));
  }

  /**
   * The classes in a column.
   *
   * @throws DataFormatException if an entry is no whole number from 0 to {@code classes} − 1
   */
  public int[] labels(int column, int classes) throws DataFormatException {
    int[] labels = new int[values.rows()];
    for (int i = 0; i < labels.length; i++) {
      double label = values.at(i, column);
      if (!(label >= 0 && label < classes && label == (int) label)) {
        throw new DataFormatException(
            place(i, column)
                + ": label "
                + label
                + ", expected a whole number from 0 to "
                + (classes - 1));
      }
      labels[i] = (int) label;
    }
    return labels;
  }

  private String place(int i, int column) {
    return source + ", row " + (i + 1) + ", column " + (column + 1);
  }
}
