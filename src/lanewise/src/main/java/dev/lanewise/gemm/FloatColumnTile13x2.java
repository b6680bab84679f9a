package dev.lanewise.gemm;

import dev.lanewise.simd.Simd;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * The micro-kernel that reads A down its columns, element (i, p) at {@code aOff + p·aLd + i}, a
 * tile of 13 rows × 2 vectors for 32 registers: 26 accumulators and 2 vectors of B; elements of A
 * are operands in memory. One row more spills (38 % of the FMA peak).
 *
 * <p>It is high for a B that comes from L2 or memory, as it does beside few rows: a gradient of
 * weights, 25×64 over a batch, reads B twice instead of five times. 25×64×256 reaches 95 % of the
 * FMA peak in f64 and 94 in f32, where 6 rows × 4 vectors had 72 and 85, 25×64×10,000 87 and 88
 * instead of 67 and 78 (AVX-512, Zen 5).
 *
 * <p>The build derives the tiles of fewer rows, of one vector and those over packed panels from
 * this file.
 */
final class FloatColumnTile13x2 {
  private static final VectorSpecies<Float> SPECIES =
      VectorSpecies.of(float.class, VectorShape.forBitSize(Simd.vectorBits()));
  private static final int LANES = SPECIES.length();

  private FloatColumnTile13x2() {}

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
    FloatVector c0 = FloatVector.zero(SPECIES);
    FloatVector d0 = FloatVector.zero(SPECIES);
    FloatVector c1 = FloatVector.zero(SPECIES);
    FloatVector d1 = FloatVector.zero(SPECIES);
    FloatVector c2 = FloatVector.zero(SPECIES);
    FloatVector d2 = FloatVector.zero(SPECIES);
    FloatVector c3 = FloatVector.zero(SPECIES);
    FloatVector d3 = FloatVector.zero(SPECIES);
    FloatVector c4 = FloatVector.zero(SPECIES);
    FloatVector d4 = FloatVector.zero(SPECIES);
    FloatVector c5 = FloatVector.zero(SPECIES);
    FloatVector d5 = FloatVector.zero(SPECIES);
    FloatVector c6 = FloatVector.zero(SPECIES);
    FloatVector d6 = FloatVector.zero(SPECIES);
    FloatVector c7 = FloatVector.zero(SPECIES);
    FloatVector d7 = FloatVector.zero(SPECIES);
    FloatVector c8 = FloatVector.zero(SPECIES);
    FloatVector d8 = FloatVector.zero(SPECIES);
    FloatVector c9 = FloatVector.zero(SPECIES);
    FloatVector d9 = FloatVector.zero(SPECIES);
    FloatVector c10 = FloatVector.zero(SPECIES);
    FloatVector d10 = FloatVector.zero(SPECIES);
    FloatVector c11 = FloatVector.zero(SPECIES);
    FloatVector d11 = FloatVector.zero(SPECIES);
    FloatVector c12 = FloatVector.zero(SPECIES);
    FloatVector d12 = FloatVector.zero(SPECIES);
    for (int p = 0; p < kc; p++) {
      int aAt = aOff + p * aLd;
      int bAt = bOff + p * bLd;
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, bAt);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, bAt + LANES);
      c0 = b0.fma(FloatVector.broadcast(SPECIES, a[aAt]), c0);
      d0 = b1.fma(FloatVector.broadcast(SPECIES, a[aAt]), d0);
      c1 = b0.fma(FloatVector.broadcast(SPECIES, a[aAt + 1]), c1);
      d1 = b1.fma(FloatVector.broadcast(SPECIES, a[aAt + 1]), d1);
      c2 = b0.fma(FloatVector.broadcast(SPECIES, a[aAt + 2]), c2);
      d2 = b1.fma(FloatVector.broadcast(SPECIES, a[aAt + 2]), d2);
      c3 = b0.fma(FloatVector.broadcast(SPECIES, a[aAt + 3]), c3);
      d3 = b1.fma(FloatVector.broadcast(SPECIES, a[aAt + 3]), d3);
      c4 = b0.fma(FloatVector.broadcast(SPECIES, a[aAt + 4]), c4);
      d4 = b1.fma(FloatVector.broadcast(SPECIES, a[aAt + 4]), d4);
      c5 = b0.fma(FloatVector.broadcast(SPECIES, a[aAt + 5]), c5);
      d5 = b1.fma(FloatVector.broadcast(SPECIES, a[aAt + 5]), d5);
      c6 = b0.fma(FloatVector.broadcast(SPECIES, a[aAt + 6]), c6);
      d6 = b1.fma(FloatVector.broadcast(SPECIES, a[aAt + 6]), d6);
      c7 = b0.fma(FloatVector.broadcast(SPECIES, a[aAt + 7]), c7);
      d7 = b1.fma(FloatVector.broadcast(SPECIES, a[aAt + 7]), d7);
      c8 = b0.fma(FloatVector.broadcast(SPECIES, a[aAt + 8]), c8);
      d8 = b1.fma(FloatVector.broadcast(SPECIES, a[aAt + 8]), d8);
      c9 = b0.fma(FloatVector.broadcast(SPECIES, a[aAt + 9]), c9);
      d9 = b1.fma(FloatVector.broadcast(SPECIES, a[aAt + 9]), d9);
      c10 = b0.fma(FloatVector.broadcast(SPECIES, a[aAt + 10]), c10);
      d10 = b1.fma(FloatVector.broadcast(SPECIES, a[aAt + 10]), d10);
      c11 = b0.fma(FloatVector.broadcast(SPECIES, a[aAt + 11]), c11);
      d11 = b1.fma(FloatVector.broadcast(SPECIES, a[aAt + 11]), d11);
      c12 = b0.fma(FloatVector.broadcast(SPECIES, a[aAt + 12]), c12);
      d12 = b1.fma(FloatVector.broadcast(SPECIES, a[aAt + 12]), d12);
    }
    if (accumulate) {
      c0 = FloatVector.fromArray(SPECIES, c, cOff).add(c0);
      d0 = FloatVector.fromArray(SPECIES, c, cOff + LANES).add(d0);
      c1 = FloatVector.fromArray(SPECIES, c, cOff + ldc).add(c1);
      d1 = FloatVector.fromArray(SPECIES, c, cOff + ldc + LANES).add(d1);
      c2 = FloatVector.fromArray(SPECIES, c, cOff + 2 * ldc).add(c2);
      d2 = FloatVector.fromArray(SPECIES, c, cOff + 2 * ldc + LANES).add(d2);
      c3 = FloatVector.fromArray(SPECIES, c, cOff + 3 * ldc).add(c3);
      d3 = FloatVector.fromArray(SPECIES, c, cOff + 3 * ldc + LANES).add(d3);
      c4 = FloatVector.fromArray(SPECIES, c, cOff + 4 * ldc).add(c4);
      d4 = FloatVector.fromArray(SPECIES, c, cOff + 4 * ldc + LANES).add(d4);
      c5 = FloatVector.fromArray(SPECIES, c, cOff + 5 * ldc).add(c5);
      d5 = FloatVector.fromArray(SPECIES, c, cOff + 5 * ldc + LANES).add(d5);
      c6 = FloatVector.fromArray(SPECIES, c, cOff + 6 * ldc).add(c6);
      d6 = FloatVector.fromArray(SPECIES, c, cOff + 6 * ldc + LANES).add(d6);
      c7 = FloatVector.fromArray(SPECIES, c, cOff + 7 * ldc).add(c7);
      d7 = FloatVector.fromArray(SPECIES, c, cOff + 7 * ldc + LANES).add(d7);
      c8 = FloatVector.fromArray(SPECIES, c, cOff + 8 * ldc).add(c8);
      d8 = FloatVector.fromArray(SPECIES, c, cOff + 8 * ldc + LANES).add(d8);
      c9 = FloatVector.fromArray(SPECIES, c, cOff + 9 * ldc).add(c9);
      d9 = FloatVector.fromArray(SPECIES, c, cOff + 9 * ldc + LANES).add(d9);
      c10 = FloatVector.fromArray(SPECIES, c, cOff + 10 * ldc).add(c10);
      d10 = FloatVector.fromArray(SPECIES, c, cOff + 10 * ldc + LANES).add(d10);
      c11 = FloatVector.fromArray(SPECIES, c, cOff + 11 * ldc).add(c11);
      d11 = FloatVector.fromArray(SPECIES, c, cOff + 11 * ldc + LANES).add(d11);
      c12 = FloatVector.fromArray(SPECIES, c, cOff + 12 * ldc).add(c12);
      d12 = FloatVector.fromArray(SPECIES, c, cOff + 12 * ldc + LANES).add(d12);
    }
    c0.intoArray(c, cOff);
    d0.intoArray(c, cOff + LANES);
    c1.intoArray(c, cOff + ldc);
    d1.intoArray(c, cOff + ldc + LANES);
    c2.intoArray(c, cOff + 2 * ldc);
    d2.intoArray(c, cOff + 2 * ldc + LANES);
    c3.intoArray(c, cOff + 3 * ldc);
    d3.intoArray(c, cOff + 3 * ldc + LANES);
    c4.intoArray(c, cOff + 4 * ldc);
    d4.intoArray(c, cOff + 4 * ldc + LANES);
    c5.intoArray(c, cOff + 5 * ldc);
    d5.intoArray(c, cOff + 5 * ldc + LANES);
    c6.intoArray(c, cOff + 6 * ldc);
    d6.intoArray(c, cOff + 6 * ldc + LANES);
    c7.intoArray(c, cOff + 7 * ldc);
    d7.intoArray(c, cOff + 7 * ldc + LANES);
    c8.intoArray(c, cOff + 8 * ldc);
    d8.intoArray(c, cOff + 8 * ldc + LANES);
    c9.intoArray(c, cOff + 9 * ldc);
    d9.intoArray(c, cOff + 9 * ldc + LANES);
    c10.intoArray(c, cOff + 10 * ldc);
    d10.intoArray(c, cOff + 10 * ldc + LANES);
    c11.intoArray(c, cOff + 11 * ldc);
    d11.intoArray(c, cOff + 11 * ldc + LANES);
    c12.intoArray(c, cOff + 12 * ldc);
    d12.intoArray(c, cOff + 12 * ldc + LANES);
  }
}
