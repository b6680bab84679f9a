package dev.lanewise.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanewise.matrix.Matrix;
import dev.lanewise.matrix.Precision;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Good files are read to the bit; bad ones are refused with the offset, by nothing else. */
@Tag("once")
@org.junit.jupiter.api.Tag("once")
class IdxReaderTest {
  private static final Path FILE = temporary();
  private static final Path OTHER = temporary();

  private static Path temporary() {
    try {
      Path file = Files.createTempFile("lanewise", ".idx");
      file.toFile().deleteOnExit();
      return file;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** A whole file: header for this shape, then the elements. */
  private static byte[] idx(byte[] elements, int... shape) {
    ByteBuffer bytes = ByteBuffer.allocate(4 + 4 * shape.length + elements.length);
    bytes.putInt(0x0800 + shape.length);
    for (int size : shape) {
      bytes.putInt(size);
    }
    return bytes.put(elements).array();
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(compressed)) {
      out.write(bytes);
    }
    return compressed.toByteArray();
  }

  private static IdxReader.Images images(byte[] bytes, Precision precision) throws IOException {
    Files.write(FILE, bytes);
    return IdxReader.images(FILE, precision);
  }

  private static int[] labels(byte[] bytes) throws IOException {
    Files.write(FILE, bytes);
    return IdxReader.labels(FILE);
  }

  /** Images of one size, as the file has them. */
  static final class Pictures {
    final byte[] pixels;
    final int count;
    final int height;
    final int width;

    Pictures(byte[] pixels, int count, int height, int width) {
      this.pixels = pixels;
      this.count = count;
      this.height = height;
      this.width = width;
    }

    byte[] idx() {
      return IdxReaderTest.idx(pixels, count, height, width);
    }
  }

  @Provide
  Arbitrary<Pictures> pictures() {
    Arbitrary<Integer> size = Arbitraries.integers().between(0, 5);
    return size.tuple3()
        .flatMap(
            shape -> {
              int count = shape.get1() * shape.get2() * shape.get3();
              return Arbitraries.bytes()
                  .array(byte[].class)
                  .ofSize(count)
                  .map(p -> new Pictures(p, shape.get1(), shape.get2(), shape.get3()));
            });
  }

  @Property(tries = 200)
  void imagesAreReadToTheBit(
      @ForAll("pictures") Pictures pictures,
      @ForAll Precision precision,
      @ForAll boolean compressed)
      throws IOException {
    byte[] bytes = pictures.idx();
    assertRead(pictures, precision, images(compressed ? gzip(bytes) : bytes, precision));
  }

  private static void assertRead(Pictures pictures, Precision precision, IdxReader.Images read) {
    assertThat(read.height()).isEqualTo(pictures.height);
    assertThat(read.width()).isEqualTo(pictures.width);
    Matrix pixels = read.pixels();
    assertThat(pixels.precision()).isEqualTo(precision);
    assertThat(pixels.rows()).isEqualTo(pictures.count);
    assertThat(pixels.cols()).isEqualTo(pictures.height * pictures.width);
    for (int i = 0; i < pixels.size(); i++) {
      double value = (pictures.pixels[i] & 0xff) / 255.0;
      assertThat(pixels.get(i / pixels.cols(), i % pixels.cols()))
          .isEqualTo(precision == Precision.F32 ? (float) value : value);
    }
  }

  @Property(tries = 100)
  void labelsAreRead(@ForAll byte[] elements, @ForAll boolean compressed) throws IOException {
    byte[] bytes = idx(elements, elements.length);
    int[] read = labels(compressed ? gzip(bytes) : bytes);
    assertThat(read).hasSize(elements.length);
    for (int i = 0; i < read.length; i++) {
      assertThat(read[i]).isEqualTo(elements[i] & 0xff);
    }
  }

  @Property(tries = 10)
  void truncatedAtAnyByte(@ForAll("pictures") Pictures pictures) throws IOException {
    byte[] bytes = pictures.idx();
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> images(cut, Precision.F32))
          .isExactlyInstanceOf(DataFormatException.class)
          .hasMessageStartingWith(FILE + ", offset " + length + ": the file ends, expected ");
      byte[] inside = gzip(cut);
      assertThatThrownBy(() -> images(inside, Precision.F32))
          .isExactlyInstanceOf(DataFormatException.class)
          .hasMessageStartingWith(FILE + ", offset " + length + ": the file ends, expected ");
    }
  }

  @Property(tries = 10)
  void compressedAndTruncatedAtAnyByte(@ForAll("pictures") Pictures pictures) throws IOException {
    byte[] bytes = gzip(pictures.idx());
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> images(cut, Precision.F32))
          .isExactlyInstanceOf(DataFormatException.class)
          .hasMessageStartingWith(FILE.toString());
    }
  }

  /** Any byte of the header changed: another shape that does not fit, or no such format. */
  @Property(tries = 40)
  void aHeaderThatLiesIsRefused(
      @ForAll("pictures") Pictures pictures, @ForAll byte change, @ForAll boolean compressed)
      throws IOException {
    byte[] bytes = pictures.idx();
    for (int at = 0; at < 16; at++) {
      byte[] changed = bytes.clone();
      changed[at] ^= change;
      byte[] stored = compressed ? gzip(changed) : changed;
      try {
        Matrix read = images(stored, Precision.F32).pixels();
        assertThat(read.size()).isEqualTo(pictures.pixels.length);
      } catch (DataFormatException refused) {
        assertThat(refused).hasMessageStartingWith(FILE + ", offset ");
      }
    }
  }

  /**
   * Refused, or else nothing was lost: a check sum stands at the end, the header may be another.
   */
  @Property(tries = 500)
  void damagedCompressionIsRefused(
      @ForAll("pictures") Pictures pictures, @ForAll int place, @ForAll byte change)
      throws IOException {
    byte[] bytes = gzip(pictures.idx());
    bytes[Math.floorMod(place, bytes.length)] ^= change;
    IdxReader.Images read;
    try {
      read = images(bytes, Precision.F32);
    } catch (DataFormatException refused) {
      assertThat(refused).hasMessageStartingWith(FILE.toString());
      return;
    }
    assertRead(pictures, Precision.F32, read);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          08010803 00000001 00000001 00000001 05    | 0  | no IDX file: expected two bytes of zero
          00000d03 00000001 00000001 00000001 05    | 2  | type 0x0d, expected 0x08, unsigned bytes
          00000801 00000001 05                      | 3  | 1 dimensions, expected 3 (images)
          00000803 00000001 00000001 00000001 05 06 | 17 | expected the end of the file, found more bytes
          00000803 00000002 00000001 00000003 05 06 | 18 | the file ends, expected elements up to offset 22
          00000803 ffffffff 00000001 00000001 05    | 4  | size 4294967295: more than 2147483639 elements
          00000803 00010000 00010000 00000001 05    | 8  | size 65536: more than 2147483639 elements
          00000803 00000000 00010000 00010000       | 12 | size 65536: more than 2147483639 elements
          """)
  void namesTheOffset(String hex, int offset, String message) throws IOException {
    byte[] bytes = new java.math.BigInteger("1" + hex.replace(" ", ""), 16).toByteArray();
    byte[] content = Arrays.copyOfRange(bytes, 1, bytes.length);
    assertThatThrownBy(() -> images(content, Precision.F64))
        .isExactlyInstanceOf(DataFormatException.class)
        .hasMessage(FILE + ", offset " + offset + ": " + message);
  }

  /** Two billion elements are announced, and the file has one: no such array is made. */
  @ParameterizedTest
  @EnumSource
  void aHugeSizeAllocatesNothing(Precision precision) throws IOException {
    byte[] lie = idx(new byte[] {7}, 2, 1 << 15, (1 << 15) - 1);
    for (byte[] stored : new byte[][] {lie, gzip(lie)}) {
      dev.lanewise.AllocatedBytes allocated = new dev.lanewise.AllocatedBytes();
      assertThat(
              allocated.during(
                  () ->
                      assertThatThrownBy(() -> images(stored, precision))
                          .isExactlyInstanceOf(DataFormatException.class)
                          .hasMessageContaining("offset 17: the file ends")))
          .isLessThan(1 << 20);
    }
  }

  @ParameterizedTest
  @CsvSource({"3, 3 images", "3, 4 labels", "2, 'offset 11: label 2, expected 0 to 1'"})
  void imagesAndLabelsBelongTogether(int classes, String what) throws IOException {
    Files.write(FILE, idx(new byte[] {0, 51, (byte) 255}, 3, 1, 1));
    byte[] labels = {0, 1, 1, 2};
    Files.write(OTHER, idx(labels, labels.length));
    assertThatThrownBy(() -> IdxReader.labelled(FILE, OTHER, classes, Precision.F64))
        .isExactlyInstanceOf(DataFormatException.class)
        .hasMessageContaining(OTHER.toString())
        .hasMessageContaining(what);

    Files.write(OTHER, idx(new byte[] {4, 0, 1}, 3));
    DataSet data = IdxReader.labelled(FILE, OTHER, 5, Precision.F64);
    assertThat(data.inputs().toDoubles()).containsExactly(0, 0.2, 1);
    assertThat(new int[] {data.label(0), data.label(1), data.label(2)}).containsExactly(4, 0, 1);
  }
}
