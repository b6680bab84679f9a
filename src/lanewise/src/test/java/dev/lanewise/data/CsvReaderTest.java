package dev.lanewise.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanewise.matrix.DoubleMatrix;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
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
}
