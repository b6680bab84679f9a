package dev.lanewise.jmh.seed;

import dev.lanewise.elementwise.Elementwise;
import dev.lanewise.elementwise.Losses;
import dev.lanewise.elementwise.Reductions;
import dev.lanewise.gemm.Gemm;
import dev.lanewise.matrix.Matrix;

/** A call for each line, over all samples: nothing is fused but a line's own arithmetic. */
final class Whole implements Runnable {
  private final Problem p;
  private final Matrix d3;
  private final Matrix d2;
  private final Matrix back;
  private final Matrix term;
  private final Matrix d2Transposed;
  private final Matrix d3Transposed;

  Whole(Problem problem) {
    p = problem;
    d3 = Matrix.zeros(p.precision, p.samples, Problem.INPUTS);
    d2 = Matrix.zeros(p.precision, p.samples, Problem.HIDDEN);
    back = Matrix.zeros(p.precision, p.samples, Problem.HIDDEN);
    term = Matrix.zeros(p.precision, 1, Problem.HIDDEN);
    d2Transposed = d2.transposed();
    d3Transposed = d3.transposed();
  }

  @Override
  public void run() {
    Losses.sparsity(p.means, Problem.SPARSITY, Problem.WEIGHT, term);
    Elementwise.sigmoidOutputDelta(p.x, p.a3, d3, null);
    Gemm.multiply(d3, p.w2, back);
    Elementwise.sigmoidHiddenDelta(back, term, p.a2, d2, null);
    Gemm.multiply(d2Transposed, p.a1, p.gradient.w1());
    Gemm.multiply(d3Transposed, p.a2, p.gradient.w2());
    Reductions.columnSums(d2, p.gradient.b1());
    Reductions.columnSums(d3, p.gradient.b2());
  }
}
