package dev.lanewise.nn;

import dev.lanewise.elementwise.Elementwise;
import dev.lanewise.gemm.Epilogue;
import dev.lanewise.gemm.Gemm;
import dev.lanewise.matrix.Matrix;

/**
 * One dense layer at work on batches of one size: its buffers, and forward and backward side by
 * side. Everything a step needs is made once, here.
 */
final class DensePass {
  /** W, inputs×outputs. */
  private final Matrix w;

  private final Matrix wTransposed;

  /** Outputs f(z), batch×outputs. */
  final Matrix a;

  /** ∂loss/∂z, batch×outputs. */
  final Matrix dz;

  private final Matrix aTransposed;
  private final Dense layer;
  private final Epilogue activate;
  private final Epilogue timesDerivative;

  DensePass(Dense layer, Matrix weights, Matrix bias, int batch) {
    this.layer = layer;
    w = weights;
    wTransposed = weights.transposed();
    a = Matrix.zeros(weights.precision(), batch, layer.outputs());
    dz = Matrix.zeros(weights.precision(), batch, layer.outputs());
    aTransposed = a.transposed();
    activate = Epilogue.activation(bias, layer.activation());
    timesDerivative = Epilogue.timesDerivative(a, layer.activation());
  }

  /** Overwrites a with f(x·W + b); x is batch×inputs. */
  void forward(Matrix x) {
    Gemm.multiply(x, w, a, activate);
  }

  /** Turns ∂loss/∂a, which the loss wrote into dz of the last layer, into ∂loss/∂z. */
  void backwardFromLoss() {
    Elementwise.timesDerivative(dz, a, layer.activation());
  }

  /**
   * Overwrites dw with xᵀ·dz, db with the column sums of dz and, unless this is the first layer,
   * the previous layer's dz with dz·Wᵀ ⊙ f′.
   */
  void backward(Matrix xTransposed, Matrix dw, Matrix db, DensePass previous) {
    Gemm.multiply(xTransposed, dz, dw);
    Elementwise.columnSums(dz, db);
    if (previous != null) {
      Gemm.multiply(dz, wTransposed, previous.dz, previous.timesDerivative);
    }
  }

  /** aᵀ, outputs×batch: the next layer's transposed input. */
  Matrix aTransposed() {
    return aTransposed;
  }
}
