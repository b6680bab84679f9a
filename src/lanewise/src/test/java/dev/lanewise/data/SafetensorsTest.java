package dev.lanewise.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanewise.AllocatedBytes;
import dev.lanewise.matrix.DoubleMatrix;
import dev.lanewise.matrix.FloatMatrix;
import dev.lanewise.matrix.Matrix;
import dev.lanewise.matrix.Precision;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Round trips to the bit, the reference implementation's own bytes, and every kind of damage. */
@Tag("once")
@org.junit.jupiter.api.Tag("once")
class SafetensorsTest {
  /**
   * What {@code safetensors.numpy.save} of Python's safetensors 0.8.0 writes: w F32 2×3, b F64 1, n
   * I64 2, e F32 0×3, s I64 without a size, and two strings.
   */
  private static final byte[] REFERENCE =
      HexFormat.of()
          .parseHex(
              "50010000000000007b225f5f6d657461646174615f5f223a7b22666f726d6174223a227074222c22c3a9"
                  + "5c225c6e223a22c3bce29883f09f9880227d2c226e223a7b226474797065223a22493634222c22"
                  + "7368617065223a5b325d2c22646174615f6f666673657473223a5b302c31365d7d2c2273223a7b"
                  + "226474797065223a22493634222c227368617065223a5b5d2c22646174615f6f66667365747322"
                  + "3a5b31362c32345d7d2c2262223a7b226474797065223a22463634222c227368617065223a5b31"
                  + "5d2c22646174615f6f666673657473223a5b32342c33325d7d2c2265223a7b226474797065223a"
                  + "22463332222c227368617065223a5b302c335d2c22646174615f6f666673657473223a5b33322c"
                  + "33325d7d2c2277223a7b226474797065223a22463332222c227368617065223a5b322c335d2c22"
                  + "646174615f6f666673657473223a5b33322c35365d7d7d202020202020ffffffffffffffff0000"
                  + "0000000100000700000000000000000000000000f83f0000803f0000004000004040000000bf00"
                  + "00000000008040");

  private static final Path FILE = temporary();

  private static Path temporary() {
    try {
      Path file = Files.createTempFile("lanewise", ".safetensors");
      file.toFile().deleteOnExit();
      return file;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static Safetensors read(byte[] bytes) throws IOException {
    Files.write(FILE, bytes);
    return Safetensors.read(FILE);
  }

  /** A file with this header and so many bytes of data. */
  private static byte[] file(String header, int data) {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(8 + text.length + data)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(text.length)
        .put(text)
        .array();
  }

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
  void truncatedAtAnyByte() {
    for (int length = 0; length < REFERENCE.length; length++) {
      byte[] cut = Arrays.copyOf(REFERENCE, length);
      assertThatThrownBy(() -> read(cut))
          .isExactlyInstanceOf(DataFormatException.class)
          .hasMessageStartingWith(FILE.toString());
    }
    assertThatThrownBy(() -> read(Arrays.copyOf(REFERENCE, REFERENCE.length + 1)))
        .isExactlyInstanceOf(DataFormatException.class)
        .hasMessage(FILE + ": tensors take 56 bytes of data, the file has 57");
  }

  /** Every bit of length and header turned: refused, or else tensors of the same bytes. */
  @Test
  void everyBitOfTheHeaderTurned() throws IOException {
    int data = REFERENCE.length - 56;
    int refused = 0;
    for (int bit = 0; bit < 8 * data; bit++) {
      byte[] changed = REFERENCE.clone();
      changed[bit / 8] ^= (byte) (1 << bit % 8);
      try {
        Safetensors read = read(changed);
        for (String name : read.names()) {
          assertThat(read.shape(name)).isNotNull();
        }
        assertThat(read.names()).hasSize(5);
      } catch (DataFormatException expected) {
        assertThat(expected).hasMessageStartingWith(FILE.toString());
        refused++;
      }
    }
    assertThat(refused).isBetween(8 * data / 2, 8 * data - 1);
  }

  @Property(tries = 300)
  void anyHeaderIsReadOrRefused(@ForAll("headers") String header) throws IOException {
    try {
      assertThat(read(file(header, 4)).names()).hasSizeLessThan(9);
    } catch (DataFormatException refused) {
      assertThat(refused).hasMessageStartingWith(FILE.toString());
    }
  }

  @Provide
  Arbitrary<String> headers() {
    return Arbitraries.of(
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\"a\"",
            "\"dtype\"",
            "\"F32\"",
            "\"shape\"",
            "1",
            "0",
            "4",
            "\"data_offsets\"",
            "[0,4]",
            "\"__metadata__\"",
            " ",
            "-1",
            "1e3",
            "null",
            "\\",
            "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}",
            "99999999999999999999")
        .list()
        .ofMaxSize(20)
        .map(tokens -> "{" + String.join("", tokens));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          {}x                                                   | 0 | offset 10: expected the end of the header
          [                                                     | 0 | offset 8: expected '{'
          {"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]} | 4 | offset 61: expected '}'
          {"a":{"dtype":"F99","shape":[1],"data_offsets":[0,4]}} | 4 | offset 22: expected a dtype of the format, such as "F32"
          {"a":{"dtype":"F32","shape":[01],"data_offsets":[0,4]}} | 4 | offset 37: expected a whole number
          {"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}} | 4 | offset 37: expected a whole number
          {"a":{"dtype":"F32","shape":[9223372036854775808],"data_offsets":[0,4]}} | 4 | offset 55: expected a number of at most 63 bits
          {"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4,8]}} | 4 | offset 9: "a" lacks its dtype, its shape or two data_offsets
          {"a":{"dtype":"F32","shape":[1]}} | 4 | offset 9: "a" lacks its dtype, its shape or two data_offsets
          {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}} | 4 | offset 9: "a" takes bytes 0 to 4 of the data, but F32 [2] needs 8 bytes
          {"a":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}} | 4 | offset 9: "a" takes bytes 4 to 0 of the data, but F32 [1] needs 4 bytes
          {"a":{"dtype":"F32","shape":[4611686018427387904,2],"data_offsets":[0,4]}} | 4 | offset 9: "a" takes bytes 0 to 4 of the data, but F32 [4611686018427387904, 2] needs more than 2⁶³ bytes
          {"a":{"dtype":"F32","dtype":"F32","shape":[1],"data_offsets":[0,4]}} | 4 | offset 28: a second "dtype"
          {"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4],"x":1}} | 4 | offset 61: expected "dtype", "shape" or "data_offsets" of "a"
          {"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]},"a":{"dtype":"U8","shape":[4],"data_offsets":[4,8]}} | 8 | offset 61: a second "a"
          {"__metadata__":{},"__metadata__":{}} | 0 | offset 27: a second "__metadata__"
          {"__metadata__":{"a":"b","a":"c"}} | 0 | offset 33: a second "a"
          {"__metadata__":{"a":1}} | 0 | offset 29: expected '"'
          {"__metadata__":{"a":"\\ud800"}} | 0 | offset 37: expected surrogates in pairs in a string
          {"__metadata__":{"a":"\\x"}} | 0 | offset 31: expected an escape of JSON
          {"__metadata__":{"a":"\\u00g0"}} | 0 | offset 31: expected four hexadecimal digits
          """)
  void saysWhere(String header, int data, String message) {
    assertThatThrownBy(() -> read(file(header, data)))
        .isExactlyInstanceOf(DataFormatException.class)
        .hasMessage(FILE + ", " + message);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 4, 2, 6, 'b\" begins at byte 2 of the data, expected 4, without a gap or an overlap'",
    "0, 4, 6, 10, 'b\" begins at byte 6 of the data, expected 4, without a gap or an overlap'",
    "4, 8, 8, 12, 'a\" begins at byte 4 of the data, expected 0, without a gap or an overlap'",
    "0, 4, 0, 4, 'b\" begins at byte 0 of the data, expected 4, without a gap or an overlap'",
  })
  void tensorsCoverTheData(int a, int aEnd, int b, int bEnd, String message) {
    String entry = "{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[%d,%d]}";
    String header =
        "{\"a\":" + entry.formatted(a, aEnd) + ",\"b\":" + entry.formatted(b, bEnd) + "}";
    assertThatThrownBy(() -> read(file(header, bEnd)))
        .isExactlyInstanceOf(DataFormatException.class)
        .hasMessage(FILE + ": \"" + message);
  }

  @Test
  void refusesBytesThatAreNoUtf8() {
    byte[] bytes = file("{\"__metadata__\":{\"a\":\"x\"}}", 0);
    bytes[8 + 22] = (byte) 0xff;
    assertThatThrownBy(() -> read(bytes))
        .isExactlyInstanceOf(DataFormatException.class)
        .hasMessage(FILE + ", offset 31: expected a string in UTF-8");
    bytes[8 + 22] = 1;
    assertThatThrownBy(() -> read(bytes))
        .isExactlyInstanceOf(DataFormatException.class)
        .hasMessage(FILE + ", offset 30: expected no control character in a string");
  }

  /** Lengths that no file has: nothing of that size is made. */
  @ParameterizedTest
  @CsvSource({"7fffffffffffffff", "ffffffffffffffff", "000000007ffffff0", "0000000005f5e101"})
  void aHugeHeaderAllocatesNothing(String length) {
    byte[] bytes = file("{}", 100);
    ByteBuffer.wrap(bytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(0, HexFormat.fromHexDigitsToLong(length));
    AllocatedBytes allocated = new AllocatedBytes();
    assertThat(
            allocated.during(
                () ->
                    assertThatThrownBy(() -> read(bytes))
                        .isExactlyInstanceOf(DataFormatException.class)
                        .hasMessageStartingWith(FILE + ", offset 0: a header of ")
                        .hasMessageEndingWith(" bytes, expected at most 102")))
        .isLessThan(1 << 20);
  }

  /** A hundred thousand brackets would overflow the stack of a parser that follows them. */
  @Test
  void depthDoesNotMatter() {
    assertThatThrownBy(() -> read(file("{\"a\":" + "{\"dtype\":".repeat(100_000), 0)))
        .isExactlyInstanceOf(DataFormatException.class);
    assertThatThrownBy(() -> read(file("{\"__metadata__\":" + "[".repeat(100_000), 0)))
        .isExactlyInstanceOf(DataFormatException.class);
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

  /** 500 random files of 1 to 200 bytes that begin like one. */
  @Test
  void noiseIsRefused() {
    Random random = new Random(1);
    Map<String, Integer> messages = new TreeMap<>();
    for (int i = 0; i < 500; i++) {
      byte[] bytes = new byte[1 + random.nextInt(200)];
      random.nextBytes(bytes);
      byte[] start = file("{\"", 0);
      System.arraycopy(start, 0, bytes, 0, Math.min(start.length, bytes.length));
      if (bytes.length > 10) {
        bytes[0] = (byte) (bytes.length - 8);
      }
      assertThatThrownBy(() -> read(bytes))
          .isExactlyInstanceOf(DataFormatException.class)
          .satisfies(e -> messages.merge(e.getMessage(), 1, Integer::sum));
    }
    assertThat(messages).hasSizeGreaterThan(5);
  }
}
