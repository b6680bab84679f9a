package dev.lanewise.train;

import java.io.IOException;

/** A checkpoint cannot be written, or training cannot go on from one; the cause says why. */
public final class CheckpointException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CheckpointException(String message, IOException cause) {
    super(message + ": " + cause.getMessage(), cause);
  }
}
