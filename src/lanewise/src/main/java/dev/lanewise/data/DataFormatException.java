package dev.lanewise.data;

import java.io.IOException;

/** A file does not hold what its format promises; the message says where. */
public final class DataFormatException extends IOException {
  private static final long serialVersionUID = 1L;

  /** An exception with a message that names the file and the place in it. */
  public DataFormatException(String message) {
    super(message);
  }

  /** An exception with a message that names the file and the place in it, and what led to it. */
  public DataFormatException(String message, Throwable cause) {
    super(message, cause);
  }
}
