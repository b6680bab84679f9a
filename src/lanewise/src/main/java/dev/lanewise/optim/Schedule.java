package dev.lanewise.optim;

import java.util.Optional;

/**
 * The learning rate of each step, a function of the steps made before it: {@code
 * optimizer.learningRate(schedule.rate(optimizer.steps()))}. A step may be an epoch as well, if the
 * caller counts so. For what depends on how training goes, see {@link Plateau}.
 *
 * <p>Powers and cosines are those of {@link StrictMath}, the same bits on every machine.
 */
@FunctionalInterface
public interface Schedule {
  /**
   * The rate of the next step.
   *
   * @param steps made before it, from 0
   */
  double rate(long steps);

  /** The plateau in it, which is to be told a metric after each epoch; empty if there is none. */
  default Optional<Plateau> plateau() {
    return Optional.empty();
  }

  /** Always the same rate. */
  static Schedule constant(double rate) {
    Optimizer.checkPositive("rate", rate);
    return steps -> rate;
  }

  /**
   * rate·factorⁱ after i·{@code every} steps: falls, by a factor, all so many steps.
   *
   * @throws IllegalArgumentException if the rate or the factor is not positive and finite, or
   *     {@code every} is not positive
   */
  static Schedule stepped(double rate, double factor, long every) {
    Optimizer.checkPositive("rate", rate);
    Optimizer.checkPositive("factor", factor);
    checkSteps("steps between two falls", every);
    return steps -> {
      long falls = steps / every;
      return rate * StrictMath.pow(factor, (double) falls);
    };
  }

  /**
   * rate·factorᵗ after t steps.
   *
   * @throws IllegalArgumentException if the rate or the factor is not positive and finite
   */
  static Schedule exponential(double rate, double factor) {
    return stepped(rate, factor, 1);
  }

  /**
   * From {@code rate} to {@code last} along half a cosine (Loshchilov and Hutter 2017, without
   * restarts): last + (rate − last)·(1 + cos(π·t/over))/2, and last from then on.
   *
   * @param last 0 or more
   * @param over steps until last is reached
   * @throws IllegalArgumentException if the rate is not positive and finite, last is negative or
   *     not finite, or over is not positive
   */
  static Schedule cosine(double rate, double last, long over) {
    Optimizer.checkPositive("rate", rate);
    checkSteps("steps to the last rate", over);
    if (!(last >= 0) || Double.isInfinite(last)) {
      throw new IllegalArgumentException("last is " + last + ", must be 0 or more and finite");
    }
    return steps ->
        steps >= over
            ? last
            : last
                + (rate - last)
                    * (1 + StrictMath.cos(Math.PI * (double) steps / (double) over))
                    / 2;
  }

  /**
   * This schedule after a linear warm-up (Goyal et al. 2017): its first rate times (t + 1)/over in
   * the first {@code over} steps, then its rates from the first on. A {@link Plateau} counts
   * reports during the warm-up, too; its first rate is then the one that they have led to.
   *
   * @throws IllegalArgumentException if over is not positive
   */
  default Schedule afterWarmUp(long over) {
    checkSteps("steps of warm-up", over);
    return new WarmUp(this, over);
  }

  private static void checkSteps(String name, long steps) {
    if (steps < 1) {
      throw new IllegalArgumentException("the " + name + " are " + steps + ", must be positive");
    }
  }
}
