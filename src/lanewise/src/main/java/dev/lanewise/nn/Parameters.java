package dev.lanewise.nn;

import dev.lanewise.matrix.Matrix;
import dev.lanewise.matrix.Precision;
import dev.lanewise.matrix.Shapes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * The named tensors of a network's layers in one flat row, layer after layer, each row-major: what
 * it learns, the gradient of that, or the statistics it keeps. The matrices are windows on the row.
 *
 * <p>A name is the layer's number and the tensor's name there: "0.weights", "0.bias", "2.slope".
 */
public final class Parameters {
  private final Matrix flat;

  /** The tensors' names and shapes in their order: "0.weights 784×128, 0.bias 1×128". */
  private final String layout;

  private final Map<String, Matrix> byName = new LinkedHashMap<>();
  private final List<List<Matrix>> byLayer = new ArrayList<>();

  /** Zeros for what {@code tensors} says of each layer. */
  Parameters(Precision precision, List<Layer> layers, Function<Layer, List<Tensor>> tensors) {
    int size = 0;
    for (Layer layer : layers) {
      for (Tensor tensor : tensors.apply(layer)) {
        size = Math.addExact(size, tensor.size());
      }
    }
    flat = Matrix.zeros(precision, 1, size);
    int at = 0;
    StringBuilder names = new StringBuilder();
    for (Layer layer : layers) {
      List<Matrix> views = new ArrayList<>();
      for (Tensor tensor : tensors.apply(layer)) {
        Matrix view = flat.window(0, at, 1, tensor.size()).reshaped(tensor.rows(), tensor.cols());
        String name = byLayer.size() + "." + tensor.name();
        byName.put(name, view);
        names.append(names.isEmpty() ? "" : ", ").append(name).append(' ');
        names.append(tensor.rows()).append('×').append(tensor.cols());
        views.add(view);
        at += tensor.size();
      }
      byLayer.add(Collections.unmodifiableList(views));
    }
    layout = names.toString();
  }

  /** Fills a layer's tensors with what they begin with. */
  void draw(int layer, List<Tensor> tensors, RandomGenerator random) {
    for (int i = 0; i < tensors.size(); i++) {
      tensors.get(i).initializer().fill(byLayer.get(layer).get(i), random);
    }
  }

  /** All of them, 1×n, shared. */
  public Matrix flat() {
    return flat;
  }

  /**
   * Checks the gradient of these.
   *
   * @throws IllegalArgumentException if precision, size, names or shapes are others
   */
  void checkGradient(Parameters gradient) {
    Shapes.checkRowMajor("gradient", gradient.flat, flat.precision(), 1, size());
    if (!gradient.layout.equals(layout)) {
      throw new IllegalArgumentException(
          "gradient has " + gradient.layout + ", must have " + layout);
    }
  }

  /** Number of elements. */
  public int size() {
    return flat.cols();
  }

  /** The tensors by name, in their order in the row; shared. */
  public Map<String, Matrix> tensors() {
    return Collections.unmodifiableMap(byName);
  }

  /** The tensors of layer {@code layer}, in their order in the row; shared. */
  public List<Matrix> layer(int layer) {
    return byLayer.get(layer);
  }

  /**
   * A tensor by its name, shared.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public Matrix tensor(String name) {
    Matrix tensor = byName.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException(
          "there is no tensor \"" + name + "\", only " + String.join(", ", byName.keySet()));
    }
    return tensor;
  }

  /**
   * W of a dense layer, inputs×outputs, shared.
   *
   * @throws IllegalArgumentException if that layer has no weights
   */
  public Matrix weights(int layer) {
    return tensor(layer + ".weights");
  }

  /**
   * b of a dense layer, 1×outputs, shared.
   *
   * @throws IllegalArgumentException if that layer has no bias
   */
  public Matrix bias(int layer) {
    return tensor(layer + ".bias");
  }
}
