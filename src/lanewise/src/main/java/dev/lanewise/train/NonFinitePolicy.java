package dev.lanewise.train;

/** What is done about a step whose loss is NaN or infinite. */
public enum NonFinitePolicy {
  /** Training ends with a {@link NonFiniteLossException}; the network is as before the step. */
  STOP,
  /** The step is left out: the network is as before it, and goes on to the next batch. */
  SKIP,
  /** The step is made all the same. */
  GO_ON
}
