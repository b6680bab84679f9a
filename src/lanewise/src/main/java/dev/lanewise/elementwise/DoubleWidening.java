package dev.lanewise.elementwise;

import jdk.incubator.vector.VectorSpecies;

/** The twin of {@link FloatWidening}: there is nothing to widen. */
final class DoubleWidening {
  /** The vectors of this JVM. */
  static final VectorSpecies<Double> SPECIES = DoubleLanes.SPECIES;

  private DoubleWidening() {}
}
