package dev.lanewise.optim;

import dev.lanewise.matrix.Matrix;

/** Changes parameters, given the gradient of what is to become small. */
public interface Optimizer {
  /**
   * One step: overwrites {@code parameters}, reads {@code gradient}; both 1×n of one precision.
   *
   * @throws IllegalArgumentException if shapes or precisions disagree
   */
  void step(Matrix parameters, Matrix gradient);
}
