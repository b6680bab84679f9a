package dev.lanewise.gemm;

import dev.lanewise.simd.Simd;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * Sums of rows along k, a row a lane: four columns at a time are transposed in registers and join
 * the chains.
 *
 * <p>As in {@link FloatTranspose}, each round exchanges elements between rows whose numbers differ
 * in one bit. Distances of 4 and 8 need no shuffle: what moves up by four lanes is read four
 * elements earlier. With 16 lanes that makes the loads the limit; eight columns at a time by one
 * more round of shuffles reached 16 GFLOP/s, two-vector permutes 17 to 20, but neither helps 8
 * lanes. Twice as many rows at once: 15 with 8 lanes, but 6 where rows lie 4 KB apart.
 */
final class FloatVectorDots {
  private static final VectorSpecies<Float> SPECIES =
      VectorSpecies.of(float.class, VectorShape.forBitSize(Simd.vectorBits()));
  private static final int LANES = SPECIES.length();
  private static final int COLS = 4;

  /** Elements after which rows begin in the same set of an L1 cache again. */
  private static final int SAME_SET = 1024;

  /** Elements that a leading dimension must keep from it. */
  private static final int SHIFT = 8;

  private static final VectorShuffle<Float> UP1 = FloatTranspose.moved(-1);
  private static final VectorShuffle<Float> DOWN1 = FloatTranspose.moved(1);
  private static final VectorMask<Float> HIGH1 = FloatTranspose.lanesWithBit(1);
  private static final VectorShuffle<Float> UP2 = FloatTranspose.moved(-2);
  private static final VectorShuffle<Float> DOWN2 = FloatTranspose.moved(2);
  private static final VectorMask<Float> HIGH2 = FloatTranspose.lanesWithBit(2);
  private static final VectorMask<Float> HIGH4 = FloatTranspose.lanesWithBit(4);
  private static final VectorMask<Float> HIGH8 = FloatTranspose.lanesWithBit(8);

  private FloatVectorDots() {}

  /**
   * Whether this beats eight chains of scalars: 14 GFLOP/s against 10 with 8 or 16 lanes, 11
   * against 10 with 8 lanes of f64, 9 with 4 (Zen 4, bare loops). Sixteen rows of which each begins
   * in the same set of an L1 cache, 4 KB apart, drive one another out: 5.
   */
  static boolean suit(int k, int ld) {
    boolean collide = LANES > 8 && ((ld + SHIFT - 1) & (SAME_SET - 1)) < 2 * SHIFT - 1;
    return SPECIES.elementSize() == Integer.SIZE && LANES >= 8 && k >= 4 * COLS && !collide;
  }

  /**
   * sums(at + i) ← fma chain over p ascending of x(p)·b(p, i), from +0, for i below the lane count.
   *
   * @param b element (p, i) at {@code row0 + i·ld + p}
   */
  static void rows(int k, float[] x, int xOff, float[] b, int row0, int ld, float[] sums, int at) {
    FloatVector sum = FloatVector.zero(SPECIES);
    int whole = k - k % COLS;
    for (int p = 0; p < whole; p += COLS) {
      int row = row0 + p;
      FloatVector r0 = FloatVector.fromArray(SPECIES, b, row);
      FloatVector r1 = FloatVector.fromArray(SPECIES, b, row + ld);
      FloatVector r2 = FloatVector.fromArray(SPECIES, b, row + 2 * ld);
      FloatVector r3 = FloatVector.fromArray(SPECIES, b, row + 3 * ld);
      if (LANES > 4) {
        int row4 = row + 4 * ld - 4;
        r0 = r0.blend(FloatVector.fromArray(SPECIES, b, row4), HIGH4);
        r1 = r1.blend(FloatVector.fromArray(SPECIES, b, row4 + ld), HIGH4);
        r2 = r2.blend(FloatVector.fromArray(SPECIES, b, row4 + 2 * ld), HIGH4);
        r3 = r3.blend(FloatVector.fromArray(SPECIES, b, row4 + 3 * ld), HIGH4);
      }
      if (LANES > 8) {
        int row8 = row + 8 * ld - 8;
        int row12 = row + 12 * ld - 12;
        FloatVector r8 = FloatVector.fromArray(SPECIES, b, row8);
        FloatVector r9 = FloatVector.fromArray(SPECIES, b, row8 + ld);
        FloatVector r10 = FloatVector.fromArray(SPECIES, b, row8 + 2 * ld);
        FloatVector r11 = FloatVector.fromArray(SPECIES, b, row8 + 3 * ld);
        r8 = r8.blend(FloatVector.fromArray(SPECIES, b, row12), HIGH4);
        r9 = r9.blend(FloatVector.fromArray(SPECIES, b, row12 + ld), HIGH4);
        r10 = r10.blend(FloatVector.fromArray(SPECIES, b, row12 + 2 * ld), HIGH4);
        r11 = r11.blend(FloatVector.fromArray(SPECIES, b, row12 + 3 * ld), HIGH4);
        r0 = r0.blend(r8, HIGH8);
        r1 = r1.blend(r9, HIGH8);
        r2 = r2.blend(r10, HIGH8);
        r3 = r3.blend(r11, HIGH8);
      }
      FloatVector s0 = r0.blend(r1.rearrange(UP1), HIGH1);
      FloatVector s1 = r0.rearrange(DOWN1).blend(r1, HIGH1);
      FloatVector s2 = r2.blend(r3.rearrange(UP1), HIGH1);
      FloatVector s3 = r2.rearrange(DOWN1).blend(r3, HIGH1);
      FloatVector t0 = s0.blend(s2.rearrange(UP2), HIGH2);
      FloatVector t1 = s1.blend(s3.rearrange(UP2), HIGH2);
      FloatVector t2 = s0.rearrange(DOWN2).blend(s2, HIGH2);
      FloatVector t3 = s1.rearrange(DOWN2).blend(s3, HIGH2);
      sum = t0.fma(FloatVector.broadcast(SPECIES, x[xOff + p]), sum);
      sum = t1.fma(FloatVector.broadcast(SPECIES, x[xOff + p + 1]), sum);
      sum = t2.fma(FloatVector.broadcast(SPECIES, x[xOff + p + 2]), sum);
      sum = t3.fma(FloatVector.broadcast(SPECIES, x[xOff + p + 3]), sum);
    }
    sum.intoArray(sums, at);
    if (whole < k) {
      rest(whole, k, x, xOff, b, row0, ld, sums, at);
    }
  }

  /** The last one to three columns. */
  private static void rest(
      int from, int k, float[] x, int xOff, float[] b, int row0, int ld, float[] sums, int at) {
    float x0 = x[xOff + from];
    float x1 = from + 1 < k ? x[xOff + from + 1] : 0f;
    float x2 = from + 2 < k ? x[xOff + from + 2] : 0f;
    for (int i = 0; i < LANES; i++) {
      int p = row0 + i * ld + from;
      float sum = Math.fma(x0, b[p], sums[at + i]);
      if (from + 1 < k) {
        sum = Math.fma(x1, b[p + 1], sum);
      }
      if (from + 2 < k) {
        sum = Math.fma(x2, b[p + 2], sum);
      }
      sums[at + i] = sum;
    }
  }
}
