package dev.lanewise.data;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Opens a file that may be compressed with gzip: told by its first two bytes, not by its name. */
final class PlainOrGzip {
  /** What a compressed file will come to is not known before it is read. */
  static final long UNKNOWN = -1;

  private static final int BUFFER = 1 << 16;

  private PlainOrGzip() {}

  /** Reads content from a stream whose length is given, or {@link #UNKNOWN}. */
  interface Content<T> {
    T read(InputStream in, long length) throws IOException;
  }

  /**
   * Reads a file, inflated if need be.
   *
   * @throws DataFormatException if the compressed data are damaged or end too early
   */
  static <T> T read(Path file, Content<T> content) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER)) {
      in.mark(2);
      boolean compressed = in.read() == 0x1f && in.read() == 0x8b;
      in.reset();
      if (!compressed) {
        return content.read(in, Files.size(file));
      }
      return content.read(inflated(in), UNKNOWN);
    } catch (ZipException | EOFException damaged) {
      throw new DataFormatException(
          file + ": no whole gzip data: " + damaged.getMessage(), damaged);
    }
  }

  @SuppressWarnings("resource") // closed with the stream below it, which holds the file
  private static InputStream inflated(InputStream in) throws IOException {
    return new BufferedInputStream(new GZIPInputStream(in, BUFFER), BUFFER);
  }
}
