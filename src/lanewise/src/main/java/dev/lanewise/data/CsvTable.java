package dev.lanewise.data;

import dev.lanewise.matrix.DoubleMatrix;
import dev.lanewise.matrix.Matrix;
import java.util.List;

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

  /** All columns but one, in their order. */
  public DoubleMatrix without(int column) {
    DoubleMatrix rest = DoubleMatrix.zeros(values.rows(), values.cols() - 1);
    for (int i = 0; i < values.rows(); i++) {
      for (int j = 0; j < rest.cols(); j++) {
        rest.set(i, j, values.at(i, j < column ? j : j + 1));
      }
    }
    return rest;
  }

  /** Samples whose target is one column, a number, and whose inputs are all others. */
  public DataSet withTarget(int column) {
    Matrix target = values.window(0, column, values.rows(), 1).copy();
    return DataSet.of(without(column), target);
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
            source
                + ", row "
                + (i + 1)
                + ", column "
                + (column + 1)
                + ": label "
                + label
                + ", expected a whole number from 0 to "
                + (classes - 1));
      }
      labels[i] = (int) label;
    }
    return labels;
  }
}
