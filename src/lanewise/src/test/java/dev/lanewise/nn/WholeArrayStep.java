package dev.lanewise.nn;

import dev.lanewise.elementwise.Elementwise;
import dev.lanewise.gemm.Gemm;
import dev.lanewise.matrix.Matrix;
import dev.lanewise.matrix.Precision;

/** {@link AutoencoderStep} as its formulas stand: whole matrices, one after the other. */
final class WholeArrayStep {
  private final Matrix d3;
  private final Matrix d2;

  WholeArrayStep(Precision precision, int m, int visible, int hidden) {
    d3 = Matrix.zeros(precision, m, visible);
    d2 = Matrix.zeros(precision, m, hidden);
  }

  void run(
      Matrix x,
      Matrix a1,
      Matrix a2,
      Matrix a3,
      AutoencoderParameters parameters,
      Matrix s,
      AutoencoderParameters gradient) {
    Elementwise.sigmoidOutputDelta(x, a3, d3, gradient.b2());
    Gemm.multiply(d3, parameters.w2(), d2);
    Elementwise.sigmoidHiddenDelta(d2, s, a2, d2, gradient.b1());
    Gemm.multiply(d3.transposed(), a2, gradient.w2());
    Gemm.multiply(d2.transposed(), a1, gradient.w1());
  }
}
