package dev.lanewise.jmh.suite;

import java.io.IOException;

/** A JVM has ended before it had measured all its cases; the message names the first of them. */
final class UnfinishedException extends IOException {
  private static final long serialVersionUID = 1L;

  private final transient Batch rest;

  /**
   * Of a batch.
   *
   * @param done how many cases were measured
   * @param reason what the JVM has said, or how it ended
   */
  UnfinishedException(Batch batch, int done, String reason) {
    super(batch.cases().get(done).headline() + ": " + reason);
    rest = batch.from(done + 1);
  }

  /** The cases behind the one that broke, for another JVM; null if there is none. */
  Batch rest() {
    return rest;
  }
}
