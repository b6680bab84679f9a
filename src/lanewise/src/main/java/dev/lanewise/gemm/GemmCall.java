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
  int rowParts;
  int colParts;

  private final GemmDriver<V> driver;

  GemmCall(GemmDriver<V> driver) {
    this.driver = driver;
  }

  /** C = A·B, shapes m×k and k×n. */
  void product(Panels<V> panels, Matrix left, Matrix right, Matrix result) {
    m = result.rows();
    n = result.cols();
    k = left.cols();
    alpha = 1;
    beta = 0;
    a = panels.elementwise().array(left);
    aOff = left.offset();
    aRow = left.rowStride();
    aCol = left.colStride();
    b = panels.elementwise().array(right);
    bOff = right.offset();
    bRow = right.rowStride();
    bCol = right.colStride();
    c = panels.elementwise().array(result);
    cOff = result.offset();
    ldc = result.leadingDimension();
  }

  void epilogue(Panels<V> panels, Epilogue epilogue) {
    activation = epilogue.activation();
    if (epilogue.bias() != null) {
      bias = panels.elementwise().array(epilogue.bias());
      biasOff = epilogue.bias().offset();
    }
    if (epilogue.output() != null) {
      output = panels.elementwise().array(epilogue.output());
      outputOff = epilogue.output().offset();
      outputLd = epilogue.output().leadingDimension();
    }
  }

  /** Lets go of the caller's arrays. */
  void clear() {
    a = null;
    b = null;
    c = null;
    bias = null;
    output = null;
    activation = Activation.IDENTITY;
  }

  @Override
  public void run(int index) {
    driver.window(this, index / colParts, index % colParts);
  }
}
