package dev.lanewise.elementwise;

import dev.lanewise.simd.Simd;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/** The vectors that elementwise kernels work in. */
final class FloatLanes {
  static final VectorSpecies<Float> SPECIES =
      VectorSpecies.of(float.class, VectorShape.forBitSize(Simd.vectorBits()));

  static final int LENGTH = SPECIES.length();

  private FloatLanes() {}

  /** Lane l takes lane l + distance, counted round. */
  static VectorShuffle<Float> rotation(int distance) {
    return VectorShuffle.fromOp(SPECIES, lane -> (lane + distance) & (LENGTH - 1));
  }
}
