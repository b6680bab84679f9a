package dev.lanewise.nn;

import dev.lanewise.elementwise.Masks;
import dev.lanewise.matrix.Matrix;
import java.util.List;

/** Dropout at work. */
final class DropoutPass extends LayerPass {
  /** Keys of layers lie 2⁶⁴/φ apart: no two of a network are the same. */
  private static final long KEY_STEP = 0x9E3779B97F4A7C15L;

  private final double rate;
  private final long key;
  private final Moment moment;

  /** 0 or 1/(1 − rate), batch×inputs. */
  private final Matrix mask;

  DropoutPass(Network network, Dropout layer, int index, int batch) {
    super(network, index, batch);
    rate = layer.rate();
    key = network.seed() + (index + 1) * KEY_STEP;
    moment = network.moment();
    mask = Matrix.zeros(network.precision(), batch, layer.outputs());
  }

  @Override
  void forward(Matrix x, Mode mode) {
    long start = start();
    if (mode == Mode.INFERENCE) {
      a.copyFrom(x);
    } else {
      Masks.draw(rate, key, moment.step, moment.row * mask.cols(), mask);
      Masks.apply(x, mask, a);
    }
    stopForward(start);
  }

  /** ∂loss/∂x = d ⊙ mask. */
  @Override
  void backward(List<Matrix> gradient, boolean accumulate, LayerPass previous) {
    if (previous != null) {
      long start = start();
      Masks.apply(d, mask, previous.d);
      stopBackward(start);
      previous.applyEpilogue();
    }
  }
}
