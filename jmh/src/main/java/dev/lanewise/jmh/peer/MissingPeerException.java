package dev.lanewise.jmh.peer;

/** A peer is not on this machine; the message says what to install or build. */
public final class MissingPeerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public MissingPeerException(String message) {
    super(message);
  }
}
