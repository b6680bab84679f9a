package dev.lanewise.train;

import java.util.Optional;

/** The loss became NaN or infinite; the network is as before the step. */
public final class NonFiniteLossException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Says where.
   *
   * @param layer the first layer whose outputs were not finite; empty if all were
   */
  NonFiniteLossException(int epoch, int step, double loss, Optional<String> layer) {
    super(
        "the loss became "
            + loss
            + " in step "
            + step
            + " of epoch "
            + epoch
            + layer
                .map(name -> ", first in the outputs of " + name)
                .orElse(", all layers' outputs being finite")
            + "; a smaller learning rate may help, if inputs and targets are finite");
  }
}
