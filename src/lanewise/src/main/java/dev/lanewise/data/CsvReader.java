package dev.lanewise.data;

import dev.lanewise.matrix.DoubleMatrix;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Reads rows of numbers, separated by commas or otherwise, all of one length; UTF-8. */
public final class CsvReader {
  /** What a decimal number is made of. What Java adds, such as 1d, 1f and 0x1p3, is none. */
  static final String NUMBER = "0123456789.+-eE";

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final String name;
  private final Pattern separator;
  private final List<String> columns = new ArrayList<>();
  private final List<double[]> rows = new ArrayList<>();
  private boolean headerDue;
  private int number;

  private CsvReader(String name, CsvFormat format) {
    this.name = name;
    separator = Pattern.compile(Pattern.quote(String.valueOf(format.separator())));
    headerDue = format.header();
  }

  /**
   * Reads all rows of {@code in}, separated by commas, without a header. Empty lines are passed
   * over. The stream is not closed.
   *
   * @param name what messages call the stream
   * @return rows×columns; 0×0 if there is no row
   * @throws DataFormatException if a field is no finite number or a row has another length than the
   *     first; the message says in which line and column
   * @throws IOException if the stream fails
   */
  public static DoubleMatrix read(InputStream in, String name) throws IOException {
    return read(in, name, CsvFormat.PLAIN).values();
  }

  /**
   * Reads all rows of {@code in}. Empty lines are passed over. The stream is not closed.
   *
   * @param name what messages call the stream
   * @throws DataFormatException if a field is no finite number or a row has another length than the
   *     first line; the message says in which line and column
   * @throws IOException if the stream fails
   */
  public static CsvTable read(InputStream in, String name, CsvFormat format) throws IOException {
    return new CsvReader(name, format).table(in);
  }

  /**
   * Reads a file, plain or compressed with gzip.
   *
   * @throws DataFormatException as {@link #read(InputStream, String, CsvFormat)}, or if compressed
   *     data are damaged
   * @throws IOException if the file cannot be read
   */
  public static CsvTable read(Path file, CsvFormat format) throws IOException {
    return PlainOrGzip.read(file, (in, length) -> read(in, file.toString(), format));
  }

  private CsvTable table(InputStream in) throws IOException {
    BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      boolean marked = number == 1 && line.startsWith(BYTE_ORDER_MARK);
      String text = marked ? line.substring(1) : line;
      if (!text.isBlank()) {
        String[] fields = separator.split(text, -1);
        checkLength(fields.length);
        if (headerDue) {
          headerDue = false;
          for (String field : fields) {
            columns.add(unquoted(field.strip()));
          }
        } else {
          rows.add(row(fields));
        }
      }
    }
    return new CsvTable(name, columns, DoubleMatrix.of(rows.toArray(new double[0][])));
  }

  private void checkLength(int length) throws DataFormatException {
    int expected = rows.isEmpty() ? columns.size() : rows.get(0).length;
    if (expected > 0 && length != expected) {
      String first = columns.isEmpty() ? "the first row" : "the header";
      throw new DataFormatException(
          name + ", line " + number + ": " + length + " fields, " + first + " has " + expected);
    }
  }

  private double[] row(String[] fields) throws DataFormatException {
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

  private static double number(String field) {
    if (!field.chars().allMatch(c -> NUMBER.indexOf(c) >= 0)) {
      return Double.NaN;
    }
    try {
      return Double.parseDouble(field);
    } catch (NumberFormatException notANumber) {
      return Double.NaN;
    }
  }

  private static String unquoted(String field) {
    boolean quoted = field.length() >= 2 && field.startsWith("\"") && field.endsWith("\"");
    return quoted ? field.substring(1, field.length() - 1) : field;
  }

  private static String shortened(String field) {
    return field.length() <= 40 ? field : field.substring(0, 40) + "…";
  }
}
