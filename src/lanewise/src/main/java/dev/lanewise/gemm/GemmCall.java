package dev.lanewise.gemm;

import dev.lanewise.elementwise.Activation;
import dev.lanewise.matrix.Matrix;
import dev.lanewise.parallel.Workers;

/**
 * One product C = epilogue(α·A·B + β·C), already checked. Reused from call to call.
 *
 * <p>A(i, p) lies at {@code aOff + i·aRow + p·aCol}, B(p, j) at {@code bOff + p·bRow + j·bCol},
 * C(i, j) at {@code cOff + i·ldc + j}. With α = 0, k is 0 here, and A and B are never read.
 *
 * @param <V> {@code float[]} or {@code double[]}
 */
final class GemmCall<V> implements Workers.Task {
  int m;
  int n;
  int k;
  double alpha;
  double beta;
  V a;
  int aOff;
  int aRow;
  int aCol;
  V b;
  int bOff;
  int bRow;
  int bCol;
  V c;
  int cOff;
  int ldc;
  Activation activation = Activation.IDENTITY;
  V bias;
  int biasOff;
  V output;
  int outputOff;
  int outputLd;
  V target;
  int targetOff;
  int targetLd;

  /** Where the sums of C's columns go, or null. */
  V columnSums;

  int columnSumsOff;

  /** Sums of each chunk of rows, one row a chunk. */
  V chunkSums;

  /** −1 or +1: tiles right of, or left of, C's diagonal may be left out; 0: none. */
  int triangle;

  /** Whether its windows are computed as transposed products. */
  boolean transposed;

  int rowParts;
  int colParts;

  /** Threads that share out the chunks of k, or 0 if they share out windows of C. */
  int kParts;

  /** Sums of chunks, or a transposed product, before C is touched. */
  V kept;

  private final GemmDriver<V> driver;

  GemmCall(GemmDriver<V> driver) {
    this.driver = driver;
  }

  /** C = A·B, shapes m×k and k×n, views of any kind. */
  void product(Panels<V> panels, Matrix left, Matrix right, Matrix result) {
    if (result.isTransposed()) {
      // Cᵀ = Bᵀ·Aᵀ: the same products in the same order, and a·b rounds as b·a does.
      operands(
          panels,
          right,
          right.colStride(),
          right.rowStride(),
          left,
          left.colStride(),
          left.rowStride());
    } else {
      operands(
          panels,
          left,
          left.rowStride(),
          left.colStride(),
          right,
          right.rowStride(),
          right.colStride());
    }
    m = result.isTransposed() ? result.cols() : result.rows();
    n = result.isTransposed() ? result.rows() : result.cols();
    k = left.cols();
    alpha = 1;
    beta = 0;
    c = panels.elementwise().array(result);
    cOff = result.offset();
    ldc = result.leadingDimension();
  }

  private void operands(
      Panels<V> panels,
      Matrix first,
      int firstRow,
      int firstCol,
      Matrix second,
      int secondRow,
      int secondCol) {
    a = panels.elementwise().array(first);
    aOff = first.offset();
    aRow = firstRow;
    aCol = firstCol;
    b = panels.elementwise().array(second);
    bOff = second.offset();
    bRow = secondRow;
    bCol = secondCol;
  }

  void epilogue(Panels<V> panels, Epilogue epilogue) {
    activation = epilogue.activation();
    beta = epilogue.isAccumulate() ? 1 : 0;
    if (epilogue.bias() != null) {
      bias = panels.elementwise().array(epilogue.bias());
      biasOff = epilogue.bias().offset();
    }
    if (epilogue.output() != null) {
      output = panels.elementwise().array(epilogue.output());
      outputOff = epilogue.output().offset();
      outputLd = epilogue.output().leadingDimension();
    }
    if (epilogue.target() != null) {
      target = panels.elementwise().array(epilogue.target());
      targetOff = epilogue.target().offset();
      targetLd = epilogue.target().leadingDimension();
    }
    if (epilogue.columnSums() != null) {
      columnSums = panels.elementwise().array(epilogue.columnSums());
      columnSumsOff = epilogue.columnSums().offset();
    }
  }

  /** Takes over the operands, C and the factors of another call, without its epilogue. */
  void operandsOf(GemmCall<V> other) {
    m = other.m;
    n = other.n;
    k = other.k;
    alpha = other.alpha;
    beta = other.beta;
    a = other.a;
    aOff = other.aOff;
    aRow = other.aRow;
    aCol = other.aCol;
    b = other.b;
    bOff = other.bOff;
    bRow = other.bRow;
    bCol = other.bCol;
    c = other.c;
    cOff = other.cOff;
    ldc = other.ldc;
  }

  /** Lets go of the caller's arrays. */
  void clear() {
    a = null;
    b = null;
    c = null;
    bias = null;
    output = null;
    target = null;
    columnSums = null;
    activation = Activation.IDENTITY;
    triangle = 0;
    transposed = false;
    kParts = 0;
  }

  @Override
  public void run(int index) {
    driver.part(this, index);
  }
}
