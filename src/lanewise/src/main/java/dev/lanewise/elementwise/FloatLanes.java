package dev.lanewise.elementwise;

import dev.lanewise.simd.Simd;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** The vectors that elementwise kernels work in. */
final class FloatLanes {
  static final VectorSpecies<Float> SPECIES =
      VectorSpecies.of(float.class, VectorShape.forBitSize(Simd.vectorBits()));

  static final int LENGTH = SPECIES.length();

  private FloatLanes() {}
}
