package dev.lanewise.data;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Tokens of JSON as the header of a safetensors file has them: strings, whole numbers that are not
 * negative, and punctuation. Strict: everything else is refused with its offset in the file.
 */
final class HeaderText {
  private static final String ESCAPES = "\"\\/bfnrt";
  private static final String ESCAPED = "\"\\/\b\f\n\r\t";

  private final byte[] text;
  private final String source;
  private final int offset;
  private int at;

  /** The text begins at {@code offset} of the file that messages call {@code source}. */
  HeaderText(byte[] text, String source, int offset) {
    this.text = text;
    this.source = source;
    this.offset = offset;
  }

  /** Offset in the file of what comes next. */
  int position() {
    return offset + at;
  }

  /** Passes over one character of punctuation, and white space before it. */
  void expect(char character) throws DataFormatException {
    if (!found(character)) {
      throw wrong("expected '" + character + "'");
    }
  }

  /** Whether this character is next; passes over it if so. */
  boolean found(char character) {
    skipSpace();
    if (at < text.length && text[at] == character) {
      at++;
      return true;
    }
    return false;
  }

  /** After the last token there may be white space alone. */
  void expectEnd() throws DataFormatException {
    skipSpace();
    if (at < text.length) {
      throw wrong("expected the end of the header");
    }
  }

  /** A whole number, 0 … 2⁶³ − 1, without leading zeros. */
  long number() throws DataFormatException {
    skipSpace();
    int start = at;
    long value = 0;
    while (at < text.length && text[at] >= '0' && text[at] <= '9') {
      int digit = text[at] - '0';
      if (value > (Long.MAX_VALUE - digit) / 10) {
        throw wrong("expected a number of at most 63 bits");
      }
      value = 10 * value + digit;
      at++;
    }
    if (at == start || (text[start] == '0' && at > start + 1)) {
      at = start;
      throw wrong("expected a whole number");
    }
    return value;
  }

  String string() throws DataFormatException {
    expect('"');
    StringBuilder value = new StringBuilder();
    while (true) {
      int start = at;
      while (at < text.length && text[at] != '"' && text[at] != '\\') {
        if (text[at] >= 0 && text[at] < ' ') {
          throw wrong("expected no control character in a string");
        }
        at++;
      }
      value.append(utf8(start, at));
      if (at == text.length) {
        throw wrong("expected the end of a string");
      }
      if (text[at++] == '"') {
        checkSurrogates(value);
        return value.toString();
      }
      value.append(escape());
    }
  }

  private String utf8(int from, int to) throws DataFormatException {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(text, from, to - from))
          .toString();
    } catch (CharacterCodingException damaged) {
      throw wrong("expected a string in UTF-8");
    }
  }

  private char escape() throws DataFormatException {
    int kind = at < text.length ? ESCAPES.indexOf(text[at]) : -1;
    if (kind >= 0) {
      at++;
      return ESCAPED.charAt(kind);
    }
    if (at + 5 > text.length || text[at] != 'u') {
      throw wrong("expected an escape of JSON");
    }
    int value = 0;
    for (int i = 1; i <= 4; i++) {
      int digit = text[at + i] < 0 ? -1 : Character.digit(text[at + i], 16);
      if (digit < 0) {
        throw wrong("expected four hexadecimal digits");
      }
      value = 16 * value + digit;
    }
    at += 5;
    return (char) value;
  }

  private void checkSurrogates(CharSequence value) throws DataFormatException {
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(CharBuffer.wrap(value))) {
      throw wrong("expected surrogates in pairs in a string");
    }
  }

  private void skipSpace() {
    while (at < text.length && " \t\n\r".indexOf(text[at]) >= 0) {
      at++;
    }
  }

  /** What is wrong at the present place. */
  DataFormatException wrong(String message) {
    return wrong(position(), message);
  }

  /** What is wrong at a place in the file. */
  DataFormatException wrong(int position, String message) {
    return new DataFormatException(source + ", offset " + position + ": " + message);
  }

  /** A string of JSON, in quotes. */
  static String quoted(String value) {
    StringBuilder text = new StringBuilder("\"");
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      int kind = ESCAPED.indexOf(c);
      if (kind >= 0 && c != '/') {
        text.append('\\').append(ESCAPES.charAt(kind));
      } else if (c < ' ') {
        text.append(String.format("\\u%04x", (int) c));
      } else {
        text.append(c);
      }
    }
    return text.append('"').toString();
  }
}
