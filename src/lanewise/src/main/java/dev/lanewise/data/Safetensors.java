package dev.lanewise.data;

import dev.lanewise.matrix.DoubleMatrix;
import dev.lanewise.matrix.FloatMatrix;
import dev.lanewise.matrix.Matrix;
import dev.lanewise.matrix.Precision;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Named tensors and strings in one file, in the safetensors format: the length of the header in
 * eight bytes, little-endian; a header of JSON; then the elements, little-endian, row-major. What
 * Python's {@code safetensors} writes is read, and the other way round.
 *
 * <p>Reading trusts nothing: lengths are checked against the size of the file before anything is
 * allocated, tensors must cover the data without gap or overlap, and the header must be strict
 * JSON. Writing is atomic: a crash leaves the old file or the new one.
 */
public final class Safetensors {
  /** The limit of the reference implementation. */
  private static final long LARGEST_HEADER = 100_000_000;

  /** A file is held in one array. */
  private static final long LARGEST_FILE = Integer.MAX_VALUE - 8;

  private final Map<String, String> metadata;
  private final Map<String, Tensor> tensors;

  private Safetensors(Map<String, String> metadata, Map<String, Tensor> tensors) {
    this.metadata = Collections.unmodifiableMap(metadata);
    this.tensors = Collections.unmodifiableMap(tensors);
  }

  /** Elements as they are in the file. */
  private record Tensor(ElementType type, List<Long> shape, ByteBuffer elements) {
    int size() {
      return elements.capacity() / type.bytes();
    }
  }

  /** Begins a file with nothing in it. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Reads a whole file.
   *
   * @throws DataFormatException if it is not what the format promises; the message says where
   * @throws IOException if it cannot be read
   */
  public static Safetensors read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return read(in, Files.size(file), file.toString());
    }
  }

  private static Safetensors read(InputStream in, long size, String source) throws IOException {
    if (size < 8 || size > LARGEST_FILE) {
      throw new DataFormatException(source + ": " + size + " bytes, expected 8 to " + LARGEST_FILE);
    }
    ByteBuffer start = bytes(in, 8, source);
    long headerLength = start.getLong(0);
    if (headerLength < 0 || headerLength > Math.min(LARGEST_HEADER, size - 8)) {
      throw new DataFormatException(
          source
              + ", offset 0: a header of "
              + Long.toUnsignedString(headerLength)
              + " bytes, expected at most "
              + Math.min(LARGEST_HEADER, size - 8));
    }
    byte[] text = bytes(in, (int) headerLength, source).array();
    long dataLength = size - 8 - headerLength;
    SafetensorsHeader header = SafetensorsHeader.parse(text, source, 8, dataLength);
    ByteBuffer data = bytes(in, (int) dataLength, source);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    header
        .entries()
        .forEach(
            (name, entry) ->
                tensors.put(
                    name,
                    new Tensor(
                        entry.type(),
                        entry.shape(),
                        data.slice((int) entry.begin(), (int) (entry.end() - entry.begin()))
                            .order(ByteOrder.LITTLE_ENDIAN))));
    return new Safetensors(header.metadata(), tensors);
  }

  private static ByteBuffer bytes(InputStream in, int count, String source) throws IOException {
    byte[] bytes = in.readNBytes(count);
    if (bytes.length < count) {
      throw new DataFormatException(source + ": became shorter while it was read");
    }
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** The strings of the file by their keys. */
  public Map<String, String> metadata() {
    return metadata;
  }

  /** The names of all tensors. */
  public Set<String> names() {
    return tensors.keySet();
  }

  /**
   * The sizes of a tensor, outermost first; none for a single number.
   *
   * @throws DataFormatException if there is no such tensor
   */
  public List<Long> shape(String name) throws DataFormatException {
    return tensor(name).shape();
  }

  /**
   * A copy of a tensor of floating-point numbers: two sizes as they are, a vector as one row, a
   * single number as 1×1.
   *
   * @return a matrix in the precision of the tensor, the same bits
   * @throws DataFormatException if there is no such tensor, it is neither F32 nor F64, or it has
   *     more than two sizes
   */
  public Matrix matrix(String name) throws DataFormatException {
    Tensor tensor = tensor(name);
    List<Long> shape = tensor.shape();
    boolean single = tensor.type() == ElementType.F32;
    boolean fits = shape.size() <= 2 && shape.stream().allMatch(s -> s <= LARGEST_FILE);
    if ((!single && tensor.type() != ElementType.F64) || !fits) {
      throw unexpected(name, tensor, "F32 or F64 with at most two sizes");
    }
    int rows = shape.size() == 2 ? shape.get(0).intValue() : 1;
    int cols = shape.isEmpty() ? 1 : shape.get(shape.size() - 1).intValue();
    if (single) {
      float[] elements = new float[tensor.size()];
      tensor.elements().asFloatBuffer().get(0, elements);
      return FloatMatrix.wrap(elements, rows, cols);
    }
    double[] elements = new double[tensor.size()];
    tensor.elements().asDoubleBuffer().get(0, elements);
    return DoubleMatrix.wrap(elements, rows, cols);
  }

  /**
   * A copy of a tensor of whole numbers, row after row.
   *
   * @throws DataFormatException if there is no such tensor or it is not I64
   */
  public long[] longs(String name) throws DataFormatException {
    Tensor tensor = tensor(name);
    if (tensor.type() != ElementType.I64) {
      throw unexpected(name, tensor, "I64");
    }
    long[] elements = new long[tensor.size()];
    tensor.elements().asLongBuffer().get(0, elements);
    return elements;
  }

  private Tensor tensor(String name) throws DataFormatException {
    Tensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new DataFormatException("there is no tensor \"" + name + "\"");
    }
    return tensor;
  }

  private static DataFormatException unexpected(String name, Tensor tensor, String expected) {
    return new DataFormatException(
        "tensor \""
            + name
            + "\" is "
            + tensor.type()
            + " "
            + tensor.shape()
            + ", expected "
            + expected);
  }

  /**
   * Writes the file: a temporary file in the same folder, forced to the disk, is moved over {@code
   * file} in one step.
   *
   * @throws IOException if that fails; what was there before is unharmed
   */
  public void write(Path file) throws IOException {
    SafetensorsHeader header = new SafetensorsHeader();
    header.metadata().putAll(metadata);
    long end = 0;
    for (Map.Entry<String, Tensor> tensor : tensors.entrySet()) {
      long begin = end;
      end += tensor.getValue().elements().capacity();
      header
          .entries()
          .put(
              tensor.getKey(),
              new SafetensorsHeader.Entry(
                  tensor.getValue().type(), tensor.getValue().shape(), begin, end));
    }
    byte[] text = header.bytes();
    if (text.length > LARGEST_HEADER || 8 + text.length + end > LARGEST_FILE) {
      throw new IOException(
          file + ": a header of " + text.length + " and data of " + end + " bytes are too large");
    }
    ByteBuffer start = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
    start.putLong(0, text.length);
    AtomicFile.write(
        file,
        channel -> {
          writeAll(channel, start);
          writeAll(channel, ByteBuffer.wrap(text));
          for (Tensor tensor : tensors.values()) {
            writeAll(channel, tensor.elements().duplicate());
          }
        });
  }

  private static void writeAll(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /** Collects what a file is to hold; tensors are copied. */
  public static final class Builder {
    private final Map<String, String> metadata = new LinkedHashMap<>();
    private final Map<ElementType, Map<String, Tensor>> tensors = new TreeMap<>();

    private Builder() {}

    /**
     * Adds a string.
     *
     * @throws IllegalArgumentException if the key is there already, or a surrogate stands alone
     */
    public Builder metadata(String key, String value) {
      checkText(key);
      checkText(value);
      if (metadata.putIfAbsent(key, value) != null) {
        throw new IllegalArgumentException("a second \"" + key + "\"");
      }
      return this;
    }

    /**
     * Adds a copy of a matrix as a tensor with two sizes, in its own precision.
     *
     * @throws IllegalArgumentException if the name is there already or stands for the strings, or
     *     the elements have 2 GiB or more
     */
    public Builder matrix(String name, Matrix matrix) {
      boolean single = matrix.precision() == Precision.F32;
      ByteBuffer elements = buffer(matrix.size(), matrix.precision().bytes());
      if (single) {
        elements.asFloatBuffer().put(matrix.toFloats());
      } else {
        elements.asDoubleBuffer().put(matrix.toDoubles());
      }
      List<Long> shape = List.of((long) matrix.rows(), (long) matrix.cols());
      return add(name, new Tensor(single ? ElementType.F32 : ElementType.F64, shape, elements));
    }

    /**
     * Adds whole numbers as a tensor with one size.
     *
     * @throws IllegalArgumentException if the name is there already or stands for the strings, or
     *     the numbers have 2 GiB or more
     */
    public Builder longs(String name, long... numbers) {
      ByteBuffer elements = buffer(numbers.length, Long.BYTES);
      elements.asLongBuffer().put(numbers);
      return add(name, new Tensor(ElementType.I64, List.of((long) numbers.length), elements));
    }

    /** What was added; tensors are laid out by type, then by name. */
    public Safetensors build() {
      Map<String, Tensor> sorted = new LinkedHashMap<>();
      tensors.values().forEach(sorted::putAll);
      return new Safetensors(new LinkedHashMap<>(metadata), sorted);
    }

    private Builder add(String name, Tensor tensor) {
      checkText(name);
      if (name.equals("__metadata__")
          || tensors.values().stream().anyMatch(same -> same.containsKey(name))) {
        throw new IllegalArgumentException("a second \"" + name + "\"");
      }
      tensors.computeIfAbsent(tensor.type(), type -> new TreeMap<>()).put(name, tensor);
      return this;
    }

    private static ByteBuffer buffer(int count, int bytes) {
      long size = (long) count * bytes;
      if (size > Integer.MAX_VALUE) {
        throw new IllegalArgumentException(
            "a tensor of " + size + " bytes; one has at most " + Integer.MAX_VALUE + " here");
      }
      return ByteBuffer.allocate((int) size).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static void checkText(String text) {
      if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
        throw new IllegalArgumentException("a surrogate without its pair in \"" + text + "\"");
      }
    }
  }
}
