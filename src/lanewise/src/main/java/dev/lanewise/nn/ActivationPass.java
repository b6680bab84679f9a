package dev.lanewise.nn;

import dev.lanewise.elementwise.Activation;
import dev.lanewise.elementwise.Elementwise;
import dev.lanewise.matrix.Matrix;
import java.util.List;

/** An activation at work. */
final class ActivationPass extends LayerPass {
  private final Activation f;
  private Matrix x;

  ActivationPass(Network network, ActivationLayer layer, int batch) {
    super(network.precision(), batch, layer.outputs());
    f = layer.activation();
  }

  @Override
  void forward(Matrix input, Mode mode) {
    x = input;
    Elementwise.apply(x, f, a);
  }

  /** ∂loss/∂x = d ⊙ f′. */
  @Override
  void backward(List<Matrix> gradient, boolean accumulate, LayerPass previous) {
    if (previous != null) {
      boolean fromInput = f.derivativeFrom() == Activation.Source.INPUT;
      Elementwise.timesDerivative(d, fromInput ? x : a, f, previous.d);
      previous.applyEpilogue();
    }
  }
}
