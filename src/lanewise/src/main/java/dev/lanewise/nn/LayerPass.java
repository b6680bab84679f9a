package dev.lanewise.nn;

import dev.lanewise.elementwise.Updates;
import dev.lanewise.gemm.Epilogue;
import dev.lanewise.matrix.Matrix;
import java.util.List;

/**
 * One layer at work on batches of one size: its buffers, and forward and backward side by side.
 * Everything a step needs is made once, with the pass.
 *
 * <p>Backward, the pass after this one (or the loss) has ∂loss/∂a at hand. It either multiplies
 * into {@link #d} with {@link #epilogue}, or writes ∂loss/∂a there and calls {@link
 * #applyEpilogue}: the same bits. What {@code d} then holds is this pass's own affair: ∂loss/∂z for
 * a dense layer.
 */
abstract class LayerPass {
  /** Outputs a, batch×outputs. */
  final Matrix a;

  /** Where ∂loss/∂a arrives, batch×outputs. */
  final Matrix d;

  private final Timing timing;
  private final int index;
  private final int batch;
  private final long forwardFlops;
  private final long backwardFlops;

  LayerPass(Network network, int index, int batch) {
    Layer layer = network.layers().get(index);
    a = Matrix.zeros(network.precision(), batch, layer.outputs());
    d = Matrix.zeros(network.precision(), batch, layer.outputs());
    timing = network.timing();
    this.index = index;
    this.batch = batch;
    forwardFlops = layer.forward().flops();
    backwardFlops = layer.backward(true).flops();
  }

  /** Begins a kernel. */
  final long start() {
    return timing.start();
  }

  /** Ends a kernel of so many FLOPs a sample. */
  final void stop(Kernel kernel, long start, long flops) {
    timing.stop(index, kernel, start, batch * flops);
  }

  /** Ends all of a forward pass. */
  final void stopForward(long start) {
    stop(Kernel.FORWARD_ELEMENTS, start, forwardFlops);
  }

  /** Ends all of a backward pass. */
  final void stopBackward(long start) {
    stop(Kernel.BACKWARD_ELEMENTS, start, backwardFlops);
  }

  /** The pass of a layer, over its own parameters; null for a layer that computes nothing. */
  static LayerPass of(Network network, int index, int batch) {
    Layer layer = network.layers().get(index);
    if (layer instanceof Dense dense) {
      return new DensePass(network, dense, index, batch);
    } else if (layer instanceof ActivationLayer activation) {
      return new ActivationPass(network, activation, index, batch);
    } else if (layer instanceof PRelu prelu) {
      return new PReluPass(network, prelu, index, batch);
    } else if (layer instanceof Dropout dropout) {
      return new DropoutPass(network, dropout, index, batch);
    } else if (layer instanceof LayerNorm norm) {
      return new LayerNormPass(network, norm, index, batch);
    } else if (layer instanceof BatchNorm norm) {
      return new BatchNormPass(network, norm, index, batch);
    }
    return null;
  }

  /** Overwrites a; x is batch×inputs and must stay as it is until after {@link #backward}. */
  abstract void forward(Matrix x, Mode mode);

  /** Takes what the last forward pass in training saw into the layer's state. */
  void updateState() {}

  /** What turns ∂loss/∂a into what {@link #d} is to hold. */
  Epilogue epilogue() {
    return Epilogue.none();
  }

  /** Does to d, which holds ∂loss/∂a, what {@link #epilogue} does in a multiplication. */
  void applyEpilogue() {}

  /**
   * From d, overwrites the gradient of the parameters, or accumulates into it, and hands ∂loss/∂x
   * to the previous pass, unless that is null.
   *
   * @param gradient of the parameters, as many as they are
   */
  abstract void backward(List<Matrix> gradient, boolean accumulate, LayerPass previous);

  /** Overwrites {@code target} with {@code part}, or accumulates. */
  static void store(Matrix part, Matrix target, boolean accumulate) {
    if (accumulate) {
      Updates.addScaled(1, part, target);
    } else {
      target.copyFrom(part);
    }
  }
}
