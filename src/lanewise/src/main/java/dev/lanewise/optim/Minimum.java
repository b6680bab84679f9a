package dev.lanewise.optim;

import java.util.Locale;

/**
 * Where a {@link Minimizer} stopped, beside θ itself.
 *
 * @param reason why
 * @param iterations accepted steps
 * @param evaluations calls of the cost
 * @param cost the last cost, the lowest of all accepted ones
 * @param gradientNorm ‖∇f‖₂ there
 */
public record Minimum(
    StopReason reason, int iterations, int evaluations, double cost, double gradientNorm) {
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "cost %.10g, gradient norm %.3g after %d iterations and %d evaluations: %s",
        cost,
        gradientNorm,
        iterations,
        evaluations,
        reason);
  }
}
