package dev.lanewise.nn;

import java.util.List;

/**
 * What a layer is: its shape and the tensors it owns. Layers are values; a {@link Network} puts
 * them to work. Samples are rows, batch×inputs, and so are outputs, batch×outputs.
 */
public sealed interface Layer
    permits Dense, ActivationLayer, PRelu, Dropout, LayerNorm, BatchNorm, Flatten {
  /** Number of inputs, columns of a batch. */
  int inputs();

  /** Number of outputs. */
  int outputs();

  /** What it learns, in the order of {@link Parameters}; none by default. */
  default List<Tensor> parameters() {
    return List.of();
  }

  /** What it keeps from batch to batch without learning it; none by default. */
  default List<Tensor> state() {
    return List.of();
  }

  /** What a table calls it, "dense + relu". */
  String label();

  /** Floating-point operations of a forward pass, a sample. */
  default long forwardFlops() {
    return 0;
  }
}
