package dev.lanewise.nn;

import dev.lanewise.elementwise.Reductions;
import dev.lanewise.gemm.Gemm;
import dev.lanewise.matrix.Matrix;
import java.util.ArrayList;
import java.util.List;

/** All layers at work on batches of one size. */
final class NetworkPass {
  final int batch;
  private final Loss loss;
  private final Timing timing;

  /** Those of the layers that compute something, and the number of each one's layer. */
  private final LayerPass[] passes;

  private final int[] layers;

  /** One a class, outputs×1, or null. */
  private final Matrix classWeights;

  /** One a sample, batch×1. */
  private final Matrix weights;

  NetworkPass(Network network, int batch) {
    this.batch = batch;
    loss = network.loss();
    timing = network.timing();
    List<LayerPass> all = new ArrayList<>();
    layers = new int[network.layers().size()];
    for (int i = 0; i < layers.length; i++) {
      LayerPass pass = LayerPass.of(network, i, batch);
      if (pass != null) {
        layers[all.size()] = i;
        all.add(pass);
      }
    }
    classWeights = network.classWeights();
    weights = Matrix.zeros(network.precision(), batch, 1);
    passes = all.toArray(LayerPass[]::new);
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

  /** The mean loss over {@code samples}; leaves ∂loss/∂outputs for {@link #backward}. */
  double loss(Matrix y, Matrix sampleWeights, double samples) {
    long start = timing.start();
    double value = loss.gradient(outputs(), y, weights(y, sampleWeights), samples, last().d);
    timing.stop(layers.length, Kernel.LOSS, start, 0);
    return value;
  }

  /** Those of the samples, times those of their classes. */
  private Matrix weights(Matrix y, Matrix sampleWeights) {
    if (classWeights == null) {
      return sampleWeights;
    }
    Gemm.multiply(y, classWeights, weights);
    if (sampleWeights != null) {
      for (int i = 0; i < batch; i++) {
        weights.set(i, 0, weights.get(i, 0) * sampleWeights.get(i, 0));
      }
    }
    return weights;
  }

  void backward(Parameters gradient, boolean accumulate) {
    last().applyEpilogue();
    for (int i = passes.length - 1; i >= 0; i--) {
      LayerPass previous = i == 0 ? null : passes[i - 1];
      passes[i].backward(gradient.layer(layers[i]), accumulate, previous);
    }
  }

  /** The first layer whose outputs are not all finite, or −1. */
  int firstNonFinite() {
    for (int i = 0; i < passes.length; i++) {
      if (!Double.isFinite(Reductions.normMax(passes[i].a))) {
        return layers[i];
      }
    }
    return -1;
  }

  void updateState() {
    for (LayerPass pass : passes) {
      pass.updateState();
    }
  }
}
