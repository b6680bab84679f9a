package dev.lanewise.nn;

import dev.lanewise.elementwise.Normalization;
import dev.lanewise.matrix.Matrix;
import java.util.List;

/** Layer normalisation at work. */
final class LayerNormPass extends LayerPass {
  private final double epsilon;
  private final Matrix scale;
  private final Matrix shift;

  /** x̂, batch×inputs. */
  private final Matrix normal;

  /** 1/√(variance + ε), batch×1. */
  private final Matrix inverse;

  private final Matrix dScale;
  private final Matrix dShift;

  LayerNormPass(Network network, LayerNorm layer, int index, int batch) {
    super(network, index, batch);
    epsilon = layer.epsilon();
    scale = network.parameters().layer(index).get(0);
    shift = network.parameters().layer(index).get(1);
    normal = Matrix.zeros(network.precision(), batch, layer.outputs());
    inverse = Matrix.zeros(network.precision(), batch, 1);
    dScale = Matrix.zeros(network.precision(), 1, layer.outputs());
    dShift = Matrix.zeros(network.precision(), 1, layer.outputs());
  }

  @Override
  void forward(Matrix x, Mode mode) {
    long start = start();
    Normalization.rows(x, epsilon, scale, shift, normal, inverse, a);
    stopForward(start);
  }

  @Override
  void backward(List<Matrix> gradient, boolean accumulate, LayerPass previous) {
    long start = start();
    Matrix dx = previous == null ? d : previous.d;
    Normalization.rowsGradient(d, normal, inverse, scale, dx, dScale, dShift);
    store(dScale, gradient.get(0), accumulate);
    store(dShift, gradient.get(1), accumulate);
    stopBackward(start);
    if (previous != null) {
      previous.applyEpilogue();
    }
  }
}
