package dev.lanewise.data;

/**
 * How a text of numbers is written.
 *
 * @param separator what stands between two fields
 * @param header whether the first line that is not empty holds the names of the columns
 */
public record CsvFormat(char separator, boolean header) {
  /** Commas, no header. */
  public static final CsvFormat PLAIN = new CsvFormat(',', false);

  /**
   * Checks the separator.
   *
   * @throws IllegalArgumentException if it may be part of a number, a quote or the end of a line
   */
  public CsvFormat {
    if (CsvReader.NUMBER.indexOf(separator) >= 0 || "\"\r\n".indexOf(separator) >= 0) {
      throw new IllegalArgumentException(
          "'" + separator + "' cannot separate fields: it may be part of one");
    }
  }
}
