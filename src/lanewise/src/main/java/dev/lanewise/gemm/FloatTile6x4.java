package dev.lanewise.gemm;

import dev.lanewise.simd.Simd;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * The micro-kernel for 32 registers and a B in place, a tile of 6 rows × 4 vectors: 24
 * accumulators, 4 vectors of B and one broadcast.
 *
 * <p>It is wide for a B that comes from memory, whose rows it reads in half as many pieces as two
 * vectors do. The build derives the tiles of fewer rows and of three vectors from this file. (Down
 * the columns of A it lost to {@link FloatColumnTile13x2}.)
 */
final class FloatTile6x4 {
  private static final VectorSpecies<Float> SPECIES =
      VectorSpecies.of(float.class, VectorShape.forBitSize(Simd.vectorBits()));
  private static final int LANES = SPECIES.length();

  private FloatTile6x4() {}

  /** As {@link GemmKernel#run}, for a whole tile. */
  static void run(
      int kc,
      float[] a,
      int aOff,
      int aLd,
      float[] b,
      int bOff,
      int bLd,
      float[] c,
      int cOff,
      int ldc,
      boolean accumulate) {
    FloatVector c00 = FloatVector.zero(SPECIES);
    FloatVector c01 = FloatVector.zero(SPECIES);
    FloatVector c02 = FloatVector.zero(SPECIES);
    FloatVector c03 = FloatVector.zero(SPECIES);
    FloatVector c10 = FloatVector.zero(SPECIES);
    FloatVector c11 = FloatVector.zero(SPECIES);
    FloatVector c12 = FloatVector.zero(SPECIES);
    FloatVector c13 = FloatVector.zero(SPECIES);
    FloatVector c20 = FloatVector.zero(SPECIES);
    FloatVector c21 = FloatVector.zero(SPECIES);
    FloatVector c22 = FloatVector.zero(SPECIES);
    FloatVector c23 = FloatVector.zero(SPECIES);
    FloatVector c30 = FloatVector.zero(SPECIES);
    FloatVector c31 = FloatVector.zero(SPECIES);
    FloatVector c32 = FloatVector.zero(SPECIES);
    FloatVector c33 = FloatVector.zero(SPECIES);
    FloatVector c40 = FloatVector.zero(SPECIES);
    FloatVector c41 = FloatVector.zero(SPECIES);
    FloatVector c42 = FloatVector.zero(SPECIES);
    FloatVector c43 = FloatVector.zero(SPECIES);
    FloatVector c50 = FloatVector.zero(SPECIES);
    FloatVector c51 = FloatVector.zero(SPECIES);
    FloatVector c52 = FloatVector.zero(SPECIES);
    FloatVector c53 = FloatVector.zero(SPECIES);
    int row1 = aOff + aLd;
    int row2 = aOff + 2 * aLd;
    int row3 = aOff + 3 * aLd;
    int row4 = aOff + 4 * aLd;
    int row5 = aOff + 5 * aLd;
    for (int p = 0; p < kc; p++) {
      int bAt = bOff + p * bLd;
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, bAt);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, bAt + LANES);
      FloatVector b2 = FloatVector.fromArray(SPECIES, b, bAt + 2 * LANES);
      FloatVector b3 = FloatVector.fromArray(SPECIES, b, bAt + 3 * LANES);
      c00 = b0.fma(FloatVector.broadcast(SPECIES, a[aOff + p]), c00);
      c01 = b1.fma(FloatVector.broadcast(SPECIES, a[aOff + p]), c01);
      c02 = b2.fma(FloatVector.broadcast(SPECIES, a[aOff + p]), c02);
      c03 = b3.fma(FloatVector.broadcast(SPECIES, a[aOff + p]), c03);
      c10 = b0.fma(FloatVector.broadcast(SPECIES, a[row1 + p]), c10);
      c11 = b1.fma(FloatVector.broadcast(SPECIES, a[row1 + p]), c11);
      c12 = b2.fma(FloatVector.broadcast(SPECIES, a[row1 + p]), c12);
      c13 = b3.fma(FloatVector.broadcast(SPECIES, a[row1 + p]), c13);
      c20 = b0.fma(FloatVector.broadcast(SPECIES, a[row2 + p]), c20);
      c21 = b1.fma(FloatVector.broadcast(SPECIES, a[row2 + p]), c21);
      c22 = b2.fma(FloatVector.broadcast(SPECIES, a[row2 + p]), c22);
      c23 = b3.fma(FloatVector.broadcast(SPECIES, a[row2 + p]), c23);
      c30 = b0.fma(FloatVector.broadcast(SPECIES, a[row3 + p]), c30);
      c31 = b1.fma(FloatVector.broadcast(SPECIES, a[row3 + p]), c31);
      c32 = b2.fma(FloatVector.broadcast(SPECIES, a[row3 + p]), c32);
      c33 = b3.fma(FloatVector.broadcast(SPECIES, a[row3 + p]), c33);
      c40 = b0.fma(FloatVector.broadcast(SPECIES, a[row4 + p]), c40);
      c41 = b1.fma(FloatVector.broadcast(SPECIES, a[row4 + p]), c41);
      c42 = b2.fma(FloatVector.broadcast(SPECIES, a[row4 + p]), c42);
      c43 = b3.fma(FloatVector.broadcast(SPECIES, a[row4 + p]), c43);
      c50 = b0.fma(FloatVector.broadcast(SPECIES, a[row5 + p]), c50);
      c51 = b1.fma(FloatVector.broadcast(SPECIES, a[row5 + p]), c51);
      c52 = b2.fma(FloatVector.broadcast(SPECIES, a[row5 + p]), c52);
      c53 = b3.fma(FloatVector.broadcast(SPECIES, a[row5 + p]), c53);
    }
    if (accumulate) {
      c00 = FloatVector.fromArray(SPECIES, c, cOff).add(c00);
      c01 = FloatVector.fromArray(SPECIES, c, cOff + LANES).add(c01);
      c02 = FloatVector.fromArray(SPECIES, c, cOff + 2 * LANES).add(c02);
      c03 = FloatVector.fromArray(SPECIES, c, cOff + 3 * LANES).add(c03);
      c10 = FloatVector.fromArray(SPECIES, c, cOff + ldc).add(c10);
      c11 = FloatVector.fromArray(SPECIES, c, cOff + ldc + LANES).add(c11);
      c12 = FloatVector.fromArray(SPECIES, c, cOff + ldc + 2 * LANES).add(c12);
      c13 = FloatVector.fromArray(SPECIES, c, cOff + ldc + 3 * LANES).add(c13);
      c20 = FloatVector.fromArray(SPECIES, c, cOff + 2 * ldc).add(c20);
      c21 = FloatVector.fromArray(SPECIES, c, cOff + 2 * ldc + LANES).add(c21);
      c22 = FloatVector.fromArray(SPECIES, c, cOff + 2 * ldc + 2 * LANES).add(c22);
      c23 = FloatVector.fromArray(SPECIES, c, cOff + 2 * ldc + 3 * LANES).add(c23);
      c30 = FloatVector.fromArray(SPECIES, c, cOff + 3 * ldc).add(c30);
      c31 = FloatVector.fromArray(SPECIES, c, cOff + 3 * ldc + LANES).add(c31);
      c32 = FloatVector.fromArray(SPECIES, c, cOff + 3 * ldc + 2 * LANES).add(c32);
      c33 = FloatVector.fromArray(SPECIES, c, cOff + 3 * ldc + 3 * LANES).add(c33);
      c40 = FloatVector.fromArray(SPECIES, c, cOff + 4 * ldc).add(c40);
      c41 = FloatVector.fromArray(SPECIES, c, cOff + 4 * ldc + LANES).add(c41);
      c42 = FloatVector.fromArray(SPECIES, c, cOff + 4 * ldc + 2 * LANES).add(c42);
      c43 = FloatVector.fromArray(SPECIES, c, cOff + 4 * ldc + 3 * LANES).add(c43);
      c50 = FloatVector.fromArray(SPECIES, c, cOff + 5 * ldc).add(c50);
      c51 = FloatVector.fromArray(SPECIES, c, cOff + 5 * ldc + LANES).add(c51);
      c52 = FloatVector.fromArray(SPECIES, c, cOff + 5 * ldc + 2 * LANES).add(c52);
      c53 = FloatVector.fromArray(SPECIES, c, cOff + 5 * ldc + 3 * LANES).add(c53);
    }
    c00.intoArray(c, cOff);
    c01.intoArray(c, cOff + LANES);
    c02.intoArray(c, cOff + 2 * LANES);
    c03.intoArray(c, cOff + 3 * LANES);
    c10.intoArray(c, cOff + ldc);
    c11.intoArray(c, cOff + ldc + LANES);
    c12.intoArray(c, cOff + ldc + 2 * LANES);
    c13.intoArray(c, cOff + ldc + 3 * LANES);
    c20.intoArray(c, cOff + 2 * ldc);
    c21.intoArray(c, cOff + 2 * ldc + LANES);
    c22.intoArray(c, cOff + 2 * ldc + 2 * LANES);
    c23.intoArray(c, cOff + 2 * ldc + 3 * LANES);
    c30.intoArray(c, cOff + 3 * ldc);
    c31.intoArray(c, cOff + 3 * ldc + LANES);
    c32.intoArray(c, cOff + 3 * ldc + 2 * LANES);
    c33.intoArray(c, cOff + 3 * ldc + 3 * LANES);
    c40.intoArray(c, cOff + 4 * ldc);
    c41.intoArray(c, cOff + 4 * ldc + LANES);
    c42.intoArray(c, cOff + 4 * ldc + 2 * LANES);
    c43.intoArray(c, cOff + 4 * ldc + 3 * LANES);
    c50.intoArray(c, cOff + 5 * ldc);
    c51.intoArray(c, cOff + 5 * ldc + LANES);
    c52.intoArray(c, cOff + 5 * ldc + 2 * LANES);
    c53.intoArray(c, cOff + 5 * ldc + 3 * LANES);
  }
}
