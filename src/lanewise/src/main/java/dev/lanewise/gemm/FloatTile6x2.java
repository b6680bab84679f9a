package dev.lanewise.gemm;

import dev.lanewise.simd.Simd;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * The micro-kernel on vectors, a tile of 6 rows × 2 vectors: 12 accumulators, 2 vectors of B and
 * one broadcast, 15 of the 16 registers of AVX2.
 *
 * <p>Rows of A are read along k, each from a base of its own, and that is what keeps C2 from
 * loading broadcasts ahead and spilling accumulators: 99 % of the FMA peak in L1 with AVX2 and with
 * AVX-512. With A interleaved, element (i, p) at p·MR + i, the same tile reached 42 % (AVX2); there
 * 4×2 and 3×3 reached 92 %, 5×2 and 3×4 less than 45. Read along rows, 8×2 reached 95 % with 32
 * registers, 4×2 99, 4×3 100 % with 32 and 27 with 16. (2026-11-21, one or two JVM runs of a bare
 * loop over such tiles in f32, not of this repository's benchmarks.)
 *
 * <p>What C2 schedules by decides. With no more than 13 integers alive it orders a block by
 * latency: all six broadcasts first, ten stack moves a step. With more it counts registers, and
 * there are none. Strip mining keeps enough of them alive, but C2 does that for G1, ZGC and
 * Shenandoah only. So over packed panels three rows of C are worked out before the loop, which
 * keeps three more alive: no stack moves with any collector; with the serial and the parallel one
 * 0.86 of the peak instead of 0.34 (256³ in f64, AVX2, Zen 4). Two rows are the fewest that do, all
 * five take up to 5 % at k = 25. In place the index checks keep enough alive; early rows lost 5 to
 * 8 % there at 24³ and 32³. Also lost: the loop in another that runs once (two stack moves with the
 * serial collector, four with G1), do-while (index checks: 0.4 to 0.67 of the peak), counting from
 * −kc to 0 and from {@code aOff} (eight to ten), C's arguments first, so that they come in
 * registers (none here, four in the tile of five rows).
 *
 * <p>A step is 32 instructions for 12 multiply-adds, with AVX2 close to the six that Zen 4 begins
 * in a cycle: 94 % of the peak with prologue and epilogue, where AVX-512 has 97. Lost: two steps at
 * once (C2 loads four vectors of B and spills); rows in pairs with a constant between them
 * (spills); tiles beside each other in one loop (AVX2: 1 to 4 % up to 256³, but 4 to 6 % less at
 * 10,000×64×25; AVX-512: 10 % less, as C2 keeps rows' bases in vector registers); reading the lines
 * of C before the loop (nothing with AVX2; AVX-512, 512³ to 2048³: 0.97 to 0.99 of the rate, Zen
 * 5).
 *
 * <p>From this file, which reads B in place, the build derives the tiles of fewer rows, and those
 * that read packed panels. They differ in one expression: B's leading dimension there is a
 * constant, so C2 takes the index checks out of the loop (AVX2: 95 % of the peak instead of 87).
 */
final class FloatTile6x2 {
  private static final VectorSpecies<Float> SPECIES =
      VectorSpecies.of(float.class, VectorShape.forBitSize(Simd.vectorBits()));
  private static final int LANES = SPECIES.length();

  private FloatTile6x2() {}

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
    FloatVector c10 = FloatVector.zero(SPECIES);
    FloatVector c11 = FloatVector.zero(SPECIES);
    FloatVector c20 = FloatVector.zero(SPECIES);
    FloatVector c21 = FloatVector.zero(SPECIES);
    FloatVector c30 = FloatVector.zero(SPECIES);
    FloatVector c31 = FloatVector.zero(SPECIES);
    FloatVector c40 = FloatVector.zero(SPECIES);
    FloatVector c41 = FloatVector.zero(SPECIES);
    FloatVector c50 = FloatVector.zero(SPECIES);
    FloatVector c51 = FloatVector.zero(SPECIES);
    int row1 = aOff + aLd;
    int row2 = aOff + 2 * aLd;
    int row3 = aOff + 3 * aLd;
    int row4 = aOff + 4 * aLd;
    int row5 = aOff + 5 * aLd;
    for (int p = 0; p < kc; p++) {
      int bAt = bOff + p * bLd;
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, bAt);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, bAt + LANES);
      c00 = b0.fma(FloatVector.broadcast(SPECIES, a[aOff + p]), c00);
      c01 = b1.fma(FloatVector.broadcast(SPECIES, a[aOff + p]), c01);
      c10 = b0.fma(FloatVector.broadcast(SPECIES, a[row1 + p]), c10);
      c11 = b1.fma(FloatVector.broadcast(SPECIES, a[row1 + p]), c11);
      c20 = b0.fma(FloatVector.broadcast(SPECIES, a[row2 + p]), c20);
      c21 = b1.fma(FloatVector.broadcast(SPECIES, a[row2 + p]), c21);
      c30 = b0.fma(FloatVector.broadcast(SPECIES, a[row3 + p]), c30);
      c31 = b1.fma(FloatVector.broadcast(SPECIES, a[row3 + p]), c31);
      c40 = b0.fma(FloatVector.broadcast(SPECIES, a[row4 + p]), c40);
      c41 = b1.fma(FloatVector.broadcast(SPECIES, a[row4 + p]), c41);
      c50 = b0.fma(FloatVector.broadcast(SPECIES, a[row5 + p]), c50);
      c51 = b1.fma(FloatVector.broadcast(SPECIES, a[row5 + p]), c51);
    }
    int c1 = cOff + ldc;
    int c2 = cOff + 2 * ldc;
    int c3 = cOff + 3 * ldc;
    int c4 = cOff + 4 * ldc;
    int c5 = cOff + 5 * ldc;
    if (accumulate) {
      c00 = FloatVector.fromArray(SPECIES, c, cOff).add(c00);
      c01 = FloatVector.fromArray(SPECIES, c, cOff + LANES).add(c01);
      c10 = FloatVector.fromArray(SPECIES, c, c1).add(c10);
      c11 = FloatVector.fromArray(SPECIES, c, c1 + LANES).add(c11);
      c20 = FloatVector.fromArray(SPECIES, c, c2).add(c20);
      c21 = FloatVector.fromArray(SPECIES, c, c2 + LANES).add(c21);
      c30 = FloatVector.fromArray(SPECIES, c, c3).add(c30);
      c31 = FloatVector.fromArray(SPECIES, c, c3 + LANES).add(c31);
      c40 = FloatVector.fromArray(SPECIES, c, c4).add(c40);
      c41 = FloatVector.fromArray(SPECIES, c, c4 + LANES).add(c41);
      c50 = FloatVector.fromArray(SPECIES, c, c5).add(c50);
      c51 = FloatVector.fromArray(SPECIES, c, c5 + LANES).add(c51);
    }
    c00.intoArray(c, cOff);
    c01.intoArray(c, cOff + LANES);
    c10.intoArray(c, c1);
    c11.intoArray(c, c1 + LANES);
    c20.intoArray(c, c2);
    c21.intoArray(c, c2 + LANES);
    c30.intoArray(c, c3);
    c31.intoArray(c, c3 + LANES);
    c40.intoArray(c, c4);
    c41.intoArray(c, c4 + LANES);
    c50.intoArray(c, c5);
    c51.intoArray(c, c5 + LANES);
  }
}
