package dev.lanewise.train;

import dev.lanewise.matrix.Matrix;
import dev.lanewise.nn.Network;
import java.util.Map;

/** Is told how training goes. A callback that allocates does so in every step. */
public interface Callback {
  /** The gradient of a step is there, clipped; the parameters are those before the step. */
  default void beforeUpdate(Step step) {}

  /** The step is made. */
  default void afterUpdate(Step step) {}

  /** An epoch is over and evaluated. */
  default void afterEpoch(Epoch epoch) {}

  /**
   * What a checkpoint is to keep, by name, shared: enough that {@link #restore} goes on as if
   * training had not been broken off.
   */
  default Map<String, Matrix> state() {
    return Map.of();
  }

  /**
   * Goes back to what {@link #state} once was, before the network does.
   *
   * @param state empty if the checkpoint has none of this callback; what {@link #state} is now must
   *     be taken, as a checkpoint is undone with it if a later part of it is refused
   * @throws IllegalArgumentException if the state does not fit; nothing is changed then
   */
  default void restore(Network network, Map<String, Matrix> state) {}
}
