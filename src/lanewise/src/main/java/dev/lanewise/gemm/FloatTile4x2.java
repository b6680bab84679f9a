package dev.lanewise.gemm;

import dev.lanewise.simd.Simd;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * The micro-kernel for 16 vector registers, a tile of 4 rows × 2 vectors: 8 accumulators, 2 vectors
 * of B, one broadcast. Measured at 98 % of the FMA peak in L1 (AVX2). Lost there: 6×2 50 %, 5×2 42
 * %, 3×4 50 % (C2 hoists broadcasts and spills an accumulator); 2×4 94 %; 3×3 as fast, but its
 * sizes leave more of a small matrix to padding.
 */
final class FloatTile4x2 implements GemmKernel<float[]> {
  private static final VectorSpecies<Float> SPECIES =
      VectorSpecies.of(float.class, VectorShape.forBitSize(Simd.vectorBits()));
  private static final int LANES = SPECIES.length();
  private static final int MR = 4;
  private static final int NR = 2 * LANES;

  @Override
  public int mr() {
    return MR;
  }

  @Override
  public int nr() {
    return NR;
  }

  @Override
  public float[][] scratch() {
    return new float[0][];
  }

  @Override
  public void run(
      int kc,
      float[] a,
      int aOff,
      float[] b,
      int bOff,
      float[] c,
      int cOff,
      int ldc,
      boolean accumulate,
      float[][] scratch) {
    FloatVector c00 = FloatVector.zero(SPECIES);
    FloatVector c01 = FloatVector.zero(SPECIES);
    FloatVector c10 = FloatVector.zero(SPECIES);
    FloatVector c11 = FloatVector.zero(SPECIES);
    FloatVector c20 = FloatVector.zero(SPECIES);
    FloatVector c21 = FloatVector.zero(SPECIES);
    FloatVector c30 = FloatVector.zero(SPECIES);
    FloatVector c31 = FloatVector.zero(SPECIES);
    for (int p = 0; p < kc; p++) {
      int bAt = bOff + p * NR;
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, bAt);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, bAt + LANES);
      int aAt = aOff + p * MR;
      c00 = b0.fma(FloatVector.broadcast(SPECIES, a[aAt]), c00);
      c01 = b1.fma(FloatVector.broadcast(SPECIES, a[aAt]), c01);
      c10 = b0.fma(FloatVector.broadcast(SPECIES, a[aAt + 1]), c10);
      c11 = b1.fma(FloatVector.broadcast(SPECIES, a[aAt + 1]), c11);
      c20 = b0.fma(FloatVector.broadcast(SPECIES, a[aAt + 2]), c20);
      c21 = b1.fma(FloatVector.broadcast(SPECIES, a[aAt + 2]), c21);
      c30 = b0.fma(FloatVector.broadcast(SPECIES, a[aAt + 3]), c30);
      c31 = b1.fma(FloatVector.broadcast(SPECIES, a[aAt + 3]), c31);
    }
    if (accumulate) {
      c00 = c00.add(FloatVector.fromArray(SPECIES, c, cOff));
      c01 = c01.add(FloatVector.fromArray(SPECIES, c, cOff + LANES));
      c10 = c10.add(FloatVector.fromArray(SPECIES, c, cOff + ldc));
      c11 = c11.add(FloatVector.fromArray(SPECIES, c, cOff + ldc + LANES));
      c20 = c20.add(FloatVector.fromArray(SPECIES, c, cOff + 2 * ldc));
      c21 = c21.add(FloatVector.fromArray(SPECIES, c, cOff + 2 * ldc + LANES));
      c30 = c30.add(FloatVector.fromArray(SPECIES, c, cOff + 3 * ldc));
      c31 = c31.add(FloatVector.fromArray(SPECIES, c, cOff + 3 * ldc + LANES));
    }
    c00.intoArray(c, cOff);
    c01.intoArray(c, cOff + LANES);
    c10.intoArray(c, cOff + ldc);
    c11.intoArray(c, cOff + ldc + LANES);
    c20.intoArray(c, cOff + 2 * ldc);
    c21.intoArray(c, cOff + 2 * ldc + LANES);
    c30.intoArray(c, cOff + 3 * ldc);
    c31.intoArray(c, cOff + 3 * ldc + LANES);
  }
}
