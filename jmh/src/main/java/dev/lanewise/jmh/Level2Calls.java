package dev.lanewise.jmh;

import org.openjdk.jmh.annotations.Param;

/** A row-major matrix A, rows×cols, and a vector of each length: x·A, A·y and A + α·x·yᵀ. */
public abstract class Level2Calls extends BlasCalls {
  protected static final int A = 0;
  protected static final int X = 1;
  protected static final int Y = 2;

  @Param({"64x64", "784x512", "10000x64"})
  public String shape;

  protected int rows;
  protected int cols;

  /** So small that A stays finite, however often it is updated. */
  protected double alpha = 1e-9;

  @Override
  protected final int[] lengths() {
    String[] sizes = shape.split("x", -1);
    rows = Integer.parseInt(sizes[0]);
    cols = Integer.parseInt(sizes[1]);
    return new int[] {rows * cols, rows, cols};
  }

  /** y ← x·A. */
  public abstract void row(FlopRate rate);

  /** x ← A·y. */
  public abstract void column(FlopRate rate);

  /** A ← A + α·x·yᵀ. */
  public abstract void update(FlopRate rate);

  protected final void count(FlopRate rate) {
    count(rate, 2.0 * rows * cols);
  }

  /**
   * {@inheritDoc}
   *
   * <p>Operands are at most 1/2. A sum of k products in any order is off by at most γ(k + 2) times
   * their magnitudes' sum, an element of the update by three roundings of its product and one of
   * itself.
   */
  @Override
  public final void check() {
    double u = precision.unitRoundoff();
    double[][] before = begin();
    row(new FlopRate());
    double[] y = array(Y);
    for (int j = 0; j < cols; j++) {
      double sum = 0;
      for (int i = 0; i < rows; i++) {
        sum += before[X][i] * before[A][i * cols + j];
      }
      check("x·A", j, y[j], sum, (rows + 2.0) * rows * u);
    }
    begin();
    column(new FlopRate());
    double[] x = array(X);
    for (int i = 0; i < rows; i++) {
      double sum = 0;
      for (int j = 0; j < cols; j++) {
        sum += before[A][i * cols + j] * before[Y][j];
      }
      check("A·y", i, x[i], sum, (cols + 2.0) * cols * u);
    }
    begin();
    alpha = 0.5; // an update that can be seen
    update(new FlopRate());
    double[] a = array(A);
    for (int i = 0; i < rows * cols; i++) {
      double sum = before[A][i] + alpha * before[X][i / cols] * before[Y][i % cols];
      check("A + α·x·yᵀ", i, a[i], sum, 4 * u);
    }
  }
}
