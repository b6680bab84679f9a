package dev.lanewise.gemm;

import dev.lanewise.parallel.Ranges;
import dev.lanewise.parallel.Workers;

/**
 * Products of one shape whose windows lie a stride apart, already checked. Reused from call to
 * call.
 *
 * @param <V> {@code float[]} or {@code double[]}
 */
final class BatchCall<V> implements Workers.Task {
  /** Product 0. */
  GemmCall<V> first;

  int strideA;
  int strideB;
  int strideC;
  int batch;

  private final GemmDriver<V> driver;
  private int whole;
  private int parts;

  BatchCall(GemmDriver<V> driver) {
    this.driver = driver;
  }

  /**
   * Each thread runs whole products, as many as every other thread; what is left then is cut inside
   * of the products where they are large enough for that.
   */
  void run(Workers workers) {
    long work = (long) first.m * first.n * Math.max(1, first.k);
    int threads = GemmDriver.threads(work * batch, workers);
    boolean large = GemmDriver.threads(work, workers) > 1;
    whole = large ? batch - batch % threads : batch;
    parts = Math.min(whole, threads);
    if (whole > 0) {
      workers.run(parts, this);
    }
    for (int i = whole; i < batch; i++) {
      GemmCall<V> product = driver.call();
      product.operandsOf(first);
      move(product, i);
      driver.run(product, workers);
    }
  }

  /** Runs one thread's whole products. */
  @Override
  public void run(int index) {
    GemmCall<V> product = driver.call();
    try {
      product.operandsOf(first);
      int to = Ranges.border(index + 1, parts, whole, 1);
      for (int i = Ranges.border(index, parts, whole, 1); i < to; i++) {
        move(product, i);
        driver.window(product, 0, product.m, 0, product.n);
      }
    } finally {
      driver.release(product);
    }
  }

  private void move(GemmCall<V> product, int i) {
    product.aOff = first.aOff + i * strideA;
    product.bOff = first.bOff + i * strideB;
    product.cOff = first.cOff + i * strideC;
  }

  /** Lets go of the caller's arrays. */
  void clear() {
    if (first != null) {
      driver.release(first);
      first = null;
    }
  }
}
