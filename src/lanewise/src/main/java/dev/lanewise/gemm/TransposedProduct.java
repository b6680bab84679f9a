package dev.lanewise.gemm;

/**
 * A·B with few rows of A and a transposed B, computed as (Bᵀ·Aᵀ)ᵀ: the rows of the large Bᵀ are
 * then read where they lie, and A and C, which are small, are transposed in its place. The products
 * and their order are the same, and a·b rounds as b·a does.
 *
 * <p>Every thread does so with its own window of C, from A to the epilogue. (When one thread
 * transposed all of C after the others had ended, two threads took 1.16 of the time at 32×512×784
 * in f32, 1.10 in f64.)
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

  /** Computes the window [fromRow, toRow) × [fromCol, toCol) of C. */
  void run(GemmCall<V> call, Workspace<V> space, int fromRow, int toRow, int fromCol, int toCol) {
    int rows = toRow - fromRow;
    int cols = toCol - fromCol;
    int size = rows * cols;
    GemmCall<V> product = driver.call();
    try {
      if (product.kept == null || panels.length(product.kept) < 2 * size) {
        product.kept = panels.allocate(2 * size);
      }
      product.m = cols;
      product.n = rows;
      product.k = call.k;
      product.alpha = 1;
      product.beta = 0;
      product.a = call.b;
      product.aOff = call.bOff + fromCol * call.bCol;
      product.aRow = call.bCol;
      product.aCol = call.bRow;
      product.b = call.a;
      product.bOff = call.aOff + fromRow * call.aRow;
      product.bRow = call.aCol;
      product.bCol = call.aRow;
      product.c = product.kept;
      product.cOff = 0;
      product.ldc = rows;
      loops.run(product, space, 0, cols, 0, rows);
      int c = call.cOff + fromRow * call.ldc + fromCol;
      if (call.alpha == 1 && call.beta == 0) {
        panels.transpose(product.kept, 0, rows, cols, rows, call.c, c, call.ldc);
      } else {
        panels.transpose(product.kept, 0, rows, cols, rows, product.kept, size, cols);
        panels.combine(
            rows, cols, call.alpha, product.kept, size, cols, call.beta, call.c, c, call.ldc);
      }
      loops.finishSummed(call, fromRow, rows, fromCol, cols);
    } finally {
      driver.release(product);
    }
  }
}
