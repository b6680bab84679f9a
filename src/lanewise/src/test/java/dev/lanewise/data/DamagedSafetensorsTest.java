package dev.lanewise.data;

import static dev.lanewise.data.SafetensorsFiles.FILE;
import static dev.lanewise.data.SafetensorsFiles.REFERENCE;
import static dev.lanewise.data.SafetensorsFiles.file;
import static dev.lanewise.data.SafetensorsFiles.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanewise.AllocatedBytes;
import dev.lanewise.matrix.Matrix;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
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

/** Every kind of damage is refused, and the message says where it is. */
@Tag("once")
@org.junit.jupiter.api.Tag("once")
class DamagedSafetensorsTest {
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

  /** Every bit of length and header turned: refused, or else the same elements by other names. */
  @Test
  void everyBitOfTheHeaderTurned() throws IOException {
    List<String> elements = elements(read(REFERENCE));
    int data = REFERENCE.length - 56;
    int refused = 0;
    for (int bit = 0; bit < 8 * data; bit++) {
      byte[] changed = REFERENCE.clone();
      changed[bit / 8] ^= (byte) (1 << bit % 8);
      try {
        assertThat(elements(read(changed))).as("bit %d", bit).isEqualTo(elements);
      } catch (DataFormatException expected) {
        assertThat(expected).hasMessageStartingWith(FILE.toString());
        refused++;
      }
    }
    assertThat(refused).isBetween(8 * data / 2, 8 * data - 1);
  }

  /** The elements of each tensor, whatever its name, sorted. */
  private static List<String> elements(Safetensors file) throws DataFormatException {
    List<String> tensors = new ArrayList<>();
    for (String name : file.names()) {
      tensors.add(elements(file, name));
    }
    tensors.sort(null);
    return tensors;
  }

  private static String elements(Safetensors file, String name) throws DataFormatException {
    try {
      return Arrays.toString(file.longs(name));
    } catch (DataFormatException noWholeNumbers) {
      Matrix matrix = file.matrix(name);
      StringBuilder text = new StringBuilder(matrix.precision().name());
      for (int i = 0; i < matrix.size(); i++) {
        text.append(' ').append(matrix.get(i / matrix.cols(), i % matrix.cols()));
      }
      return text.toString();
    }
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
