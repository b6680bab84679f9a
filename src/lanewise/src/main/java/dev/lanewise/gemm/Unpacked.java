package dev.lanewise.gemm;

/**
 * Which operands are read where they lie, by shape alone. Packing copies an element once and pays
 * when many tiles read the copy.
 *
 * @param colsOfB A is read in place while a block of B has at most so many columns
 * @param rowsOfA B is read in place while a block of C has at most so many rows
 */
record Unpacked(int colsOfB, int rowsOfA) {
  static final Unpacked MEASURED = new Unpacked(64, 64);

  /** Whether to read a row-major A in place. */
  boolean readsA(int cols) {
    return cols <= colsOfB;
  }

  /** Whether to read whole panels of a row-major B in place. */
  boolean readsB(int rows) {
    return rows <= rowsOfA;
  }
}
