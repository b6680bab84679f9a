package dev.lanewise.data;

import dev.lanewise.matrix.Matrix;
import dev.lanewise.matrix.Precision;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * Reads images and labels in the IDX format of MNIST and Fashion-MNIST, unsigned bytes, plain or
 * compressed with gzip.
 *
 * <p>The format: two bytes of zero, the type of the elements (0x08: unsigned bytes), the number of
 * dimensions, each dimension in four bytes, big-endian, then the elements, row-major. A file is
 * refused if it is shorter or longer than it says. Not more is allocated than the file holds and
 * what it is turned into: sizes that a header claims are checked first, or, where the file is
 * compressed, believed only as far as there are bytes.
 */
public final class IdxReader {
  private static final int UNSIGNED_BYTE = 0x08;

  /** The largest array that every JVM can make. */
  private static final int LARGEST = Integer.MAX_VALUE - 8;

  private IdxReader() {}

  /**
   * Images of one size.
   *
   * @param pixels one image a row, height·width columns, from 0 to 1
   */
  public record Images(Matrix pixels, int height, int width) {}

  /** Elements as they are in a file. */
  private static final class Elements {
    final int[] shape;
    final byte[] bytes;

    Elements(int[] shape, byte[] bytes) {
      this.shape = shape;
      this.bytes = bytes;
    }
  }

  /**
   * Reads a file of three dimensions, images × height × width. A pixel v becomes v/255, rounded
   * once to {@code precision}.
   *
   * @throws DataFormatException if the file is not what the format promises; the message says at
   *     which offset (in the inflated data) and what was expected
   * @throws IOException if the file cannot be read
   */
  public static Images images(Path file, Precision precision) throws IOException {
    Elements elements = PlainOrGzip.read(file, (in, length) -> elements(in, file, length, 3));
    int[] shape = elements.shape;
    Matrix pixels = Matrix.zeros(precision, shape[0], shape[1] * shape[2]);
    int at = 0;
    for (int i = 0; i < pixels.rows(); i++) {
      for (int j = 0; j < pixels.cols(); j++) {
        pixels.set(i, j, Byte.toUnsignedInt(elements.bytes[at++]) / 255.0);
      }
    }
    return new Images(pixels, shape[1], shape[2]);
  }

  /**
   * Reads a file of one dimension: a label, 0 … 255, for each sample.
   *
   * @throws DataFormatException if the file is not what the format promises; the message says at
   *     which offset (in the inflated data) and what was expected
   * @throws IOException if the file cannot be read
   */
  public static int[] labels(Path file) throws IOException {
    byte[] bytes = PlainOrGzip.read(file, (in, length) -> elements(in, file, length, 1)).bytes;
    int[] labels = new int[bytes.length];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = Byte.toUnsignedInt(bytes[i]);
    }
    return labels;
  }

  /**
   * Reads images and the labels that belong to them.
   *
   * @param classes labels are 0 … classes − 1
   * @throws DataFormatException as {@link #images} and {@link #labels}, or if the numbers of images
   *     and labels differ or a label is no class
   * @throws IOException if a file cannot be read
   */
  public static DataSet labelled(Path images, Path labels, int classes, Precision precision)
      throws IOException {
    int[] read = labels(labels);
    for (int i = 0; i < read.length; i++) {
      if (read[i] >= classes) {
        throw wrong(labels, 8L + i, "label " + read[i] + ", expected 0 to " + (classes - 1));
      }
    }
    Matrix pixels = images(images, precision).pixels();
    if (pixels.rows() != read.length) {
      throw new DataFormatException(
          images
              + " has "
              + pixels.rows()
              + " images, "
              + labels
              + " has "
              + read.length
              + " labels");
    }
    return DataSet.labelled(pixels, read, classes);
  }

  private static Elements elements(InputStream in, Path file, long length, int dimensions)
      throws IOException {
    byte[] magic = bytes(in, file, 0, 4, "four bytes of magic");
    if (magic[0] != 0 || magic[1] != 0) {
      throw wrong(file, 0, "no IDX file: expected two bytes of zero");
    }
    if (magic[2] != UNSIGNED_BYTE) {
      throw wrong(file, 2, String.format("type 0x%02x, expected 0x08, unsigned bytes", magic[2]));
    }
    if (magic[3] != dimensions) {
      String expected = dimensions == 1 ? "1 (labels)" : dimensions + " (images)";
      throw wrong(file, 3, Byte.toUnsignedInt(magic[3]) + " dimensions, expected " + expected);
    }
    int header = 4 + 4 * dimensions;
    ByteBuffer sizes =
        ByteBuffer.wrap(bytes(in, file, 4, 4 * dimensions, "the sizes of all dimensions"));
    int[] shape = new int[dimensions];
    long count = 1;
    long row = 1;
    for (int d = 0; d < dimensions; d++) {
      long size = Integer.toUnsignedLong(sizes.getInt());
      // Beyond the limit products no longer matter, and must not overflow.
      count = Math.min(count, LARGEST + 1L) * size;
      row = d == 0 ? 1 : Math.min(row, LARGEST + 1L) * size;
      if (size > LARGEST || count > LARGEST || row > LARGEST) {
        throw wrong(file, 4 + 4L * d, "size " + size + ": more than " + LARGEST + " elements");
      }
      shape[d] = (int) size;
    }
    if (length != PlainOrGzip.UNKNOWN && length - header < count) {
      throw truncated(file, length, header + count, "elements");
    }
    byte[] elements = bytes(in, file, header, (int) count, "elements");
    if (in.read() >= 0) {
      throw wrong(file, header + count, "expected the end of the file, found more bytes");
    }
    return new Elements(shape, elements);
  }

  /** Allocates no more than there is, whatever {@code count} says. */
  private static byte[] bytes(InputStream in, Path file, long offset, int count, String what)
      throws IOException {
    byte[] bytes = in.readNBytes(count);
    if (bytes.length < count) {
      throw truncated(file, offset + bytes.length, offset + count, what);
    }
    return bytes;
  }

  private static DataFormatException truncated(Path file, long end, long expected, String what) {
    return wrong(file, end, "the file ends, expected " + what + " up to offset " + expected);
  }

  private static DataFormatException wrong(Path file, long offset, String message) {
    return new DataFormatException(file + ", offset " + offset + ": " + message);
  }
}
