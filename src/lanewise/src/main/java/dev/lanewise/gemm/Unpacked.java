package dev.lanewise.gemm;

import dev.lanewise.matrix.Precision;
import dev.lanewise.simd.CacheSizes;
import dev.lanewise.simd.Simd;

/**
 * Which operands are read where they lie, by shape alone. Packing copies an element once and pays
 * when many tiles read the copy.
 *
 * @param a for a row-major A
 * @param b for a row-major B
 * @param transposedA for an A whose columns are contiguous, which is then read down its columns
 * @param ahead for a row-major A in place: whether it is fetched into the caches before its tiles
 */
record Unpacked(OfA a, OfB b, OfTransposedA transposedA, ReadAhead ahead) {
  /**
   * Rows of a tile that reads A down its columns. Its broadcasts have one base, and C2 loads them
   * ahead: with 16 registers six rows spill and reach 43 % of the FMA peak, five 91 (f32, AVX2);
   * with 32 they are operands in memory, and 14 rows spill.
   */
  static final int ROWS_DOWN_COLUMNS = Simd.vectorBits() >= 512 ? 13 : 5;

  /** Bytes after which lines share a set of L1 again: 64 sets of 64 bytes, as nearly all have. */
  private static final int L1_PERIOD = 4096;

  /**
   * Bytes of an L1 whose sets have 12 lines: room for the six rows of A that a tile reads, which
   * may all share a set, beside B and C.
   */
  private static final int ROOMY_L1 = 12 * L1_PERIOD;

  /** Beside more columns a short row of A, which prefetching does not follow, costs more. */
  private static final int FEW_COLS = 64;

  private static final int LONG_ROW_BYTES = 1024;

  /** Six rows of A of at most so many bytes are one stream to the processor's prefetching. */
  private static final int SHORT_ROW_BYTES = 256;

  /**
   * A row-major A is read in place if one of these holds.
   *
   * @param mostCols a block of B has at most so many columns
   * @param leastDepth a chunk of a row has at least so many elements
   * @param mostElements a chunk of all rows has at most so many, which L2 holds
   */
  record OfA(int mostCols, int leastDepth, int mostElements) {
    static final OfA PACKED = new OfA(0, Integer.MAX_VALUE, 0);

    /** Whether rows × depth of A are read in place beside cols columns of B. */
    boolean inPlace(int rows, int depth, int cols) {
      return cols <= mostCols || depth >= leastDepth || (long) rows * depth <= mostElements;
    }
  }

  /**
   * A row-major B is read in place by few rows, or if L1 holds it.
   *
   * @param mostRows by at most so many rows of A
   * @param mostRowsOfSmall the same for at most {@link #SMALL} elements of B
   * @param mostRowsOfSet the same where steps of k share a set of L1
   * @param sameSet steps of k a multiple of so many elements apart do
   * @param mostSpan by any number of rows if B's rows, with what lies between them, span at most so
   *     many elements, which L1 holds beside a strip of A
   * @param leastCols and have at least so many each
   */
  record OfB(
      int mostRows,
      int mostRowsOfSmall,
      int mostRowsOfSet,
      int sameSet,
      int mostSpan,
      int leastCols) {
    static final OfB PACKED = new OfB(0, 0, 0, 1, 0, Integer.MAX_VALUE);

    private static final int SMALL = 96 * 96;

    /** Whether depth × cols of B, steps ld apart, are read in place by so many rows. */
    boolean inPlace(int rows, int depth, int cols, int ld) {
      if (cols >= leastCols && (long) depth * ld <= mostSpan) {
        return true;
      }
      if (ld % sameSet == 0) {
        return rows <= mostRowsOfSet;
      }
      return rows <= (depth * cols <= SMALL ? mostRowsOfSmall : mostRows);
    }
  }

  /**
   * A transposed A is read down its columns, in place.
   *
   * @param mostPanels beside at most so many panels of B
   * @param sameSet if its steps of k are no multiple of so many elements apart, where they would
   *     all share one set of L1
   */
  record OfTransposedA(int mostPanels, int sameSet) {
    static final OfTransposedA PACKED = new OfTransposedA(0, 1);

    /** Whether an A, its steps of k ld apart, is read in place beside so many panels of B. */
    boolean inPlace(int panels, int ld) {
      return panels <= mostPanels && ld % sameSet != 0;
    }
  }

  /**
   * A block of a row-major A in place is first read once, line by line, as memory has it:
   * processors fetch such a stream faster than the six that a tile makes of it.
   *
   * <p>It takes more than it gives where rows are so short that the six are one stream as well,
   * where they are long enough to be followed each for itself, and where L2 has them anyway. Rates
   * with it in those without, 10,000×25 and rows of so many bytes, other products in between, so
   * that A comes from memory or a busy L3 (Zen 4, L2 1 MiB; pages of 4 KB and 2 MB alike):
   *
   * <pre>
   *              256   320   384   512   1024  1536  2048
   * f32, AVX2    0.89  1.21  1.27  1.57  1.41  1.08  0.99
   * f32, AVX-512 0.90  1.18  1.31  1.54  1.29  0.97  0.90
   * f64, AVX2      –     –   1.29  1.35  1.41  1.20  1.12
   * f64, AVX-512   –     –     –   1.30  1.20  1.11  1.04
   * </pre>
   *
   * <p>One such product again and again, which leaves 5 MB of A in L3, has 0.93 to 1.07 of its rate
   * (AVX2), 10 MB 0.96 to 1.42: with n = 25 about 60 % of the FMA peak in either state instead of
   * 65 or 40. Layers of 128, 128, 64 and 10 units one after the other, 10,000 rows, gain 15 %.
   *
   * <p>10,000×25×300 in f32, two chunks of k, would gain 16 and 12 %. 10,000×512×128 gains 4 %
   * (AVX-512), 10,000×128×784 would lose 8 in f64, 2500×25×64 4. Blocks of 24 rows gain up to 10 %
   * less, of 12 rows 20; the six rows of a strip at a time, however far ahead, half; every other
   * line up to 25 less. Packing gains less as well: 1.26 in place of 1.57, 1.19 in place of 1.35.
   *
   * <p>The same for an A read down its columns gains nothing that lasts (784×128×4096 0.98 with
   * AVX-512, 128×10×10,000 0.83 with AVX2, 64×10×10,000 in f64 1.32); for C it gains up to 28 %
   * where C is in no cache (10,000×128×25), and costs up to 36 where it is.
   *
   * @param longerThan rows have more elements, and fit a chunk of k
   * @param leastElements the rows of a window have at least so many, which L2 does not hold
   */
  record ReadAhead(int longerThan, int leastElements) {
    static final ReadAhead NEVER = new ReadAhead(Integer.MAX_VALUE, 0);

    /** Whether so many rows of k elements are read ahead. */
    boolean pays(int rows, int k) {
      return k > longerThan && k <= BlockSizes.CHUNK && (long) rows * k >= leastElements;
    }
  }

  /** What was fastest on this kind of processor. */
  static Unpacked measured(Precision precision) {
    CacheSizes caches = CacheSizes.detected();
    return measured(precision.bytes(), Simd.vectorBits(), caches.l1(), caches.l2());
  }

  /**
   * What was fastest on Zen 5 (L1 of 12 lines a set), and on Zen 4 (8 lines a set) for AVX2 beside
   * such an L1.
   *
   * <p>A row-major A in place makes 96³ to 2048³ faster by 1 to 6 % (AVX-512, and AVX2 on Zen 5:
   * 128×512×784 with B transposed in f64 from 0.82 to 0.86 of the peak); with AVX2 on Zen 4 it
   * costs 10 % at 1024³ in f64, whose rows share a set. Beside many columns a long A of short rows
   * is packed with AVX2: 10,000×200×64 in place has 0.94 to 0.97 of that rate (with AVX-512 1.00,
   * 10,000×128×64 in f32 1.06, 10,000×512×64 0.95). With rows of 1 KB, 10,000×200×256 has 0.98 to
   * 1.02 in place, 10,000×512×256 0.99, 2048³ 1.00 to 1.04.
   *
   * <p>A loop over B in place checks an index at each step of k. With AVX-512 that does not show:
   * 32×512×784 in f32 reaches 85 % of the FMA peak in place and 80 packed (Zen 4). With AVX2 it
   * costs on Zen 4 (59 and 74 %), hardly on Zen 5: f32 83 and 80, 16×300×784 83 and 69, in f64 82
   * and 70. Steps of k that share a set cost more there from two tiles of rows on (32×512×784 in
   * f64: 57 and 78 %), with AVX-512 less than packing does (71 and 65). A small B in place makes
   * 48³ to 96³ faster by 2 to 7 %; one within three quarters of L1, of a tile of four vectors or
   * more, makes 10,000×64×25 faster by 14 % in f32 and 5 % in f64 (AVX-512; of two vectors: 0.96
   * times). Above that size f64 loses up to 15 %.
   *
   * <p>A transposed A in place is faster nearly everywhere with AVX-512, most where few panels
   * would make use of a copy (1024×10×256 is 1.8 times as fast, 512×128×784 1.1 times in f64,
   * 784×512×128 1.02 to 1.04; but 1000³ 0.97 in f64; Zen 5). With AVX2 it loses from 64 columns
   * (f64) or 128 (f32) on, up to a fourth, and with fewer where steps of k lie 4 KB apart
   * (512×32×784 in f64: 54 % of the peak, packed 76; 2048×16×256 55 and 66; Zen 5). A row-major A
   * transposed for that kernel costs more than it gains beside 64 columns of B (0.60 instead of
   * 0.83 of the peak at 25×64×10,000 in f32) and gains nothing that is certain beside more.
   */
  static Unpacked measured(int bytes, int vectorBits, int l1, int l2) {
    int period = L1_PERIOD / bytes;
    int all = Integer.MAX_VALUE;
    ReadAhead ahead = new ReadAhead(SHORT_ROW_BYTES / bytes, 2 * (l2 / bytes));
    if (vectorBits >= 512) {
      int fourVectors = vectorBits / 2 / bytes;
      OfB b = new OfB(64, 128, 64, all, l1 / 4 * 3 / bytes, fourVectors);
      return new Unpacked(new OfA(all, 0, 0), b, new OfTransposedA(all, all), ahead);
    }
    OfTransposedA transposed = new OfTransposedA(4, period);
    OfA rows = new OfA(FEW_COLS, LONG_ROW_BYTES / bytes, l2 / bytes);
    return l1 >= ROOMY_L1
        ? new Unpacked(rows, new OfB(64, 128, 6, period, 0, all), transposed, ahead)
        : new Unpacked(
            new OfA(FEW_COLS, all, 0), new OfB(8, 32, 8, all, 0, all), transposed, ahead);
  }
}
