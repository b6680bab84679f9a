package dev.lanewise.elementwise;

/**
 * An elementwise activation a = f(z) whose derivative can be taken from its output a.
 *
 * <p>Overwrites nothing by itself: kernels apply it in place or as the epilogue of a
 * multiplication.
 */
public enum Activation {
  /** f(z) = z. */
  IDENTITY,
  /**
   * f(z) = 1/(1 + e^−z), computed through exp(−|z|) so that no finite z overflows; f′ = a·(1 − a).
   */
  SIGMOID,
  /** f(z) = z where z &gt; 0, else +0; f(NaN) = NaN, f(−0) = +0; f′ = 1 where a &gt; 0, else 0. */
  RELU
}
