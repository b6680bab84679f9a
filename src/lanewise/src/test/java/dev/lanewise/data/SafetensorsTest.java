package dev.lanewise.data;

import static dev.lanewise.data.SafetensorsFiles.FILE;
import static dev.lanewise.data.SafetensorsFiles.REFERENCE;
import static dev.lanewise.data.SafetensorsFiles.file;
import static dev.lanewise.data.SafetensorsFiles.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanewise.matrix.DoubleMatrix;
import dev.lanewise.matrix.FloatMatrix;
import dev.lanewise.matrix.Matrix;
import dev.lanewise.matrix.Precision;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import org.junit.jupiter.api.Test;

/** Round trips to the bit, and the reference implementation's own bytes. */
@Tag("once")
@org.junit.jupiter.api.Tag("once")
class SafetensorsTest {
  @Provide
  Arbitrary<Map<String, Matrix>> tensors() {
    Arbitrary<Matrix> matrix =
        Arbitraries.integers()
            .between(0, 4)
            .tuple2()
            .flatMap(
                shape -> {
                  int size = shape.get1() * shape.get2();
                  Arbitrary<Matrix> single =
                      Arbitraries.integers()
                          .array(int[].class)
                          .ofSize(size)
                          .map(bits -> floats(bits, shape.get1(), shape.get2()));
                  Arbitrary<Matrix> twice =
                      Arbitraries.longs()
                          .array(long[].class)
                          .ofSize(size)
                          .map(bits -> doubles(bits, shape.get1(), shape.get2()));
                  return Arbitraries.oneOf(single, twice);
                });
    return Arbitraries.maps(texts(), matrix).ofMaxSize(5);
  }

  /** Any text with whole characters, quotes and control characters among them. */
  @Provide
  Arbitrary<String> texts() {
    Arbitrary<Integer> special = Arbitraries.of(0, 8, 10, 31, 34, 92, 47, 127, 0xe9, 0x1f600);
    Arbitrary<Integer> any =
        Arbitraries.integers().between(0, 0x10ffff).filter(c -> c < 0xd800 || c > 0xdfff);
    return Arbitraries.oneOf(special, any)
        .list()
        .ofMaxSize(6)
        .map(
            points -> {
              StringBuilder text = new StringBuilder();
              points.forEach(text::appendCodePoint);
              return text.toString();
            });
  }

  private static Matrix floats(int[] bits, int rows, int cols) {
    float[] elements = new float[bits.length];
    for (int i = 0; i < bits.length; i++) {
      elements[i] = Float.intBitsToFloat(bits[i]);
    }
    return FloatMatrix.wrap(elements, rows, cols);
  }

  private static Matrix doubles(long[] bits, int rows, int cols) {
    double[] elements = new double[bits.length];
    for (int i = 0; i < bits.length; i++) {
      elements[i] = Double.longBitsToDouble(bits[i]);
    }
    return DoubleMatrix.wrap(elements, rows, cols);
  }

  /** Not through a conversion, which may quiet a NaN. */
  private static long[] bits(Matrix matrix) {
    long[] bits = new long[matrix.size()];
    for (int i = 0; i < bits.length; i++) {
      bits[i] =
          matrix.array() instanceof float[] elements
              ? Float.floatToRawIntBits(elements[i])
              : Double.doubleToRawLongBits(((double[]) matrix.array())[i]);
    }
    return bits;
  }

  @Property(tries = 150)
  void whatIsWrittenIsReadToTheBit(
      @ForAll("tensors") Map<String, Matrix> tensors,
      @ForAll long[] longs,
      @ForAll("texts") String key,
      @ForAll("texts") String value)
      throws IOException {
    Safetensors.Builder builder = Safetensors.builder().metadata(key, value);
    tensors.forEach((name, matrix) -> builder.matrix(name, matrix));
    builder.longs("0 longs", longs).build().write(FILE);
    assertThat(Files.readAllBytes(FILE)).startsWith((byte) (headerLength() & 0xff));
    assertThat(headerLength() % 8).isZero();

    Safetensors read = Safetensors.read(FILE);
    assertThat(read.metadata()).isEqualTo(Map.of(key, value));
    assertThat(read.longs("0 longs")).isEqualTo(longs);
    assertThat(read.names()).hasSize(tensors.size() + 1).containsAll(tensors.keySet());
    for (Map.Entry<String, Matrix> tensor : tensors.entrySet()) {
      Matrix expected = tensor.getValue();
      Matrix matrix = read.matrix(tensor.getKey());
      assertThat(matrix.precision()).isEqualTo(expected.precision());
      assertThat(read.shape(tensor.getKey()))
          .isEqualTo(List.of((long) expected.rows(), (long) expected.cols()));
      assertThat(matrix.rows()).isEqualTo(expected.rows());
      assertThat(matrix.cols()).isEqualTo(expected.cols());
      assertThat(bits(matrix)).isEqualTo(bits(expected));
    }
  }

  private static long headerLength() throws IOException {
    return ByteBuffer.wrap(Files.readAllBytes(FILE)).order(ByteOrder.LITTLE_ENDIAN).getLong(0);
  }

  @Test
  void readsWhatTheReferenceImplementationWrites() throws IOException {
    Safetensors read = read(REFERENCE);
    assertThat(read.metadata())
        .containsExactly(Map.entry("format", "pt"), Map.entry("é\"\n", "ü☃😀"));
    assertThat(read.names()).containsExactly("n", "s", "b", "e", "w");
    assertThat(read.longs("n")).containsExactly(-1, 1L << 40);
    assertThat(read.longs("s")).containsExactly(7);
    assertThat(read.shape("s")).isEmpty();
    assertThat(read.matrix("b")).isInstanceOf(DoubleMatrix.class);
    assertThat(read.matrix("b").toDoubleRows()).isDeepEqualTo(new double[][] {{1.5}});
    assertThat(read.matrix("e").rows()).isZero();
    assertThat(read.matrix("e").cols()).isEqualTo(3);
    assertThat(read.matrix("w").toFloatRows())
        .isDeepEqualTo(new float[][] {{1, 2, 3}, {-0.5f, 0, 4}});
  }

  /** Sizes apart: the reference has a vector and a number, we write rows. */
  @Test
  void writesByteForByteWhatTheReferenceImplementationWrites() throws IOException {
    Safetensors.builder()
        .metadata("format", "pt")
        .metadata("é\"\n", "ü☃😀")
        .matrix("w", FloatMatrix.of(new float[] {1, 2, 3}, new float[] {-0.5f, 0, 4}))
        .matrix("e", FloatMatrix.zeros(0, 3))
        .matrix("b", DoubleMatrix.rowVector(1.5))
        .longs("n", -1, 1L << 40)
        .longs("s", 7)
        .build()
        .write(FILE);
    byte[] written = Files.readAllBytes(FILE);
    String ours = new String(written, StandardCharsets.ISO_8859_1).substring(8);
    String theirs = new String(REFERENCE, StandardCharsets.ISO_8859_1).substring(8);
    assertThat(ours)
        .isEqualTo(
            theirs
                .replace("\"shape\":[]", "\"shape\":[1]")
                .replace("\"F64\",\"shape\":[1]", "\"F64\",\"shape\":[1,1]")
                .replace("}}      ", "}}   "));
  }

  @Test
  void saysWhatATensorIsInstead() throws IOException {
    Safetensors read = read(REFERENCE);
    assertThatThrownBy(() -> read.matrix("n"))
        .isExactlyInstanceOf(DataFormatException.class)
        .hasMessage("tensor \"n\" is I64 [2], expected F32 or F64 with at most two sizes");
    assertThatThrownBy(() -> read.longs("w"))
        .isExactlyInstanceOf(DataFormatException.class)
        .hasMessage("tensor \"w\" is F32 [2, 3], expected I64");
    assertThatThrownBy(() -> read.matrix("x"))
        .isExactlyInstanceOf(DataFormatException.class)
        .hasMessage("there is no tensor \"x\"");
    Safetensors cube =
        read(file("{\"a\":{\"dtype\":\"F32\",\"shape\":[1,1,1],\"data_offsets\":[0,4]}}", 4));
    assertThatThrownBy(() -> cube.matrix("a"))
        .isExactlyInstanceOf(DataFormatException.class)
        .hasMessageContaining("F32 [1, 1, 1]");
  }

  /** Whose numbers have other digits. */
  @Test
  void writesTheSameBytesInEveryLanguage() throws IOException {
    Safetensors tensors =
        Safetensors.builder().matrix("w", Matrix.zeros(Precision.F32, 2, 3)).build();
    Locale before = Locale.getDefault();
    tensors.write(FILE);
    byte[] expected = Files.readAllBytes(FILE);
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG"));
      tensors.write(FILE);
    } finally {
      Locale.setDefault(before);
    }
    assertThat(Files.readAllBytes(FILE)).isEqualTo(expected);
  }

  @Test
  void windowsAndTransposedViewsAreWrittenRowAfterRow() throws IOException {
    Matrix wide = DoubleMatrix.of(new double[] {1, 2, 3}, new double[] {4, 5, 6});
    Safetensors.builder()
        .matrix("window", wide.window(0, 1, 2, 2))
        .matrix("transposed", wide.transposed())
        .build()
        .write(FILE);
    Safetensors read = Safetensors.read(FILE);
    assertThat(read.matrix("window").toDoubleRows()).isDeepEqualTo(new double[][] {{2, 3}, {5, 6}});
    assertThat(read.matrix("transposed").toDoubleRows())
        .isDeepEqualTo(new double[][] {{1, 4}, {2, 5}, {3, 6}});
  }

  @Test
  void refusesNamesTwice() {
    Matrix one = Matrix.zeros(Precision.F32, 1, 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Safetensors.builder().matrix("a", one).longs("a", 1))
        .withMessage("a second \"a\"");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Safetensors.builder().matrix("__metadata__", one));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Safetensors.builder().metadata("a", "b").metadata("a", "b"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Safetensors.builder().metadata("a", "\ud800"));
  }
}
