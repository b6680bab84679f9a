package dev.lanewise.train;

/** The loss became NaN or infinite; the network is as before the step. */
public final class NonFiniteLossException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NonFiniteLossException(int epoch, int step, double loss) {
    super(
        "the loss became "
            + loss
            + " in step "
            + step
            + " of epoch "
            + epoch
            + "; a smaller learning rate may help");
  }
}
