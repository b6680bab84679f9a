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

  /**
   * What a forward pass costs a sample.
   *
   * <p>FLOPs count additions, multiplications, divisions, roots and functions as one each; a dense
   * layer counts its multiplication alone, in which bias and activation hide. Elements count each
   * operand of each kernel once, read or written; parameters once a batch, whatever its size.
   */
  Cost forward();

  /**
   * What a backward pass costs a sample, counted as for {@link #forward}.
   *
   * @param inputGradient whether ∂loss/∂x is wanted: in all layers but the first
   */
  Cost backward(boolean inputGradient);

  /**
   * Work and traffic of a pass.
   *
   * @param flops floating-point operations, a sample
   * @param elements numbers read and written, a sample
   * @param parameters how often all parameters, or their gradient, are read or written, a batch
   */
  record Cost(long flops, long elements, int parameters) {}
}
