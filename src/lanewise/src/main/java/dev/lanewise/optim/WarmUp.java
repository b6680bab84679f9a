package dev.lanewise.optim;

import java.util.Optional;

/** A schedule after {@code over} steps in which the rate rises to its first. */
record WarmUp(Schedule after, long over) implements Schedule {
  @Override
  public double rate(long steps) {
    return steps < over
        ? after.rate(0) * (double) (steps + 1) / (double) over
        : after.rate(steps - over);
  }

  @Override
  public Optional<Plateau> plateau() {
    return after.plateau();
  }
}
