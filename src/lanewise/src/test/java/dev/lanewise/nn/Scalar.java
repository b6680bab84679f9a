package dev.lanewise.nn;

/**
 * A number with something attached: a plain network computed with it carries that along. What it
 * offers is what {@link PlainNetwork} is made of.
 */
interface Scalar<S extends Scalar<S>> {
  double value();

  S plus(S other);

  S minus(S other);

  S times(S other);

  S over(S other);

  S exp();

  S log();

  S sqrt();

  /** The sum of some, in whatever order. */
  S sum(S[] terms);

  /** A number that nothing is attached to. */
  S constant(double value);
}
