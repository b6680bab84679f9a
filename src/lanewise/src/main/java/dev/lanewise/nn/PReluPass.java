package dev.lanewise.nn;

import dev.lanewise.elementwise.Elementwise;
import dev.lanewise.matrix.Matrix;
import java.util.List;

/** A parametric ReLU at work. */
final class PReluPass extends LayerPass {
  private final Matrix slope;

  /** ∂loss/∂slope. */
  private final Matrix dSlope;

  private Matrix x;

  PReluPass(Network network, PRelu layer, int index, int batch) {
    super(network, index, batch);
    slope = network.parameters().layer(index).get(0);
    dSlope = Matrix.zeros(network.precision(), 1, slope.cols());
  }

  @Override
  void forward(Matrix input, Mode mode) {
    long start = start();
    x = input;
    Elementwise.parametricRelu(x, slope, a);
    stopForward(start);
  }

  /** ∂loss/∂x = d where x &gt; 0, else d·slope; ∂loss/∂slope = Σ d·x where x ≤ 0. */
  @Override
  void backward(List<Matrix> gradient, boolean accumulate, LayerPass previous) {
    long start = start();
    Matrix dx = previous == null ? d : previous.d;
    Elementwise.timesParametricReluDerivative(d, x, slope, dx, dSlope);
    store(dSlope, gradient.get(0), accumulate);
    stopBackward(start);
    if (previous != null) {
      previous.applyEpilogue();
    }
  }
}
