package dev.lanewise.nn;

import dev.lanewise.elementwise.Activation;
import dev.lanewise.elementwise.Elementwise;
import dev.lanewise.elementwise.Reductions;
import dev.lanewise.gemm.Epilogue;
import dev.lanewise.gemm.Gemm;
import dev.lanewise.matrix.Matrix;
import java.util.List;

/** A dense layer at work; {@link #d} holds ∂loss/∂z. */
final class DensePass extends LayerPass {
  private final Activation f;

  /** W, inputs×outputs. */
  private final Matrix w;

  private final Matrix wTransposed;

  /** What f′ is taken from: a, or a matrix of its own for z, batch×outputs. */
  private final Matrix source;

  /** ∂loss/∂b, 1×outputs. */
  private final Matrix db;

  private final long productFlops;
  private final Epilogue forward;
  private final Epilogue backward;
  private Matrix x;
  private Matrix xTransposed;

  DensePass(Network network, Dense layer, int index, int batch) {
    super(network, index, batch);
    f = layer.activation();
    productFlops = layer.forward().flops();
    w = network.parameters().layer(index).get(0);
    wTransposed = w.transposed();
    Matrix b = network.parameters().layer(index).get(1);
    boolean fromInput = f.derivativeFrom() == Activation.Source.INPUT;
    source = fromInput ? Matrix.zeros(network.precision(), batch, layer.outputs()) : a;
    db = Matrix.zeros(network.precision(), 1, layer.outputs());
    forward = fromInput ? Epilogue.bias(b) : Epilogue.activation(b, f);
    backward = Epilogue.timesDerivative(source, f).withColumnSums(db);
  }

  /** Overwrites a with f(x·W + b). */
  @Override
  @SuppressWarnings("ReferenceEquality") // the same view, whatever is in it
  void forward(Matrix input, Mode mode) {
    if (x != input) {
      x = input;
      xTransposed = input.transposed();
    }
    long start = start();
    Gemm.multiply(x, w, source, forward);
    if (f.derivativeFrom() == Activation.Source.INPUT) {
      Elementwise.apply(source, f, a);
    }
    stop(Kernel.FORWARD_PRODUCT, start, productFlops);
  }

  /** Times f′; leaves the gradient of the bias on the way. */
  @Override
  Epilogue epilogue() {
    return backward;
  }

  @Override
  void applyEpilogue() {
    long start = start();
    Elementwise.timesDerivative(d, source, f);
    Reductions.columnSums(d, db);
    stop(Kernel.BACKWARD_ELEMENTS, start, 2L * d.cols());
  }

  /** dW ← xᵀ·dz, db ← Σ dz, ∂loss/∂x = dz·Wᵀ. */
  @Override
  void backward(List<Matrix> gradient, boolean accumulate, LayerPass previous) {
    long start = start();
    Epilogue epilogue = accumulate ? Epilogue.accumulate() : Epilogue.none();
    Gemm.multiply(xTransposed, d, gradient.get(0), epilogue);
    store(db, gradient.get(1), accumulate);
    stop(Kernel.WEIGHT_GRADIENT, start, productFlops);
    if (previous != null) {
      start = start();
      Gemm.multiply(d, wTransposed, previous.d, previous.epilogue());
      stop(Kernel.INPUT_GRADIENT, start, productFlops);
    }
  }
}
