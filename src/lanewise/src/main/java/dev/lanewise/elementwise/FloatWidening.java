package dev.lanewise.elementwise;

// precision: by hand

import dev.lanewise.simd.Simd;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** How vectors of single precision become vectors of double precision with as many lanes. */
final class FloatWidening {
  /** Half as wide as the vectors of this JVM. */
  static final VectorSpecies<Float> SPECIES =
      FloatVector.SPECIES_MAX.withShape(VectorShape.forBitSize(Simd.vectorBits() / 2));

  /** Exact. */
  static final VectorOperators.Conversion<Float, Double> WIDEN = VectorOperators.F2D;

  private FloatWidening() {}
}
