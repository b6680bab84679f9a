package dev.lanewise.app.doctor;

import dev.lanewise.gemm.Gemm;
import dev.lanewise.matrix.Matrix;
import dev.lanewise.matrix.Precision;
import dev.lanewise.simd.DoubleFmaPeak;
import dev.lanewise.simd.FloatFmaPeak;

/**
 * The rate of a square product.
 *
 * <p>Calls run for half a second first, which leaves the interpreter and the replacement of running
 * code behind; then the best of many batches counts, as the peak is the best of many rounds. The
 * peak is measured right before and right after, so that the ratio is of one moment of a machine
 * whose clock and neighbours change.
 */
final class GemmRate {
  private static final long WARM_NANOS = 500_000_000;
  private static final int WARM_CALLS = 3;
  private static final int WARM_SIZE = 64;
  private static final int WARM_UP_CALLS = 5_000;
  private static final long WARM_LIMIT_NANOS = 5_000_000_000L;
  private static final long MEASURE_NANOS = 300_000_000;
  private static final int FEWEST_BATCHES = 5;
  private static final long BATCH_NANOS = 5_000_000;

  private GemmRate() {}

  /**
   * Runs small products until the JVM has had its kernels compiled: interpreted, one vector
   * operation takes a microsecond, and half a second would pass before the compiler is through.
   */
  static void warmUp(Precision precision) {
    Matrix a = filled(precision, WARM_SIZE, 1);
    Matrix b = filled(precision, WARM_SIZE, 2);
    Matrix c = Matrix.zeros(precision, WARM_SIZE, WARM_SIZE);
    long end = System.nanoTime() + WARM_LIMIT_NANOS;
    for (int i = 0; i < WARM_UP_CALLS && System.nanoTime() - end < 0; i++) {
      Gemm.multiply(a, b, c);
    }
  }

  /** Measures size³ on {@code threads} threads; leaves that number of threads set. */
  static Report.Gemm measure(Precision precision, int size, int threads) {
    Gemm.setThreads(threads);
    Matrix a = filled(precision, size, 1);
    Matrix b = filled(precision, size, 2);
    Matrix c = Matrix.zeros(precision, size, size);
    double before = peak(precision);
    double rate = 2.0 * size * size * size / bestNanos(a, b, c);
    double peak = Math.max(before, peak(precision));
    return new Report.Gemm(
        Report.name(precision),
        size,
        size,
        size,
        threads,
        Report.rounded(rate),
        Report.rounded(rate / (threads * peak)));
  }

  /** The FMA peak of one core now, in GFLOP/s. */
  static double peak(Precision precision) {
    return precision == Precision.F32 ? FloatFmaPeak.gflops() : DoubleFmaPeak.gflops();
  }

  /** Time of a call in the best batch. */
  private static double bestNanos(Matrix a, Matrix b, Matrix c) {
    int calls = 0;
    long start = System.nanoTime();
    long last = start;
    long call = 0;
    while (calls < WARM_CALLS || last - start < WARM_NANOS) {
      Gemm.multiply(a, b, c);
      long now = System.nanoTime();
      call = now - last;
      last = now;
      calls++;
    }
    int batch = (int) Math.max(1, BATCH_NANOS / Math.max(1, call));
    double best = Double.POSITIVE_INFINITY;
    long end = System.nanoTime() + MEASURE_NANOS;
    int batches = 0;
    do {
      long from = System.nanoTime();
      for (int i = 0; i < batch; i++) {
        Gemm.multiply(a, b, c);
      }
      best = Math.min(best, (double) (System.nanoTime() - from) / batch);
      batches++;
    } while (batches < FEWEST_BATCHES || System.nanoTime() - end < 0);
    return best;
  }

  /** Numbers between −0.5 and 0.5: no zeros, no subnormals. */
  private static Matrix filled(Precision precision, int size, int salt) {
    Matrix matrix = Matrix.zeros(precision, size, size);
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        matrix.set(i, j, ((31 * i + 17 * j + salt) % 97 + 0.5) / 97 - 0.5);
      }
    }
    return matrix;
  }
}
