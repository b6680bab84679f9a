package dev.lanewise.nn;

import dev.lanewise.matrix.Matrix;

/** All layers at work on batches of one size. */
final class NetworkPass {
  final int batch;
  private final Loss loss;
  private final LayerPass[] passes;

  NetworkPass(Network network, int batch) {
    this.batch = batch;
    loss = network.loss();
    passes = new LayerPass[network.layers().size()];
    for (int i = 0; i < passes.length; i++) {
      passes[i] =
          LayerPass.of(
              network.layers().get(i), network.parameters().layer(i), network.precision(), batch);
    }
  }

  private LayerPass last() {
    return passes[passes.length - 1];
  }

  Matrix outputs() {
    return last().a;
  }

  void forward(Matrix x, Mode mode) {
    Matrix a = x;
    for (LayerPass pass : passes) {
      pass.forward(a, mode);
      a = pass.a;
    }
  }

  /** The loss; leaves ∂loss/∂outputs for {@link #backward}. */
  double loss(Matrix y) {
    return loss.gradient(outputs(), y, last().d);
  }

  void backward(Parameters gradient, boolean accumulate) {
    last().applyEpilogue();
    for (int i = passes.length - 1; i >= 0; i--) {
      passes[i].backward(gradient.layer(i), accumulate, i == 0 ? null : passes[i - 1]);
    }
  }
}
