package dev.lanewise.gemm;

import dev.lanewise.parallel.Workers;

/**
 * A·B with few rows of A and a transposed B, computed as (Bᵀ·Aᵀ)ᵀ: the rows of the large Bᵀ are
 * then read where they lie, and A and C, which are small, are transposed in its place. The products
 * and their order are the same, and a·b rounds as b·a does.
 *
 * @param <V> {@code float[]} or {@code double[]}
 */
final class TransposedProduct<V> {
  /** Multiply-adds in the time that an element takes to be transposed. */
  private static final int WORK_PER_ELEMENT = 16;

  /** Elements of C that stay in L2 between the two steps. */
  private static final int MOST = 1 << 16;

  private final GemmDriver<V> driver;
  private final GemmLoops<V> loops;
  private final Panels<V> panels;

  TransposedProduct(GemmDriver<V> driver, GemmLoops<V> loops) {
    this.driver = driver;
    this.loops = loops;
    this.panels = driver.panels();
  }

  boolean pays(GemmCall<V> call) {
    if (call.bCol == 1 || (long) call.m * call.n > MOST || GemvLoops.takes(call)) {
      return false;
    }
    double depth = call.k;
    double direct = driver.tiles(call.m, call.n) * depth + WORK_PER_ELEMENT * call.n * depth;
    double elements = call.aCol == 1 ? call.m * (depth + call.n) : (double) call.m * call.n;
    return driver.tiles(call.n, call.m) * depth + WORK_PER_ELEMENT * elements < direct;
  }

  void run(GemmCall<V> call, Workers workers) {
    int size = call.m * call.n;
    if (call.kept == null || panels.length(call.kept) < 2 * size) {
      call.kept = panels.allocate(2 * size);
    }
    GemmCall<V> product = driver.call();
    product.m = call.n;
    product.n = call.m;
    product.k = call.k;
    product.alpha = 1;
    product.beta = 0;
    product.a = call.b;
    product.aOff = call.bOff;
    product.aRow = call.bCol;
    product.aCol = call.bRow;
    product.b = call.a;
    product.bOff = call.aOff;
    product.bRow = call.aCol;
    product.bCol = call.aRow;
    product.c = call.kept;
    product.cOff = size;
    product.ldc = call.m;
    driver.run(product, workers);
    panels.packRows(call.kept, size, 1, call.m, call.m, call.n, call.kept);
    loops.finish(call, call.kept);
  }
}
