package dev.lanewise.nn;

import dev.lanewise.elementwise.Activation;
import dev.lanewise.elementwise.Elementwise;
import dev.lanewise.elementwise.Reductions;
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

  /** What f′ is taken from: a, or a matrix of its own for z, batch×outputs. */
  private final Matrix source;

  /** ∂loss/∂z, batch×outputs. */
  final Matrix dz;

  private final Matrix aTransposed;
  private final Dense layer;
  private final Epilogue forward;
  private final Epilogue timesDerivative;

  DensePass(Dense layer, Matrix weights, Matrix bias, int batch) {
    this.layer = layer;
    w = weights;
    wTransposed = weights.transposed();
    a = Matrix.zeros(weights.precision(), batch, layer.outputs());
    dz = Matrix.zeros(weights.precision(), batch, layer.outputs());
    aTransposed = a.transposed();
    boolean fromInput = layer.activation().derivativeFrom() == Activation.Source.INPUT;
    source = fromInput ? Matrix.zeros(weights.precision(), batch, layer.outputs()) : a;
    forward = fromInput ? Epilogue.bias(bias) : Epilogue.activation(bias, layer.activation());
    timesDerivative = Epilogue.timesDerivative(source, layer.activation());
  }

  /** Overwrites a with f(x·W + b); x is batch×inputs. */
  void forward(Matrix x) {
    Gemm.multiply(x, w, source, forward);
    if (layer.activation().derivativeFrom() == Activation.Source.INPUT) {
      Elementwise.apply(source, layer.activation(), a);
    }
  }

  /** Turns ∂loss/∂a, which the loss wrote into dz of the last layer, into ∂loss/∂z. */
  void backwardFromLoss() {
    Elementwise.timesDerivative(dz, source, layer.activation());
  }

  /**
   * Overwrites dw with xᵀ·dz, db with the column sums of dz and, unless this is the first layer,
   * the previous layer's dz with dz·Wᵀ ⊙ f′.
   */
  void backward(Matrix xTransposed, Matrix dw, Matrix db, DensePass previous) {
    Gemm.multiply(xTransposed, dz, dw);
    Reductions.columnSums(dz, db);
    if (previous != null) {
      Gemm.multiply(dz, wTransposed, previous.dz, previous.timesDerivative);
    }
  }

  /** aᵀ, outputs×batch: the next layer's transposed input. */
  Matrix aTransposed() {
    return aTransposed;
  }
}
