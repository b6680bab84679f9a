package dev.lanewise.elementwise;

import dev.lanewise.matrix.Matrix;
import dev.lanewise.parallel.Ranges;
import dev.lanewise.parallel.Workers;

/**
 * A call's work along one dimension, in ranges for the shared team where there is enough of it. No
 * element depends on where the cuts are, so the bits are those of one range. Subclasses keep what
 * the call works on, and are themselves kept from call to call: dispatch allocates nothing.
 */
abstract class RangePass implements Workers.Task {
  /** Borders between ranges of elements: multiples of a cache line, whatever the precision. */
  static final int ELEMENTS = 64;

  /** Borders between ranges of rows: whole cache lines, however many elements a row has. */
  static final int ROWS = 16;

  /** Time for an element of a function that is more than a comparison, over that of a ReLU. */
  static final int FUNCTION_COST = 6;

  /**
   * Bytes of a matrix that are worth a thread to a kernel which just loads and stores. On two
   * threads instead of one a ReLU takes 1.3 instead of 0.9 µs over 64 KiB, 2.3 instead of 2.4 over
   * 128 KiB; axpy over 64 KiB 1.2 instead of 1.6, Adam over 16 KiB as long, over 32 KiB 2.0 instead
   * of 2.4 (f32, AVX-512, Zen 4).
   */
  private static final long WORK_PER_THREAD = 1 << 16;

  private int length;
  private int tile;
  private int parts;

  /**
   * Runs ranges that make up 0 … length − 1.
   *
   * @param tile what borders are multiples of
   * @param cost time for an element of {@code matrix} over that of a ReLU
   */
  final void runRanges(int length, int tile, Matrix matrix, int cost) {
    this.length = length;
    this.tile = tile;
    Workers team = Workers.shared();
    long work = (long) matrix.size() * matrix.precision().bytes() * cost;
    long worth = Math.min(Ranges.tiles(length, tile), work / WORK_PER_THREAD);
    parts = (int) Math.min(worth, team.available());
    if (parts <= 1) {
      run(0, length);
    } else {
      team.run(parts, this);
    }
  }

  /** Whether rows, if there are any, follow each other without a gap. */
  static boolean isDense(Matrix x) {
    return x == null || x.rows() <= 1 || x.leadingDimension() == x.cols();
  }

  @Override
  public final void run(int part) {
    run(Ranges.border(part, parts, length, tile), Ranges.border(part + 1, parts, length, tile));
  }

  /** Does from … to − 1 on the calling thread. */
  abstract void run(int from, int to);
}
