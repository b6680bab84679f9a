package dev.lanewise.data;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The JSON header of a safetensors file: strings about the file, and where each tensor lies. */
final class SafetensorsHeader {
  private static final String METADATA = "__metadata__";

  private final Map<String, String> metadata = new LinkedHashMap<>();
  private final Map<String, Entry> entries = new LinkedHashMap<>();

  /** A tensor: bytes {@code begin} to {@code end} (exclusive) of the data. */
  record Entry(ElementType type, List<Long> shape, long begin, long end) {
    Entry {
      shape = List.copyOf(shape);
    }
  }

  Map<String, String> metadata() {
    return metadata;
  }

  Map<String, Entry> entries() {
    return entries;
  }

  /** JSON, padded with blanks to a multiple of 8 bytes, so that the data are aligned. */
  byte[] bytes() {
    List<String> members = new ArrayList<>();
    if (!metadata.isEmpty()) {
      List<String> pairs = new ArrayList<>();
      metadata.forEach(
          (key, value) -> pairs.add(HeaderText.quoted(key) + ":" + HeaderText.quoted(value)));
      members.add("\"" + METADATA + "\":{" + String.join(",", pairs) + "}");
    }
    entries.forEach(
        (name, entry) ->
            members.add(
                String.format(
                    Locale.ROOT, // others have other digits
                    "%s:{\"dtype\":\"%s\",\"shape\":%s,\"data_offsets\":[%d,%d]}",
                    HeaderText.quoted(name),
                    entry.type(),
                    entry.shape().toString().replace(" ", ""),
                    entry.begin(),
                    entry.end())));
    String json = "{" + String.join(",", members) + "}";
    int length = json.getBytes(StandardCharsets.UTF_8).length;
    return (json + " ".repeat(-length & 7)).getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Reads a header that begins at {@code offset} of a file and is followed by {@code dataLength}
   * bytes of data: tensors must cover them without gap or overlap.
   */
  static SafetensorsHeader parse(byte[] bytes, String source, int offset, long dataLength)
      throws DataFormatException {
    SafetensorsHeader header = new SafetensorsHeader();
    HeaderText text = new HeaderText(bytes, source, offset);
    if (bytes.length == 0 || bytes[0] != '{') {
      throw text.wrong("expected '{'");
    }
    text.expect('{');
    boolean metadataSeen = false;
    if (!text.found('}')) {
      do {
        int position = text.position();
        String name = text.string();
        text.expect(':');
        boolean isMetadata = name.equals(METADATA);
        if (isMetadata ? metadataSeen : header.entries.containsKey(name)) {
          throw text.wrong(position, "a second \"" + name + "\"");
        }
        if (isMetadata) {
          metadataSeen = true;
          header.readMetadata(text);
        } else {
          header.entries.put(name, entry(text, position, name));
        }
      } while (text.found(','));
      text.expect('}');
    }
    text.expectEnd();
    header.checkCover(source, dataLength);
    return header;
  }

  private void readMetadata(HeaderText text) throws DataFormatException {
    text.expect('{');
    if (text.found('}')) {
      return;
    }
    do {
      int position = text.position();
      String key = text.string();
      text.expect(':');
      if (metadata.put(key, text.string()) != null) {
        throw text.wrong(position, "a second \"" + key + "\"");
      }
    } while (text.found(','));
    text.expect('}');
  }

  private static Entry entry(HeaderText text, int position, String name)
      throws DataFormatException {
    ElementType type = null;
    List<Long> shape = null;
    List<Long> offsets = null;
    text.expect('{');
    do {
      int at = text.position();
      String key = text.string();
      text.expect(':');
      switch (key) {
        case "dtype" -> type = once(type, type(text), key, text, at);
        case "shape" -> shape = once(shape, numbers(text), key, text, at);
        case "data_offsets" -> offsets = once(offsets, numbers(text), key, text, at);
        default ->
            throw text.wrong(
                at, "expected \"dtype\", \"shape\" or \"data_offsets\" of \"" + name + "\"");
      }
    } while (text.found(','));
    text.expect('}');
    if (type == null || shape == null || offsets == null || offsets.size() != 2) {
      throw text.wrong(position, "\"" + name + "\" lacks its dtype, its shape or two data_offsets");
    }
    long begin = offsets.get(0);
    long end = offsets.get(1);
    long length = length(type, shape);
    if (begin > end || length != end - begin) {
      throw text.wrong(
          position,
          "\""
              + name
              + "\" takes bytes "
              + begin
              + " to "
              + end
              + " of the data, but "
              + type
              + " "
              + shape
              + " needs "
              + (length < 0 ? "more than 2⁶³" : length)
              + " bytes");
    }
    return new Entry(type, shape, begin, end);
  }

  private static <T> T once(T before, T now, String key, HeaderText text, int at)
      throws DataFormatException {
    if (before != null) {
      throw text.wrong(at, "a second \"" + key + "\"");
    }
    return now;
  }

  private static ElementType type(HeaderText text) throws DataFormatException {
    int position = text.position();
    String name = text.string();
    for (ElementType type : ElementType.values()) {
      if (type.name().equals(name)) {
        return type;
      }
    }
    throw text.wrong(position, "expected a dtype of the format, such as \"F32\"");
  }

  private static List<Long> numbers(HeaderText text) throws DataFormatException {
    List<Long> numbers = new ArrayList<>();
    text.expect('[');
    if (text.found(']')) {
      return numbers;
    }
    do {
      numbers.add(text.number());
    } while (text.found(','));
    text.expect(']');
    return numbers;
  }

  /** Bytes of a tensor, −1 if they are no {@code long}. */
  private static long length(ElementType type, List<Long> shape) {
    try {
      long length = type.bytes();
      for (long size : shape) {
        length = Math.multiplyExact(length, size);
      }
      return length;
    } catch (ArithmeticException tooLarge) {
      return -1;
    }
  }

  private void checkCover(String source, long dataLength) throws DataFormatException {
    List<Map.Entry<String, Entry>> sorted = new ArrayList<>(entries.entrySet());
    sorted.sort(
        Comparator.comparingLong((Map.Entry<String, Entry> e) -> e.getValue().begin())
            .thenComparingLong(e -> e.getValue().end()));
    long at = 0;
    for (Map.Entry<String, Entry> tensor : sorted) {
      Entry entry = tensor.getValue();
      if (entry.begin() != at) {
        throw new DataFormatException(
            source
                + ": \""
                + tensor.getKey()
                + "\" begins at byte "
                + entry.begin()
                + " of the data, expected "
                + at
                + ", without a gap or an overlap");
      }
      at = entry.end();
    }
    if (at != dataLength) {
      throw new DataFormatException(
          source + ": tensors take " + at + " bytes of data, the file has " + dataLength);
    }
  }
}
