package dev.lanewise.nn;

import dev.lanewise.elementwise.Normalization;
import dev.lanewise.matrix.Matrix;
import java.util.List;

/** Batch normalisation at work. */
final class BatchNormPass extends LayerPass {
  private final double epsilon;
  private final double momentum;
  private final Matrix scale;
  private final Matrix shift;
  private final Matrix runningMean;
  private final Matrix runningVariance;

  /** Of the batch, 1×inputs. */
  private final Matrix mean;

  private final Matrix variance;

  /** x̂, batch×inputs. */
  private final Matrix normal;

  /** 1/√(variance + ε), 1×inputs. */
  private final Matrix inverse;

  private final Matrix dScale;
  private final Matrix dShift;

  BatchNormPass(Network network, BatchNorm layer, int index, int batch) {
    super(network, index, batch);
    epsilon = layer.epsilon();
    momentum = layer.momentum();
    scale = network.parameters().layer(index).get(0);
    shift = network.parameters().layer(index).get(1);
    runningMean = network.state().layer(index).get(0);
    runningVariance = network.state().layer(index).get(1);
    normal = Matrix.zeros(network.precision(), batch, layer.outputs());
    mean = Matrix.zeros(network.precision(), 1, layer.outputs());
    variance = Matrix.zeros(network.precision(), 1, layer.outputs());
    inverse = Matrix.zeros(network.precision(), 1, layer.outputs());
    dScale = Matrix.zeros(network.precision(), 1, layer.outputs());
    dShift = Matrix.zeros(network.precision(), 1, layer.outputs());
  }

  @Override
  void forward(Matrix x, Mode mode) {
    long start = start();
    if (mode == Mode.TRAINING) {
      Normalization.statistics(x, mean, variance);
    }
    Matrix m = mode == Mode.TRAINING ? mean : runningMean;
    Matrix v = mode == Mode.TRAINING ? variance : runningVariance;
    Normalization.columns(x, m, v, epsilon, scale, shift, normal, inverse, a);
    stopForward(start);
  }

  @Override
  void updateState() {
    double m = a.rows();
    double unbiased = m > 1 ? m / (m - 1) : 1;
    for (int j = 0; j < mean.cols(); j++) {
      move(runningMean, j, mean.get(0, j));
      move(runningVariance, j, unbiased * variance.get(0, j));
    }
  }

  private void move(Matrix running, int j, double ofBatch) {
    running.set(0, j, running.get(0, j) + momentum * (ofBatch - running.get(0, j)));
  }

  @Override
  void backward(List<Matrix> gradient, boolean accumulate, LayerPass previous) {
    long start = start();
    Matrix dx = previous == null ? d : previous.d;
    Normalization.columnsGradient(d, normal, inverse, scale, dx, dScale, dShift);
    store(dScale, gradient.get(0), accumulate);
    store(dShift, gradient.get(1), accumulate);
    stopBackward(start);
    if (previous != null) {
      previous.applyEpilogue();
    }
  }
}
