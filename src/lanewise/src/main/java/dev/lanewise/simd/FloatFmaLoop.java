package dev.lanewise.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * Thirteen independent sums of products: more than two units of latency 4 need, and with their two
 * factors 15 of 16 registers (with ten, 113 GFLOP/s instead of 118, AVX2). The sum is the addend,
 * which the instruction overwrites; with the sum as a factor C2 copies a register for each (106).
 */
final class FloatFmaLoop {
  private static final VectorSpecies<Float> SPECIES =
      VectorSpecies.of(float.class, VectorShape.forBitSize(Simd.vectorBits()));

  static final int ELEMENTS_PER_STEP = 13 * SPECIES.length();

  private FloatFmaLoop() {}

  static float run(int steps) {
    FloatVector factor = FloatVector.broadcast(SPECIES, 0.999f);
    FloatVector term = FloatVector.broadcast(SPECIES, 0.001f);
    FloatVector x0 = FloatVector.broadcast(SPECIES, 0f);
    FloatVector x1 = FloatVector.broadcast(SPECIES, 1f);
    FloatVector x2 = FloatVector.broadcast(SPECIES, 2f);
    FloatVector x3 = FloatVector.broadcast(SPECIES, 3f);
    FloatVector x4 = FloatVector.broadcast(SPECIES, 4f);
    FloatVector x5 = FloatVector.broadcast(SPECIES, 5f);
    FloatVector x6 = FloatVector.broadcast(SPECIES, 6f);
    FloatVector x7 = FloatVector.broadcast(SPECIES, 7f);
    FloatVector x8 = FloatVector.broadcast(SPECIES, 8f);
    FloatVector x9 = FloatVector.broadcast(SPECIES, 9f);
    FloatVector x10 = FloatVector.broadcast(SPECIES, 10f);
    FloatVector x11 = FloatVector.broadcast(SPECIES, 11f);
    FloatVector x12 = FloatVector.broadcast(SPECIES, 12f);
    for (int i = 0; i < steps; i++) {
      x0 = factor.fma(term, x0);
      x1 = factor.fma(term, x1);
      x2 = factor.fma(term, x2);
      x3 = factor.fma(term, x3);
      x4 = factor.fma(term, x4);
      x5 = factor.fma(term, x5);
      x6 = factor.fma(term, x6);
      x7 = factor.fma(term, x7);
      x8 = factor.fma(term, x8);
      x9 = factor.fma(term, x9);
      x10 = factor.fma(term, x10);
      x11 = factor.fma(term, x11);
      x12 = factor.fma(term, x12);
    }
    FloatVector sum =
        x0.add(x1)
            .add(x2)
            .add(x3)
            .add(x4)
            .add(x5)
            .add(x6)
            .add(x7)
            .add(x8)
            .add(x9)
            .add(x10)
            .add(x11)
            .add(x12);
    return sum.lane(0);
  }
}
