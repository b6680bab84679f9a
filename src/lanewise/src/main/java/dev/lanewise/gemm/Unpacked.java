package dev.lanewise.gemm;

import dev.lanewise.matrix.Precision;
import dev.lanewise.simd.CacheSizes;
import dev.lanewise.simd.Simd;

/**
 * Which operands are read where they lie, by shape alone. Packing copies an element once and pays
 * when many tiles read the copy.
 *
 * @param colsOfB A is read in place while a block of B has at most so many columns
 * @param rowsOfA B is read in place while a block of C has at most so many rows
 * @param rowsOfSmallA the same for a block of B of at most {@link #SMALL} elements
 * @param spanOfB B is read in place for any number of rows while its own rows, with what lies
 *     between them, span at most so many elements, which L1 holds beside a strip of A
 * @param leastOfB and has at least so many columns
 * @param panelsOfTransposed a transposed A is read in place, down its columns, while a block of B
 *     has at most so many panels
 * @param sameSet and its steps of k do not lie a multiple of so many elements apart, where they
 *     would all share one set of L1
 */
record Unpacked(
    int colsOfB,
    int rowsOfA,
    int rowsOfSmallA,
    int spanOfB,
    int leastOfB,
    int panelsOfTransposed,
    int sameSet) {
  private static final int SMALL = 96 * 96;

  /** Bytes after which lines share a set of L1 again: 64 sets of 64 bytes, as nearly all have. */
  private static final int L1_PERIOD = 4096;

  /**
   * Rows of a tile that reads A down its columns. Its broadcasts have one base, and C2 loads them
   * ahead: with 16 registers six rows spill and reach 43 % of the FMA peak, five 91 (f32, AVX2);
   * with 32 they are operands in memory, and 14 rows spill.
   */
  static final int ROWS_DOWN_COLUMNS = Simd.vectorBits() >= 512 ? 13 : 5;

  /**
   * What was fastest, on Zen 4 where nothing else is said. A loop over B in place checks an index
   * at each step of k, which a tile of 512 bits hides and one of 256 does not: 32×512×784 in f32
   * reaches 85 % of the FMA peak in place and 80 % packed with AVX-512, 59 % and 74 % with AVX2. A
   * small B in place makes 80³ and 96³ faster by 7 % in f32 on Zen 5, f64 neither faster nor
   * slower; one within three quarters of L1, of a tile of four vectors or more, makes 10,000×64×25
   * faster by 14 % in f32 and 5 % in f64, 10,000×64×64 by 6 and 1 % (of two vectors: 0.96 times).
   * Above that size f64 loses up to 15 %.
   *
   * <p>A transposed A in place is faster nearly everywhere with AVX-512, most where few panels
   * would make use of a copy (1024×10×256 is 1.8 times as fast, 512×128×784 1.1 times in f64,
   * 784×512×128 1.02 to 1.04; but 1000³ 0.97 in f64; Zen 5). With AVX2 it loses from 64 columns
   * (f64) or 128 (f32) on, up to a fourth, and with fewer where steps of k lie 4 KB apart
   * (512×32×784 in f64: 54 % of the peak, packed 76; 2048×16×256 55 and 66; Zen 5). A row-major A
   * in place makes everything from 96³ to 2048³ faster with AVX-512, by 1 to 6 %; with AVX2 it
   * costs 10 % at 1024³ in f64. Transposing it for the kernel that reads down columns costs more
   * than that gains beside 64 columns of B (0.60 instead of 0.83 of the peak at 25×64×10,000 in
   * f32) and gains nothing that is certain beside more.
   */
  static Unpacked measured(Precision precision) {
    int bytes = precision.bytes();
    if (Simd.vectorBits() < 512) {
      return new Unpacked(64, 8, 32, 0, 0, 4, L1_PERIOD / bytes);
    }
    int span = CacheSizes.detected().l1() / 4 * 3 / bytes;
    int four = 4 * Simd.vectorBits() / 8 / bytes;
    int all = Integer.MAX_VALUE;
    return new Unpacked(all, 64, 128, span, four, all, all);
  }

  /** Whether to read a row-major A in place. */
  boolean readsA(int cols) {
    return cols <= colsOfB;
  }

  /**
   * Whether to read a transposed A, its steps of k ld apart, beside so many panels of B in place.
   */
  boolean readsTransposedA(int panels, int ld) {
    return panels <= panelsOfTransposed && ld % sameSet != 0;
  }

  /**
   * Whether to read whole panels of a row-major B in place: cols columns of depth steps, ld apart.
   */
  boolean readsB(int rows, int depth, int cols, int ld) {
    boolean staysInL1 = cols >= leastOfB && (long) depth * ld <= spanOfB;
    return staysInL1 || rows <= (depth * cols <= SMALL ? rowsOfSmallA : rowsOfA);
  }
}
