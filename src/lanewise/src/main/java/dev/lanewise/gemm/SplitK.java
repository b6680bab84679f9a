package dev.lanewise.gemm;

import dev.lanewise.parallel.Ranges;
import dev.lanewise.parallel.Workers;

/**
 * Long products of small matrices, such as gradients of weights over a batch: C is too small to be
 * cut well, so threads share out the chunks of k. Every chunk's sums are kept and then added in
 * ascending order, as numerics v1 has it for one thread.
 *
 * @param <V> {@code float[]} or {@code double[]}
 */
final class SplitK<V> {
  /** Elements of kept sums: 2 MB of floats, which stay in L2 and L3. */
  private static final long MOST_SUMS = 1 << 19;

  private final GemmDriver<V> driver;
  private final GemmLoops<V> loops;
  private final Panels<V> panels;

  SplitK(GemmDriver<V> driver, GemmLoops<V> loops) {
    this.driver = driver;
    this.loops = loops;
    this.panels = driver.panels();
  }

  /**
   * What the largest share costs, in the measure of {@link GemmDriver#chooseGrid}, and the
   * addition.
   */
  double cost(GemmCall<V> call, int threads) {
    long chunks = chunks(call);
    long size = (long) call.m * call.n;
    if (threads == 1 || chunks < threads || chunks * size > MOST_SUMS || GemvLoops.takes(call)) {
      return Double.POSITIVE_INFINITY;
    }
    long most = Ranges.tiles((int) chunks, threads);
    double depth = (double) most * BlockSizes.CHUNK;
    double elements = driver.reads(call, call.m, call.n) * depth + (double) size * (most + chunks);
    return driver.tiles(call.m, call.n) * depth + GemmDriver.WORK_PER_ELEMENT * elements;
  }

  void run(GemmCall<V> call, Workers workers, int threads) {
    int size = call.m * call.n;
    int chunks = chunks(call);
    call.kParts = threads;
    if (call.kept == null || panels.length(call.kept) < chunks * size) {
      call.kept = panels.allocate(chunks * size);
    }
    workers.run(threads, call);
    panels.addRows(chunks - 1, size, call.kept, size, size, call.kept, 0);
    panels.combine(
        call.m, call.n, call.alpha, call.kept, 0, call.n, call.beta, call.c, call.cOff, call.ldc);
    loops.finishSummed(call, 0, call.m, 0, call.n);
  }

  /** Computes the sums of one thread's chunks. */
  void part(GemmCall<V> call, int index) {
    int chunks = chunks(call);
    int end = Ranges.border(index + 1, call.kParts, chunks, 1);
    GemmCall<V> product = driver.call();
    try {
      product.operandsOf(call);
      product.transposed = call.transposed;
      product.alpha = 1;
      product.beta = 0;
      product.c = call.kept;
      product.ldc = call.n;
      for (int chunk = Ranges.border(index, call.kParts, chunks, 1); chunk < end; chunk++) {
        int from = chunk * BlockSizes.CHUNK;
        product.k = Math.min(BlockSizes.CHUNK, call.k - from);
        product.aOff = call.aOff + from * call.aCol;
        product.bOff = call.bOff + from * call.bRow;
        product.cOff = chunk * call.m * call.n;
        driver.window(product, 0, call.m, 0, call.n);
      }
    } finally {
      driver.release(product);
    }
  }

  private static int chunks(GemmCall<?> call) {
    return Ranges.tiles(call.k, BlockSizes.CHUNK);
  }
}
