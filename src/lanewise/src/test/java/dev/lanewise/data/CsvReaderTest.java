package dev.lanewise.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanewise.matrix.DoubleMatrix;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Good files are read to the bit; bad ones are refused with the place, and nothing else is thrown.
 */
class CsvReaderTest {
  private static DoubleMatrix read(String text) throws IOException {
    return read(text.getBytes(StandardCharsets.UTF_8));
  }

  private static DoubleMatrix read(byte[] bytes) throws IOException {
    return CsvReader.read(new ByteArrayInputStream(bytes), "numbers.csv");
  }

  private static String text(double[][] rows, String lineEnd) {
    StringBuilder text = new StringBuilder();
    for (double[] row : rows) {
      for (int j = 0; j < row.length; j++) {
        text.append(j == 0 ? "" : ",").append(row[j]);
      }
      text.append(lineEnd);
    }
    return text.toString();
  }

  @Provide
  Arbitrary<double[][]> tables() {
    Arbitrary<Double> finite =
        Arbitraries.longs().map(Double::longBitsToDouble).filter(Double::isFinite);
    Arbitrary<Double> number =
        Arbitraries.oneOf(finite, Arbitraries.of(0.0, -0.0, 1.0, 0.1, Double.MIN_VALUE));
    return Arbitraries.integers()
        .between(1, 5)
        .flatMap(
            cols -> number.array(double[].class).ofSize(cols).array(double[][].class).ofMaxSize(6));
  }

  @Property(tries = 300)
  void readsBackWhatWasWritten(
      @ForAll("tables") double[][] rows, @ForAll("lineEnds") String lineEnd) throws IOException {
    DoubleMatrix read = read(text(rows, lineEnd));
    assertThat(read.toDoubleRows()).isDeepEqualTo(rows);
    assertThat(read.cols()).isEqualTo(rows.length == 0 ? 0 : rows[0].length);
  }

  @Provide
  Arbitrary<String> lineEnds() {
    return Arbitraries.of("\n", "\r\n", "\r", "\n\n", "\n  \n");
  }

  /** What is left of whole lines is read as it was; only the line that was cut may be refused. */
  @Property(tries = 100)
  void truncatedAtAnyByte(@ForAll("tables") double[][] rows) throws IOException {
    byte[] bytes = text(rows, "\n").getBytes(StandardCharsets.UTF_8);
    for (int length = 0; length < bytes.length; length++) {
      int lines = 0;
      for (int i = 0; i < length; i++) {
        lines += bytes[i] == '\n' ? 1 : 0;
      }
      boolean cut = length > 0 && bytes[length - 1] != '\n';
      try {
        double[][] read = read(Arrays.copyOf(bytes, length)).toDoubleRows();
        assertThat(read)
            .hasDimensions(lines + (cut ? 1 : 0), read.length == 0 ? 0 : read[0].length);
        assertThat(Arrays.copyOf(read, lines)).isDeepEqualTo(Arrays.copyOf(rows, lines));
      } catch (DataFormatException refused) {
        assertThat(cut).isTrue();
        assertThat(refused).hasMessageStartingWith("numbers.csv, line " + (lines + 1));
      }
    }
  }

  @Property(tries = 500)
  void anyBytesAreReadOrRefused(@ForAll("noise") byte[] bytes) throws IOException {
    try {
      for (double v : read(bytes).toDoubles()) {
        assertThat(v).isFinite();
      }
    } catch (DataFormatException refused) {
      assertThat(refused).hasMessageStartingWith("numbers.csv, line ");
    }
  }

  @Provide
  Arbitrary<byte[]> noise() {
    Arbitrary<Byte> digit =
        Arbitraries.of("0123456789.,-+eExXpPdDfF\n\r ".chars().mapToObj(c -> (byte) c).toList());
    return Arbitraries.oneOf(digit, digit, Arbitraries.bytes()).array(byte[].class).ofMaxSize(40);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "NaN",
        "Infinity",
        "-Infinity",
        "1e999",
        "",
        " ",
        "one",
        "1.5.2",
        "--1",
        "1 2",
        "0x",
        "1f",
        "2.5D",
        "3d",
        "0x1p3",
        "٣",
        "1_000"
      })
  void refusesWhatIsNoNumber(String field) {
    assertThatThrownBy(() -> read("1,2,3\n\n4," + field + ",6\n"))
        .isExactlyInstanceOf(DataFormatException.class)
        .hasMessage("numbers.csv, line 3, column 2: \"" + field + "\" is no finite number");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1,2\\n3|2|1 fields, the first row has 2",
        "1\\n2\\n3,4|3|2 fields, the first row has 1"
      })
  void refusesRaggedRows(String text, int line, String message) {
    assertThatThrownBy(() -> read(text.replace("\\n", "\n")))
        .isExactlyInstanceOf(DataFormatException.class)
        .hasMessage("numbers.csv, line " + line + ": " + message);
  }

  @Test
  void showsNoMoreThanTheBeginningOfAField() {
    assertThatThrownBy(() -> read("x".repeat(100_000)))
        .isExactlyInstanceOf(DataFormatException.class)
        .hasMessage(
            "numbers.csv, line 1, column 1: \"" + "x".repeat(40) + "…\" is no finite number");
  }

  @Test
  void readsSpacesAndSigns() throws IOException {
    assertThat(read(" 1 ,\t-2.5e3 ,+.5").toDoubles()).containsExactly(1, -2500, 0.5);
  }

  @Test
  void nothingIsZeroRows() throws IOException {
    for (String empty : new String[] {"", "\n", "\n \r\n"}) {
      assertThat(read(empty).rows()).isZero();
      assertThat(read(empty).cols()).isZero();
    }
  }

  private static CsvTable table(String text, CsvFormat format) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return CsvReader.read(new ByteArrayInputStream(bytes), "numbers.csv", format);
  }

  @ParameterizedTest
  @ValueSource(chars = {',', ';', '\t', '|', ' '})
  void headerAndSeparator(char separator) throws IOException {
    String text = "\uFEFF\"a\",b,c\n\n1,2,3\n4,5,6\n".replace(',', separator);
    CsvTable table = table(text, new CsvFormat(separator, true));
    assertThat(table.columns()).containsExactly("a", "b", "c");
    assertThat(table.values().toDoubles()).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(table.column("b")).isEqualTo(1);
    assertThat(table.column("3")).isEqualTo(2);
    assertThat(table.column("-3")).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "4", "-4", "d", "1.5", "99999999999"})
  void namesTheColumnThatIsNotThere(String column) throws IOException {
    CsvTable named = table("a,b,c\n1,2,3\n", new CsvFormat(',', true));
    assertThatThrownBy(() -> named.column(column))
        .isExactlyInstanceOf(DataFormatException.class)
        .hasMessage("numbers.csv has no column '" + column + "', but a, b, c");
    assertThatThrownBy(() -> table("1,2,3\n", CsvFormat.PLAIN).column(column))
        .isExactlyInstanceOf(DataFormatException.class)
        .hasMessage("numbers.csv has no column '" + column + "', but 3 columns");
  }

  @Test
  void aRowIsHeldToTheHeader() {
    assertThatThrownBy(() -> table("a,b\n1,2,3\n", new CsvFormat(',', true)))
        .isExactlyInstanceOf(DataFormatException.class)
        .hasMessage("numbers.csv, line 2: 3 fields, the header has 2");
  }

  @Test
  void oneColumnIsTheTarget() throws IOException {
    CsvTable table = table("1,0,2\n3,1,4\n", CsvFormat.PLAIN);
    assertThat(table.labels(1, 2)).containsExactly(0, 1);
    assertThat(table.without(0, 2).toDoubles()).isEqualTo(table.only(1).toDoubles());
    assertThat(table.without(1).toDoubleRows()).isDeepEqualTo(new double[][] {{1, 2}, {3, 4}});
    assertThat(table.withTarget(0).targets().toDoubles()).containsExactly(1, 3);
    assertThat(table.withTarget(0).inputs().toDoubles()).containsExactly(0, 2, 1, 4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2", "-1", "0.5", "1e300"})
  void refusesWhatIsNoClass(String label) throws IOException {
    CsvTable table = table("0,7\n" + label + ",8\n", CsvFormat.PLAIN);
    assertThatThrownBy(() -> table.labels(0, 2))
        .isExactlyInstanceOf(DataFormatException.class)
        .hasMessage(
            "numbers.csv, row 2, column 1: label "
                + Double.parseDouble(label)
                + ", expected a whole number from 0 to 1");
  }

  @ParameterizedTest
  @ValueSource(chars = {'1', '.', '-', 'e', '"', '\n'})
  void refusesASeparatorThatMayBePartOfAField(char separator) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CsvFormat(separator, false))
        .withMessage("'" + separator + "' cannot separate fields: it may be part of one");
  }

  @Test
  void readsFilesPlainAndCompressed(@TempDir Path folder) throws IOException {
    Path plain = Files.writeString(folder.resolve("plain"), "1,2\n3,4\n");
    Path compressed = folder.resolve("compressed");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(compressed))) {
      out.write(Files.readAllBytes(plain));
    }
    for (Path file : new Path[] {plain, compressed}) {
      assertThat(CsvReader.read(file, CsvFormat.PLAIN).values().toDoubles())
          .containsExactly(1, 2, 3, 4);
    }
  }

  @Test
  void passesOnWhatTheStreamThrows() {
    IOException broken = new IOException("broken");
    InputStream in =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw broken;
          }

          @Override
          public int read(byte[] bytes, int offset, int length) throws IOException {
            throw broken;
          }
        };
    assertThatThrownBy(() -> CsvReader.read(in, "numbers.csv")).isSameAs(broken);
  }

  @Test
  void weightsAreNotNegativeNorAllZero() throws IOException {
    CsvTable table =
        new CsvTable(
            "t", List.of(), DoubleMatrix.of(new double[][] {{0, 2, 1}, {0, 0, 1}, {0, 1, -1}}));
    assertThat(table.weights(1).toDoubles()).containsExactly(2, 0, 1);
    assertThatThrownBy(() -> table.weights(2))
        .isExactlyInstanceOf(DataFormatException.class)
        .hasMessage("t, row 3, column 3: weight -1.0 is negative");
    assertThatThrownBy(() -> table.weights(0))
        .isExactlyInstanceOf(DataFormatException.class)
        .hasMessage("t, column 1: all weights are 0");
  }
}
