package dev.lanewise.jmh;

import org.openjdk.jmh.annotations.Param;

/**
 * Products of level 3 other than one of gemm, of order n: a triangle of A·Aᵀ, whose flops are n³,
 * and a batch of small products by one call and by a call for each.
 */
public abstract class Level3Calls extends BlasCalls {
  protected static final int A = 0;
  protected static final int B = 1;
  protected static final int C = 2;

  /** Elements of each operand of a batch: it stays in L2. */
  private static final int BATCH_ELEMENTS = 1 << 16;

  @Param({"16", "32", "64", "512"})
  public int n;

  protected int batch;

  @Override
  protected final int[] lengths() {
    batch = Math.max(1, BATCH_ELEMENTS / (n * n));
    return new int[] {batch * n * n, batch * n * n, batch * n * n};
  }

  /** The lower triangle of C ← A·Aᵀ, of the first matrices. */
  public abstract void triangle(FlopRate rate);

  /** Every C ← A·B of the batch in one call. */
  public abstract void batched(FlopRate rate);

  /** The same by a call for each. */
  public abstract void calls(FlopRate rate);

  protected final void countTriangle(FlopRate rate) {
    count(rate, (double) n * n * n);
  }

  protected final void countBatch(FlopRate rate) {
    count(rate, 2.0 * n * n * n * batch);
  }

  /**
   * {@inheritDoc}
   *
   * <p>Operands are at most 1/2: a sum of n products in any order is off by at most γ(n + 2)·n/4.
   */
  @Override
  public final void check() {
    double bound = (n + 2.0) * n * precision.unitRoundoff();
    double[][] before = begin();
    triangle(new FlopRate());
    double[] c = array(C);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double sum = 0;
        for (int p = 0; p < n; p++) {
          sum += before[A][i * n + p] * before[A][j * n + p];
        }
        boolean written = j <= i;
        double expected = written ? sum : before[C][i * n + j];
        check("triangle of A·Aᵀ", i * n + j, c[i * n + j], expected, written ? bound : 0);
      }
    }
    begin();
    batched(new FlopRate());
    checkBatch("batch in one call", before, bound);
    begin();
    calls(new FlopRate());
    checkBatch("batch in calls", before, bound);
  }

  private void checkBatch(String what, double[][] before, double bound) {
    double[] c = array(C);
    for (int at = 0; at < c.length; at++) {
      int matrix = at / (n * n) * n * n;
      int row = at - at % n;
      double sum = 0;
      for (int p = 0; p < n; p++) {
        sum += before[A][row + p] * before[B][matrix + p * n + at % n];
      }
      check(what, at, c[at], sum, bound);
    }
  }
}
