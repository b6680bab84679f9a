package dev.lanewise.app.console;

/** Something that the user can put right: its message is all there is to say. */
public final class Problem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A problem with a message of one line. */
  public Problem(String message, Throwable cause) {
    super(message, cause);
  }
}
