package dev.lanewise.train;

import dev.lanewise.nn.Network;

/** The loss became NaN or infinite; the network is as before the step. */
public final class NonFiniteLossException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int layer;

  NonFiniteLossException(int epoch, int step, double loss, Network network, int layer) {
    super(
        "the loss became "
            + loss
            + " in step "
            + step
            + " of epoch "
            + epoch
            + (layer < 0
                ? ", all layers' outputs being finite: a smaller learning rate may help, if targets are right"
                : ", first in the outputs of layer "
                    + layer
                    + ", "
                    + network.layers().get(layer).label()
                    + ": a smaller learning rate may help"));
    this.layer = layer;
  }

  /** The first layer whose outputs were not finite, from 0; −1 if all were. */
  public int layer() {
    return layer;
  }
}
