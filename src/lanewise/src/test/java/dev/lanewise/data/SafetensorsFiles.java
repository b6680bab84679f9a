package dev.lanewise.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;

/** Files for the tests of {@link Safetensors}. */
final class SafetensorsFiles {
  /**
   * What {@code safetensors.numpy.save} of Python's safetensors 0.8.0 writes: w F32 2×3, b F64 1, n
   * I64 2, e F32 0×3, s I64 without a size, and two strings.
   */
  static final byte[] REFERENCE =
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

  static final Path FILE = temporary();

  private static Path temporary() {
    try {
      Path file = Files.createTempFile("lanewise", ".safetensors");
      file.toFile().deleteOnExit();
      return file;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  static Safetensors read(byte[] bytes) throws IOException {
    Files.write(FILE, bytes);
    return Safetensors.read(FILE);
  }

  /** A file with this header and so many bytes of data. */
  static byte[] file(String header, int data) {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(8 + text.length + data)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(text.length)
        .put(text)
        .array();
  }

  private SafetensorsFiles() {}
}
