package dev.lanewise.data;

import dev.lanewise.matrix.DoubleMatrix;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads rows of numbers separated by commas, all of one length; empty lines are passed over. */
public final class CsvReader {
  private CsvReader() {}

  /**
   * Reads all rows of {@code in}, UTF-8 text without a header. The stream is not closed.
   *
   * @param name what messages call the stream
   * @return rows×columns; 0×0 if there is no row
   * @throws DataFormatException if a field is no finite number or a row has another length than the
   *     first; the message says in which line and column
   * @throws IOException if the stream fails
   */
  public static DoubleMatrix read(InputStream in, String name) throws IOException {
    BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    List<double[]> rows = new ArrayList<>();
    int number = 0;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      if (!line.isBlank()) {
        double[] row = row(line, name, number);
        if (!rows.isEmpty() && rows.get(0).length != row.length) {
          throw new DataFormatException(
              name
                  + ", line "
                  + number
                  + ": "
                  + row.length
                  + " fields, the first row has "
                  + rows.get(0).length);
        }
        rows.add(row);
      }
    }
    return DoubleMatrix.of(rows.toArray(new double[0][]));
  }

  private static double[] row(String line, String name, int number) throws DataFormatException {
    String[] fields = line.split(",", -1);
    double[] row = new double[fields.length];
    for (int j = 0; j < row.length; j++) {
      row[j] = number(fields[j].strip());
      if (!Double.isFinite(row[j])) {
        throw new DataFormatException(
            name
                + ", line "
                + number
                + ", column "
                + (j + 1)
                + ": \""
                + shortened(fields[j])
                + "\" is no finite number");
      }
    }
    return row;
  }

  /** NaN if it is no decimal number: what Java adds, such as 1d, 1f and 0x1p3, is none. */
  private static double number(String field) {
    if (!field.chars().allMatch(c -> "0123456789.+-eE".indexOf(c) >= 0)) {
      return Double.NaN;
    }
    try {
      return Double.parseDouble(field);
    } catch (NumberFormatException notANumber) {
      return Double.NaN;
    }
  }

  private static String shortened(String field) {
    return field.length() <= 40 ? field : field.substring(0, 40) + "…";
  }
}
