package dev.lanewise.elementwise;

import dev.lanewise.parallel.Pool;
import dev.lanewise.simd.Simd;

/**
 * Philox4x32-10, a counter-based generator: word i of a stream is a function of key, stream and i
 * alone, so that any part of it can be drawn at any time, in any order (Salmon, Moraes, Dror and
 * Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011).
 *
 * <p>Words 4b … 4b + 3 are the output for the counter (b low, b high, stream low, stream high) and
 * the key (low, high). PhiloxTest holds it to the authors' known answers.
 */
final class Philox {
  /** Words that one call may draw. */
  static final int BLOCK = FloatElementwise.BLOCK;

  private static final Pool<Philox> POOL = new Pool<>(Philox::new);

  /** Whether vectors of long lanes, and choices among them, become instructions. */
  private static final boolean VECTORS = Simd.selectsAmong(Simd.vectorBits() / Long.SIZE);

  static final long MULTIPLIER_0 = 0xD2511F53L;
  static final long MULTIPLIER_1 = 0xCD9E8D57L;
  static final int WEYL_0 = 0x9E3779B9;
  static final int WEYL_1 = 0xBB67AE85;
  static final int ROUNDS = 10;

  /** The words drawn, from where {@link #draw} says. */
  final int[] words = new int[BLOCK + 8];

  /** The two of round 0, of round 1, ...; their low halves count. */
  private final long[] keys = new long[2 * ROUNDS];

  private Philox() {}

  static Philox take() {
    return POOL.take();
  }

  void give() {
    POOL.give(this);
  }

  /** Draws words first … first + n − 1, n ≤ {@link #BLOCK}; returns the place of the first. */
  int draw(long key, long stream, long first, int n) {
    int skipped = (int) (first & 3);
    int blocks = (skipped + n + 3) >> 2;
    int vectors = 0;
    if (VECTORS) {
      vectors = blocks & -PhiloxVectors.LENGTH;
      for (int round = 0; round < ROUNDS; round++) {
        keys[2 * round] = key + (long) round * WEYL_0;
        keys[2 * round + 1] = (key >>> 32) + (long) round * WEYL_1;
      }
      PhiloxVectors.output(keys, stream, first >>> 2, vectors, words);
    }
    for (int b = vectors; b < blocks; b++) {
      output(key, stream, (first >>> 2) + b, words, 4 * b);
    }
    return skipped;
  }

  static void output(long key, long stream, long block, int[] words, int at) {
    int c0 = (int) block;
    int c1 = (int) (block >>> 32);
    int c2 = (int) stream;
    int c3 = (int) (stream >>> 32);
    int k0 = (int) key;
    int k1 = (int) (key >>> 32);
    for (int round = 0; round < ROUNDS; round++) {
      long p0 = MULTIPLIER_0 * (c0 & 0xFFFFFFFFL);
      long p1 = MULTIPLIER_1 * (c2 & 0xFFFFFFFFL);
      c0 = (int) (p1 >>> 32) ^ c1 ^ k0;
      c1 = (int) p1;
      c2 = (int) (p0 >>> 32) ^ c3 ^ k1;
      c3 = (int) p0;
      k0 += WEYL_0;
      k1 += WEYL_1;
    }
    words[at] = c0;
    words[at + 1] = c1;
    words[at + 2] = c2;
    words[at + 3] = c3;
  }
}
