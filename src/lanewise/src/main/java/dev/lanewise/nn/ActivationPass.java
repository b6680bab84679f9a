package dev.lanewise.nn;

import dev.lanewise.elementwise.Activation;
import dev.lanewise.elementwise.Elementwise;
import dev.lanewise.matrix.Matrix;
import java.util.List;

/** An activation at work. */
final class ActivationPass extends LayerPass {
  private final Activation f;
  private Matrix x;

  ActivationPass(Network network, ActivationLayer layer, int index, int batch) {
    super(network, index, batch);
    f = layer.activation();
  }

  @Override
  void forward(Matrix input, Mode mode) {
    long start = start();
    x = input;
    Elementwise.apply(x, f, a);
    stopForward(start);
  }

  /** ∂loss/∂x = d ⊙ f′. */
  @Override
  void backward(List<Matrix> gradient, boolean accumulate, LayerPass previous) {
    if (previous != null) {
      long start = start();
      boolean fromInput = f.derivativeFrom() == Activation.Source.INPUT;
      Elementwise.timesDerivative(d, fromInput ? x : a, f, previous.d);
      stopBackward(start);
      previous.applyEpilogue();
    }
  }
}
