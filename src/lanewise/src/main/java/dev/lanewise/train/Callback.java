package dev.lanewise.train;

/** Is told how training goes. A callback that allocates does so in every step. */
public interface Callback {
  /** The gradient of a step is there, clipped; the parameters are those before the step. */
  default void beforeUpdate(Step step) {}

  /** The step is made. */
  default void afterUpdate(Step step) {}

  /** An epoch is over and evaluated. */
  default void afterEpoch(Epoch epoch) {}
}
