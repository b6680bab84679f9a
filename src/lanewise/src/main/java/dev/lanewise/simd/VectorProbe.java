package dev.lanewise.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** First contact with the incubator module: linking this class fails where the module is absent. */
final class VectorProbe {
  private VectorProbe() {}

  static int preferredBits() {
    return FloatVector.SPECIES_PREFERRED.vectorBitSize();
  }

  /**
   * Runs the operations that the kernels are made of on known answers.
   *
   * @return what differed, or null when all agreed
   */
  static String check(int bits) {
    VectorSpecies<Float> species = VectorSpecies.of(float.class, VectorShape.forBitSize(bits));
    int lanes = species.length();
    float[] x = new float[lanes];
    for (int i = 0; i < lanes; i++) {
      x[i] = (i - lanes / 2) * 1.0000001f;
    }
    FloatVector v = FloatVector.fromArray(species, x, 0);
    FloatVector fused = v.fma(FloatVector.broadcast(species, 1.0000001f), v);
    FloatVector chosen = v.blend(0f, v.compare(VectorOperators.LE, 0f));
    FloatVector shifted =
        v.reinterpretAsInts().add(127).lanewise(VectorOperators.LSHL, 1).reinterpretAsFloats();
    for (int i = 0; i < lanes; i++) {
      if (fused.lane(i) != Math.fma(x[i], 1.0000001f, x[i])) {
        return "fma in lane " + i + " of " + lanes;
      }
      if (chosen.lane(i) != (x[i] <= 0 ? 0f : x[i])) {
        return "compare and blend in lane " + i + " of " + lanes;
      }
      if (Float.floatToRawIntBits(shifted.lane(i)) != (Float.floatToRawIntBits(x[i]) + 127) << 1) {
        return "integer moves in lane " + i + " of " + lanes;
      }
    }
    return null;
  }
}
