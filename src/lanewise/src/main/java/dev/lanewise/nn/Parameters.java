package dev.lanewise.nn;

import dev.lanewise.matrix.Matrix;
import dev.lanewise.matrix.Precision;
import java.util.ArrayList;
import java.util.List;

/**
 * Weights and biases of a network, or their gradient, in one flat row: layer after layer, W
 * row-major, then b. The matrices of the layers are windows on it.
 */
public final class Parameters {
  private final Matrix flat;
  private final List<Matrix> weights = new ArrayList<>();
  private final List<Matrix> biases = new ArrayList<>();

  /** Zeros for these layers. */
  Parameters(Precision precision, List<Dense> layers) {
    int size = 0;
    for (Dense layer : layers) {
      size = Math.addExact(size, layer.parameters());
    }
    flat = Matrix.zeros(precision, 1, size);
    int at = 0;
    for (Dense layer : layers) {
      weights.add(view(at, layer.inputs(), layer.outputs()));
      at += layer.inputs() * layer.outputs();
      biases.add(view(at, 1, layer.outputs()));
      at += layer.outputs();
    }
  }

  private Matrix view(int at, int rows, int cols) {
    return flat.window(0, at, 1, rows * cols).reshaped(rows, cols);
  }

  /** All of them, 1×n, shared. */
  public Matrix flat() {
    return flat;
  }

  /** Number of weights and biases. */
  public int size() {
    return flat.cols();
  }

  /** W of layer {@code layer}, inputs×outputs, shared. */
  public Matrix weights(int layer) {
    return weights.get(layer);
  }

  /** b of layer {@code layer}, 1×outputs, shared. */
  public Matrix bias(int layer) {
    return biases.get(layer);
  }
}
