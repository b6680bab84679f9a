package dev.lanewise.jmh.seed;

import dev.lanewise.elementwise.Losses;
import dev.lanewise.matrix.Matrix;
import dev.lanewise.nn.AutoencoderParameters;
import dev.lanewise.nn.AutoencoderStep;

/** The library's step, which keeps δ2 and δ3 in the cache. */
final class Fused implements Runnable {
  private final Problem p;
  private final Matrix term;
  private final AutoencoderParameters parameters;
  private final AutoencoderStep step;

  Fused(Problem problem) {
    p = problem;
    term = Matrix.zeros(p.precision, 1, Problem.HIDDEN);
    parameters = AutoencoderParameters.zeros(p.precision, Problem.INPUTS, Problem.HIDDEN);
    parameters.w2().copyFrom(p.w2);
    step = new AutoencoderStep(p.precision, Problem.INPUTS, Problem.HIDDEN);
  }

  @Override
  public void run() {
    Losses.sparsity(p.means, Problem.SPARSITY, Problem.WEIGHT, term);
    step.run(p.x, p.a1, p.a2, p.a3, parameters, term, p.gradient);
  }
}
