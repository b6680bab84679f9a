package dev.lanewise.jmh.seed;

import dev.lanewise.elementwise.Elementwise;
import dev.lanewise.elementwise.Losses;
import dev.lanewise.elementwise.Updates;
import dev.lanewise.gemm.Epilogue;
import dev.lanewise.gemm.Gemm;
import dev.lanewise.matrix.Matrix;

/** Blocks of samples, so that δ2 and δ3 stay in the cache; sums come with the δ. */
final class Blocked implements Runnable {
  /** x, a1, a2, a3 and both δ of a block in f64: 500 KB, half of a usual L2. */
  static final int BLOCK = 256;

  private final Problem p;
  private final Matrix term;
  private final Matrix sums2;
  private final Matrix sums3;
  private final Block[] blocks;

  Blocked(Problem problem, int block) {
    p = problem;
    term = Matrix.zeros(p.precision, 1, Problem.HIDDEN);
    sums2 = Matrix.zeros(p.precision, 1, Problem.HIDDEN);
    sums3 = Matrix.zeros(p.precision, 1, Problem.INPUTS);
    blocks = new Block[(p.samples + block - 1) / block];
    Matrix d3 = Matrix.zeros(p.precision, block, Problem.INPUTS);
    Matrix d2 = Matrix.zeros(p.precision, block, Problem.HIDDEN);
    for (int i = 0; i < blocks.length; i++) {
      blocks[i] = new Block(i * block, Math.min(p.samples, (i + 1) * block), d3, d2);
    }
  }

  @Override
  public void run() {
    Losses.sparsity(p.means, Problem.SPARSITY, Problem.WEIGHT, term);
    for (Matrix sums : new Matrix[] {p.dw1, p.dw2, p.db1, p.db2}) {
      sums.fill(0);
    }
    for (Block block : blocks) {
      block.add();
    }
  }

  /** Views, made once. */
  private final class Block {
    private final Matrix x;
    private final Matrix a1;
    private final Matrix a2;
    private final Matrix a3;
    private final Matrix d3;
    private final Matrix d2;
    private final Matrix d3Transposed;
    private final Matrix d2Transposed;

    Block(int from, int to, Matrix d3, Matrix d2) {
      x = p.x.rowRange(from, to);
      a1 = p.a1.rowRange(from, to);
      a2 = p.a2.rowRange(from, to);
      a3 = p.a3.rowRange(from, to);
      this.d3 = d3.rowRange(0, to - from);
      this.d2 = d2.rowRange(0, to - from);
      d3Transposed = this.d3.transposed();
      d2Transposed = this.d2.transposed();
    }

    void add() {
      Elementwise.sigmoidOutputDelta(x, a3, d3, sums3);
      Gemm.multiply(d3, p.w2, d2);
      Elementwise.sigmoidHiddenDelta(d2, term, a2, d2, sums2);
      Gemm.multiply(d2Transposed, a1, p.dw1, Epilogue.accumulate());
      Gemm.multiply(d3Transposed, a2, p.dw2, Epilogue.accumulate());
      Updates.addScaled(1, sums2, p.db1);
      Updates.addScaled(1, sums3, p.db2);
    }
  }
}
