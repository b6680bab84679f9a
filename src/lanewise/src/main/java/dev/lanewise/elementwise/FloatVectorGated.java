package dev.lanewise.elementwise;

import static dev.lanewise.elementwise.FloatElementwise.BLOCK;
import static dev.lanewise.elementwise.FloatScalarGated.LIMIT;
import static dev.lanewise.elementwise.FloatScalarGated.THREE_V3;
import static dev.lanewise.elementwise.FloatScalarGated.V1;
import static dev.lanewise.elementwise.FloatScalarGated.V3;

import dev.lanewise.elementwise.Activation.Kind;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** {@link FloatScalarGated} on vectors, a block at a time through scratch in L1. */
final class FloatVectorGated {
  private static final VectorSpecies<Float> SPECIES = FloatLanes.SPECIES;
  private static final int LANES = FloatLanes.LENGTH;

  private FloatVectorGated() {}

  /** dz ← d ⊙ f′(z) over the first {@code end} elements, a multiple of the lanes. */
  static void timesDerivative(
      Kind kind, int end, float[] d, int dOff, float[] z, int zOff, float[] dz, int dzOff) {
    FloatScratch scratch = FloatScratch.take();
    for (int from = 0; from < end; from += BLOCK) {
      int n = Math.min(BLOCK, end - from);
      clamp(n, z, zOff + from, scratch.block);
      switch (kind) {
        case SILU -> silu(n, scratch, d, dOff + from, dz, dzOff + from);
        default -> geluTanh(n, scratch, d, dOff + from, dz, dzOff + from);
      }
    }
    scratch.give();
  }

  private static void clamp(int n, float[] z, int zOff, float[] x) {
    for (int j = 0; j < n; j += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, z, zOff + j);
      v = v.blend(LIMIT, v.compare(VectorOperators.GT, LIMIT));
      v.blend(-LIMIT, v.compare(VectorOperators.LT, -LIMIT)).intoArray(x, j);
    }
  }

  private static void silu(
      int n, FloatScratch scratch, float[] d, int dOff, float[] dz, int dzOff) {
    float[] x = scratch.block;
    float[] e = scratch.second;
    for (int j = 0; j < n; j += LANES) {
      FloatVector.fromArray(SPECIES, x, j).abs().neg().intoArray(e, j);
    }
    FloatVectorSigmoid.sigmoid(n, e, 0, e, 0);
    timesDerivative(n, x, e, x, d, dOff, dz, dzOff);
  }

  private static void geluTanh(
      int n, FloatScratch scratch, float[] d, int dOff, float[] dz, int dzOff) {
    float[] x = scratch.block;
    float[] e = scratch.second;
    float[] slope = scratch.third;
    FloatVector v1 = FloatVector.broadcast(SPECIES, V1);
    FloatVector v3 = FloatVector.broadcast(SPECIES, V3);
    FloatVector threeV3 = FloatVector.broadcast(SPECIES, THREE_V3);
    for (int j = 0; j < n; j += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, j);
      FloatVector square = v.mul(v);
      v.mul(square.fma(v3, v1)).abs().neg().intoArray(e, j);
      v.mul(square.fma(threeV3, v1)).intoArray(slope, j);
    }
    FloatVectorSigmoid.sigmoid(n, e, 0, e, 0);
    timesDerivative(n, x, e, slope, d, dOff, dz, dzOff);
  }

  private static void timesDerivative(
      int n, float[] x, float[] e, float[] slope, float[] d, int dOff, float[] dz, int dzOff) {
    FloatVector one = FloatVector.broadcast(SPECIES, 1f);
    for (int j = 0; j < n; j += LANES) {
      FloatVector small = FloatVector.fromArray(SPECIES, e, j);
      FloatVector rest = one.sub(small);
      FloatVector v = FloatVector.fromArray(SPECIES, slope, j);
      FloatVector above = rest.mul(v.fma(small, one));
      FloatVector derivative =
          above.blend(
              small.mul(v.fma(rest, one)),
              FloatVector.fromArray(SPECIES, x, j).compare(VectorOperators.LT, 0f));
      FloatVector.fromArray(SPECIES, d, dOff + j).mul(derivative).intoArray(dz, dzOff + j);
    }
  }
}
