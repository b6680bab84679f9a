package dev.lanewise.elementwise;

import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.XOR;

import dev.lanewise.simd.Simd;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link Philox#output} for as many counters as a vector has long lanes. A word is the low half of
 * a lane; what a round leaves in the high half is masked by the next.
 *
 * <p>C2 makes one instruction (vpmuludq) of a product of two masked lanes; it asks for the mask, so
 * the multipliers have one too. In a loop over the rounds it moves the masks away from the products
 * and makes seven instructions of each (JDK 25.0.3, AVX2), hence ten rounds written out. Keys from
 * memory: made where they are used they took 1.2 times the time. The halves are blended here and
 * not by {@code rearrange(shuffle, v)}, with which C2, in one order of tests, left 80 bytes a
 * store.
 */
final class PhiloxVectors {
  private static final VectorSpecies<Long> SPECIES =
      VectorSpecies.of(long.class, VectorShape.forBitSize(Simd.vectorBits()));

  /** Counters at once. */
  static final int LENGTH = SPECIES.length();

  private static final long LOW = 0xFFFFFFFFL;
  private static final VectorShuffle<Long> FIRST_HALF = VectorShuffle.makeZip(SPECIES, 0);
  private static final VectorShuffle<Long> SECOND_HALF = VectorShuffle.makeZip(SPECIES, 1);

  private static final VectorMask<Long> EVEN = FIRST_HALF.laneIsValid();

  private PhiloxVectors() {}

  /**
   * Outputs for {@code count} counters from {@code block}, a multiple of {@link #LENGTH}.
   *
   * @param keys the two of round 0, of round 1, ...; their low halves count
   */
  static void output(long[] keys, long stream, long block, int count, int[] words) {
    for (int b = 0; b < count; b += LENGTH) {
      group(keys, stream, block + b, words, 4 * b);
    }
  }

  private static void group(long[] keys, long stream, long block, int[] words, int at) {
    LongVector low = LongVector.broadcast(SPECIES, LOW);
    LongVector m0 = LongVector.broadcast(SPECIES, Philox.MULTIPLIER_0).and(low);
    LongVector m1 = LongVector.broadcast(SPECIES, Philox.MULTIPLIER_1).and(low);
    LongVector c0 = LongVector.broadcast(SPECIES, block).addIndex(1);
    LongVector c1 = c0.lanewise(LSHR, 32);
    LongVector c2 = LongVector.broadcast(SPECIES, stream);
    LongVector c3 = LongVector.broadcast(SPECIES, stream >>> 32);
    LongVector p0 = m0.mul(c0.and(low));
    LongVector q0 = m1.mul(c2.and(low));
    c0 = q0.lanewise(LSHR, 32).lanewise(XOR, c1).lanewise(XOR, keys[0]);
    c2 = p0.lanewise(LSHR, 32).lanewise(XOR, c3).lanewise(XOR, keys[1]);
    LongVector p1 = m0.mul(c0.and(low));
    LongVector q1 = m1.mul(c2.and(low));
    c0 = q1.lanewise(LSHR, 32).lanewise(XOR, q0).lanewise(XOR, keys[2]);
    c2 = p1.lanewise(LSHR, 32).lanewise(XOR, p0).lanewise(XOR, keys[3]);
    LongVector p2 = m0.mul(c0.and(low));
    LongVector q2 = m1.mul(c2.and(low));
    c0 = q2.lanewise(LSHR, 32).lanewise(XOR, q1).lanewise(XOR, keys[4]);
    c2 = p2.lanewise(LSHR, 32).lanewise(XOR, p1).lanewise(XOR, keys[5]);
    LongVector p3 = m0.mul(c0.and(low));
    LongVector q3 = m1.mul(c2.and(low));
    c0 = q3.lanewise(LSHR, 32).lanewise(XOR, q2).lanewise(XOR, keys[6]);
    c2 = p3.lanewise(LSHR, 32).lanewise(XOR, p2).lanewise(XOR, keys[7]);
    LongVector p4 = m0.mul(c0.and(low));
    LongVector q4 = m1.mul(c2.and(low));
    c0 = q4.lanewise(LSHR, 32).lanewise(XOR, q3).lanewise(XOR, keys[8]);
    c2 = p4.lanewise(LSHR, 32).lanewise(XOR, p3).lanewise(XOR, keys[9]);
    LongVector p5 = m0.mul(c0.and(low));
    LongVector q5 = m1.mul(c2.and(low));
    c0 = q5.lanewise(LSHR, 32).lanewise(XOR, q4).lanewise(XOR, keys[10]);
    c2 = p5.lanewise(LSHR, 32).lanewise(XOR, p4).lanewise(XOR, keys[11]);
    LongVector p6 = m0.mul(c0.and(low));
    LongVector q6 = m1.mul(c2.and(low));
    c0 = q6.lanewise(LSHR, 32).lanewise(XOR, q5).lanewise(XOR, keys[12]);
    c2 = p6.lanewise(LSHR, 32).lanewise(XOR, p5).lanewise(XOR, keys[13]);
    LongVector p7 = m0.mul(c0.and(low));
    LongVector q7 = m1.mul(c2.and(low));
    c0 = q7.lanewise(LSHR, 32).lanewise(XOR, q6).lanewise(XOR, keys[14]);
    c2 = p7.lanewise(LSHR, 32).lanewise(XOR, p6).lanewise(XOR, keys[15]);
    LongVector p8 = m0.mul(c0.and(low));
    LongVector q8 = m1.mul(c2.and(low));
    c0 = q8.lanewise(LSHR, 32).lanewise(XOR, q7).lanewise(XOR, keys[16]);
    c2 = p8.lanewise(LSHR, 32).lanewise(XOR, p7).lanewise(XOR, keys[17]);
    LongVector p9 = m0.mul(c0.and(low));
    LongVector q9 = m1.mul(c2.and(low));
    c0 = q9.lanewise(LSHR, 32).lanewise(XOR, q8).lanewise(XOR, keys[18]);
    c2 = p9.lanewise(LSHR, 32).lanewise(XOR, p8).lanewise(XOR, keys[19]);
    LongVector c01 = c0.and(low).or(q9.lanewise(LSHL, 32));
    LongVector c23 = c2.and(low).or(p9.lanewise(LSHL, 32));
    LongVector first = c23.rearrange(FIRST_HALF).blend(c01.rearrange(FIRST_HALF), EVEN);
    LongVector second = c23.rearrange(SECOND_HALF).blend(c01.rearrange(SECOND_HALF), EVEN);
    first.reinterpretAsInts().intoArray(words, at);
    second.reinterpretAsInts().intoArray(words, at + 2 * LENGTH);
  }
}
