package dev.lanewise.gemm;

import dev.lanewise.simd.Simd;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * Transposes blocks in registers: log₂ n rounds, each of which exchanges halves, then quarters and
 * so on between pairs of rows (Eklundh, A Fast Computer Method for Matrix Transposing, 1972).
 * Vectors that are longer than a block's rows hold two rows, i and i + n, and transpose two squares
 * in one go.
 */
final class FloatTranspose {
  /** Below it, a block is not worth its shuffles. */
  static final int SMALLEST = 4;

  private static final int LARGEST = 8;
  private static final VectorSpecies<Float> SPECIES =
      VectorSpecies.of(float.class, VectorShape.forBitSize(Simd.vectorBits()));

  /** Rows of a block. */
  static final int ROWS = SPECIES.length();

  /**
   * Columns of a block; below {@link #SMALLEST} on very short vectors. With 16 registers, squares
   * of eight rows do not leave room for the shuffles: two of four, for which vectors are loaded
   * half by half, take 0.8 of the time (f32, AVX2; with AVX-512 1.05 to 1.2; f64 in squares of two
   * 1.4).
   */
  static final int COLS = Math.min(ROWS, Simd.vectorBits() >= 512 ? LARGEST : SMALLEST);

  private static final VectorShuffle<Float> UP1 = moved(-1);
  private static final VectorShuffle<Float> DOWN1 = moved(1);
  private static final VectorMask<Float> HIGH1 = lanesWithBit(1);
  private static final VectorShuffle<Float> UP2 = moved(-2);
  private static final VectorShuffle<Float> DOWN2 = moved(2);
  private static final VectorMask<Float> HIGH2 = lanesWithBit(2);
  private static final VectorShuffle<Float> UP4 = moved(-4);
  private static final VectorShuffle<Float> DOWN4 = moved(4);
  private static final VectorMask<Float> HIGH4 = lanesWithBit(4);
  private static final VectorMask<Float> HIGH8 = lanesWithBit(8);

  private FloatTranspose() {}

  /** Lane i takes lane i + distance, round the end; what comes round is not used. */
  static VectorShuffle<Float> moved(int distance) {
    return VectorShuffle.fromOp(SPECIES, lane -> (lane + distance) & (ROWS - 1));
  }

  static VectorMask<Float> lanesWithBit(int bit) {
    long lanes = 0;
    for (int lane = 0; lane < ROWS; lane++) {
      lanes |= (lane & bit) != 0 ? 1L << lane : 0;
    }
    return VectorMask.fromLong(SPECIES, lanes);
  }

  /**
   * to(j, i) ← from(i, j) for i below {@link #ROWS}, j below {@code cols}, a multiple of {@link
   * #COLS}.
   *
   * @param from element (i, j) at {@code off + i·ld + j}
   * @param to element (j, i) at {@code at + j·toLd + i}; another array
   */
  static void strip(float[] from, int off, int ld, int cols, float[] to, int at, int toLd) {
    if (COLS == LARGEST) {
      eight(from, off, ld, cols, to, at, toLd);
    } else {
      four(from, off, ld, cols, to, at, toLd);
    }
  }

  /**
   * The loop is in here because C2 then checks the rows' ends once for the strip: a call for each
   * block took 1.1 to 1.3 times as long. (Blocks of 16×16, which read whole lines, take as long as
   * these; permutes of two vectors take longer.)
   */
  private static void eight(float[] from, int off, int ld, int cols, float[] to, int at, int toLd) {
    for (int block = off; block < off + cols; block += LARGEST, at += LARGEST * toLd) {
      FloatVector r0 = FloatVector.fromArray(SPECIES, from, block);
      FloatVector r1 = FloatVector.fromArray(SPECIES, from, block + ld);
      FloatVector r2 = FloatVector.fromArray(SPECIES, from, block + 2 * ld);
      FloatVector r3 = FloatVector.fromArray(SPECIES, from, block + 3 * ld);
      FloatVector r4 = FloatVector.fromArray(SPECIES, from, block + 4 * ld);
      FloatVector r5 = FloatVector.fromArray(SPECIES, from, block + 5 * ld);
      FloatVector r6 = FloatVector.fromArray(SPECIES, from, block + 6 * ld);
      FloatVector r7 = FloatVector.fromArray(SPECIES, from, block + 7 * ld);
      if (ROWS > LARGEST) {
        // The lanes below 8 of these vectors lie before rows 8 … 15, and are not used.
        int high = block + LARGEST * ld - LARGEST;
        r0 = r0.blend(FloatVector.fromArray(SPECIES, from, high), HIGH8);
        r1 = r1.blend(FloatVector.fromArray(SPECIES, from, high + ld), HIGH8);
        r2 = r2.blend(FloatVector.fromArray(SPECIES, from, high + 2 * ld), HIGH8);
        r3 = r3.blend(FloatVector.fromArray(SPECIES, from, high + 3 * ld), HIGH8);
        r4 = r4.blend(FloatVector.fromArray(SPECIES, from, high + 4 * ld), HIGH8);
        r5 = r5.blend(FloatVector.fromArray(SPECIES, from, high + 5 * ld), HIGH8);
        r6 = r6.blend(FloatVector.fromArray(SPECIES, from, high + 6 * ld), HIGH8);
        r7 = r7.blend(FloatVector.fromArray(SPECIES, from, high + 7 * ld), HIGH8);
      }
      FloatVector s0 = r0.blend(r1.rearrange(UP1), HIGH1);
      FloatVector s1 = r0.rearrange(DOWN1).blend(r1, HIGH1);
      FloatVector s2 = r2.blend(r3.rearrange(UP1), HIGH1);
      FloatVector s3 = r2.rearrange(DOWN1).blend(r3, HIGH1);
      FloatVector s4 = r4.blend(r5.rearrange(UP1), HIGH1);
      FloatVector s5 = r4.rearrange(DOWN1).blend(r5, HIGH1);
      FloatVector s6 = r6.blend(r7.rearrange(UP1), HIGH1);
      FloatVector s7 = r6.rearrange(DOWN1).blend(r7, HIGH1);
      FloatVector t0 = s0.blend(s2.rearrange(UP2), HIGH2);
      FloatVector t2 = s0.rearrange(DOWN2).blend(s2, HIGH2);
      FloatVector t1 = s1.blend(s3.rearrange(UP2), HIGH2);
      FloatVector t3 = s1.rearrange(DOWN2).blend(s3, HIGH2);
      FloatVector t4 = s4.blend(s6.rearrange(UP2), HIGH2);
      FloatVector t6 = s4.rearrange(DOWN2).blend(s6, HIGH2);
      FloatVector t5 = s5.blend(s7.rearrange(UP2), HIGH2);
      FloatVector t7 = s5.rearrange(DOWN2).blend(s7, HIGH2);
      FloatVector u0 = t0.blend(t4.rearrange(UP4), HIGH4);
      FloatVector u4 = t0.rearrange(DOWN4).blend(t4, HIGH4);
      FloatVector u1 = t1.blend(t5.rearrange(UP4), HIGH4);
      FloatVector u5 = t1.rearrange(DOWN4).blend(t5, HIGH4);
      FloatVector u2 = t2.blend(t6.rearrange(UP4), HIGH4);
      FloatVector u6 = t2.rearrange(DOWN4).blend(t6, HIGH4);
      FloatVector u3 = t3.blend(t7.rearrange(UP4), HIGH4);
      FloatVector u7 = t3.rearrange(DOWN4).blend(t7, HIGH4);
      u0.intoArray(to, at);
      u1.intoArray(to, at + toLd);
      u2.intoArray(to, at + 2 * toLd);
      u3.intoArray(to, at + 3 * toLd);
      u4.intoArray(to, at + 4 * toLd);
      u5.intoArray(to, at + 5 * toLd);
      u6.intoArray(to, at + 6 * toLd);
      u7.intoArray(to, at + 7 * toLd);
    }
  }

  private static void four(float[] from, int off, int ld, int cols, float[] to, int at, int toLd) {
    for (int block = off; block < off + cols; block += SMALLEST, at += SMALLEST * toLd) {
      FloatVector r0 = FloatVector.fromArray(SPECIES, from, block);
      FloatVector r1 = FloatVector.fromArray(SPECIES, from, block + ld);
      FloatVector r2 = FloatVector.fromArray(SPECIES, from, block + 2 * ld);
      FloatVector r3 = FloatVector.fromArray(SPECIES, from, block + 3 * ld);
      if (ROWS > SMALLEST) {
        int high = block + SMALLEST * ld - SMALLEST;
        r0 = r0.blend(FloatVector.fromArray(SPECIES, from, high), HIGH4);
        r1 = r1.blend(FloatVector.fromArray(SPECIES, from, high + ld), HIGH4);
        r2 = r2.blend(FloatVector.fromArray(SPECIES, from, high + 2 * ld), HIGH4);
        r3 = r3.blend(FloatVector.fromArray(SPECIES, from, high + 3 * ld), HIGH4);
      }
      FloatVector s0 = r0.blend(r1.rearrange(UP1), HIGH1);
      FloatVector s1 = r0.rearrange(DOWN1).blend(r1, HIGH1);
      FloatVector s2 = r2.blend(r3.rearrange(UP1), HIGH1);
      FloatVector s3 = r2.rearrange(DOWN1).blend(r3, HIGH1);
      FloatVector t0 = s0.blend(s2.rearrange(UP2), HIGH2);
      FloatVector t2 = s0.rearrange(DOWN2).blend(s2, HIGH2);
      FloatVector t1 = s1.blend(s3.rearrange(UP2), HIGH2);
      FloatVector t3 = s1.rearrange(DOWN2).blend(s3, HIGH2);
      t0.intoArray(to, at);
      t1.intoArray(to, at + toLd);
      t2.intoArray(to, at + 2 * toLd);
      t3.intoArray(to, at + 3 * toLd);
    }
  }
}
