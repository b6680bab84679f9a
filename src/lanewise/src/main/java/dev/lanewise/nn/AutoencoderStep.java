package dev.lanewise.nn;

import dev.lanewise.elementwise.Elementwise;
import dev.lanewise.elementwise.Updates;
import dev.lanewise.gemm.BlockSizes;
import dev.lanewise.gemm.Gemm;
import dev.lanewise.matrix.Matrix;
import dev.lanewise.matrix.Precision;
import dev.lanewise.matrix.Shapes;
import dev.lanewise.parallel.Ranges;
import dev.lanewise.parallel.Workers;

/**
 * The backpropagation step of a sparse autoencoder with sigmoid units, as one fused operation over
 * all samples, which are rows:
 *
 * <pre>
 * δ3  = −(x − a3)·a3·(1 − a3)          m×visible
 * δ2  = (δ3·W2 + s)·a2·(1 − a2)        m×hidden
 * ∇W1 = δ2ᵀ·a1   ∇b1 = Σ δ2            hidden×visible, 1×hidden
 * ∇W2 = δ3ᵀ·a2   ∇b2 = Σ δ3            visible×hidden, 1×visible
 * </pre>
 *
 * <p>with s = β·(−ρ/ρ̂ + (1 − ρ)/(1 − ρ̂)) from {@link dev.lanewise.elementwise.Losses#sparsity}.
 * Gradients are sums over the samples; who wants means divides.
 *
 * <p>The bits are those of {@link Elementwise#sigmoidOutputDelta}, {@link Gemm#multiply}, {@link
 * Elementwise#sigmoidHiddenDelta} and two more products on whole matrices (AutoencoderStepTest),
 * for any number of threads. But samples go through all of it in blocks of 256 rows, the chunk of
 * numerics v1, so that x, a1, a2 and a3 are read from memory once and δ2 and δ3 never leave the
 * cache; a block's sums are chunk sums, added in ascending order.
 *
 * <p>At 10,000×64 in f64 a fourth of the time is reading from memory, which does not overlap with
 * computing. Lost, in bare prototypes of this step: loading a line of the next block in each second
 * step of the products' loops (1.01 to 1.17 of the time); slices of 8, 16, 32 or 64 rows through
 * all phases, with sums that begin in memory (1.27, 1.16, 1.01 and 0.96, one JVM); the product with
 * a2 before the one with W2 (1.00).
 *
 * <p>One thread at a time may use a step; it spreads the blocks over the team itself. After the
 * first call with the same four matrices of samples, a call allocates nothing.
 */
public final class AutoencoderStep {
  private static final int BLOCK = BlockSizes.CHUNK;

  /**
   * Bytes of the widest vector: δ3·W2 is computed in whole vectors of columns, which go to memory
   * at once, where parts of one go through a scratch array. (With 25 columns the step takes 0.97 of
   * the time in f64, 0.96 in f32 with AVX-512, the same with AVX2.)
   */
  private static final int VECTOR_BYTES = 64;

  /** Multiply-adds that are worth a thread. */
  private static final long WORK_PER_THREAD = 1 << 16;

  private final Precision precision;
  private final int visible;
  private final int hidden;

  /** W2 and zeros beside it, visible×whole vectors. */
  private final Matrix paddedW2;

  private final Matrix w2;

  /** Sums of all blocks. */
  private final Sums total;

  private final Workers.Task runRange = this::runRange;
  private Matrix x;
  private Matrix a1;
  private Matrix a2;
  private Matrix a3;
  private Block[] blocks = new Block[0];
  private int ranges;
  private Matrix s;

  /**
   * A step for samples of {@code visible} numbers.
   *
   * @throws IllegalArgumentException if a size is not positive
   */
  public AutoencoderStep(Precision precision, int visible, int hidden) {
    this.precision = precision;
    this.visible = visible;
    this.hidden = hidden;
    total = new Sums();
    int lanes = VECTOR_BYTES / precision.bytes();
    paddedW2 = Matrix.zeros(precision, visible, Ranges.tiles(hidden, lanes) * lanes);
    w2 = paddedW2.window(0, 0, visible, hidden);
  }

  /**
   * Overwrites {@code gradient} with ∇W1, ∇W2, ∇b1 and ∇b2.
   *
   * @param x m×visible targets
   * @param a1 m×visible inputs; x itself in an autoencoder
   * @param a2 m×hidden outputs of the hidden units
   * @param a3 m×visible outputs
   * @param parameters of which W2 is read
   * @param s 1×hidden, added to δ3·W2 in every row
   * @throws IllegalArgumentException if shapes or precisions do not fit, or the gradient overlaps
   *     what is read; nothing is written then
   */
  public void run(
      Matrix x,
      Matrix a1,
      Matrix a2,
      Matrix a3,
      AutoencoderParameters parameters,
      Matrix s,
      AutoencoderParameters gradient) {
    int m = x.rows();
    Shapes.checkRowMajor("x", x, precision, m, visible);
    Shapes.checkRowMajor("a1", a1, precision, m, visible);
    Shapes.checkRowMajor("a2", a2, precision, m, hidden);
    Shapes.checkRowMajor("a3", a3, precision, m, visible);
    Shapes.checkRowMajor("W2", parameters.w2(), precision, visible, hidden);
    Shapes.checkRowMajor("s", s, precision, 1, hidden);
    Shapes.checkRowMajor("the gradient of W2", gradient.w2(), precision, visible, hidden);
    Matrix written = gradient.flat();
    Shapes.checkNoOverlap("gradient", written, "x", x);
    Shapes.checkNoOverlap("gradient", written, "a1", a1);
    Shapes.checkNoOverlap("gradient", written, "a2", a2);
    Shapes.checkNoOverlap("gradient", written, "a3", a3);
    Shapes.checkNoOverlap("gradient", written, "parameters", parameters.flat());
    Shapes.checkNoOverlap("gradient", written, "s", s);
    cut(x, a1, a2, a3);
    w2.copyFrom(parameters.w2());
    this.s = s;
    if (blocks.length == 0) {
      total.flat.fill(0);
    }
    Workers.shared().run(ranges, runRange);
    for (Block block : blocks) {
      if (block.range > 0) {
        Updates.addScaled(1, block.sums.flat, total.flat);
      }
    }
    gradient.w1().copyFrom(total.dw1);
    gradient.w2().copyFrom(total.dw2);
    gradient.b1().copyFrom(total.db1);
    gradient.b2().copyFrom(total.db2);
  }

  /** Makes blocks for these samples, unless they are there. */
  private void cut(Matrix x, Matrix a1, Matrix a2, Matrix a3) {
    int count = Ranges.tiles(x.rows(), BLOCK);
    long work = 3L * x.rows() * visible * hidden / WORK_PER_THREAD;
    int wanted = (int) Math.max(1, Math.min(work, Math.min(count, Gemm.threads())));
    boolean same = this.x == x && this.a1 == a1 && this.a2 == a2 && this.a3 == a3;
    if (same && ranges == wanted) {
      return;
    }
    this.x = x;
    this.a1 = a1;
    this.a2 = a2;
    this.a3 = a3;
    ranges = wanted;
    blocks = new Block[count];
    for (int range = 0; range < ranges; range++) {
      Matrix d3 = Matrix.zeros(precision, Math.min(BLOCK, x.rows()), visible);
      Matrix d2 = Matrix.zeros(precision, Math.min(BLOCK, x.rows()), paddedW2.cols());
      Sums shared = range == 0 ? new Sums() : null;
      for (int i = border(range); i < border(range + 1); i++) {
        Sums sums = i == 0 ? total : shared != null ? shared : new Sums();
        blocks[i] = new Block(i, range, d3, d2, sums);
      }
    }
  }

  private int border(int range) {
    return Ranges.border(range, ranges, blocks.length, 1);
  }

  /** Blocks of the first range are added up at once, those of the others when all are done. */
  private void runRange(int range) {
    for (int i = border(range); i < border(range + 1); i++) {
      Block block = blocks[i];
      block.run();
      if (range == 0 && i > 0) {
        Updates.addScaled(1, block.sums.flat, total.flat);
      }
    }
  }

  /** What a block leaves, in one row. */
  private final class Sums {
    final Matrix flat = Matrix.zeros(precision, 1, AutoencoderParameters.size(visible, hidden));

    /** ∇W1, hidden×visible. */
    final Matrix dw1;

    /** ∇W2ᵀ, hidden×visible: a product of 64 columns leaves no part of a tile unused, 25 do. */
    final Matrix dw2Transposed;

    /** ∇W2, visible×hidden. */
    final Matrix dw2;

    /** ∇b1, 1×hidden. */
    final Matrix db1;

    /** ∇b2, 1×visible. */
    final Matrix db2;

    Sums() {
      int weights = visible * hidden;
      dw1 = flat.window(0, 0, 1, weights).reshaped(hidden, visible);
      dw2Transposed = flat.window(0, weights, 1, weights).reshaped(hidden, visible);
      dw2 = dw2Transposed.transposed();
      db1 = flat.window(0, 2 * weights, 1, hidden);
      db2 = flat.window(0, 2 * weights + hidden, 1, visible);
    }
  }

  /** At most 256 samples at work; δ2 and δ3 are shared by the blocks of a range. */
  private final class Block {
    final int range;
    final Sums sums;
    private final Matrix blockX;
    private final Matrix blockA1;
    private final Matrix blockA2;
    private final Matrix blockA3;
    private final Matrix a2Transposed;
    private final Matrix paddedD2;
    private final Matrix d2;
    private final Matrix d2Transposed;
    private final Matrix d3;

    Block(int index, int range, Matrix d3, Matrix d2, Sums sums) {
      int from = index * BLOCK;
      int to = Math.min(from + BLOCK, x.rows());
      this.range = range;
      this.sums = sums;
      blockX = x.rowRange(from, to);
      blockA1 = a1.rowRange(from, to);
      blockA2 = a2.rowRange(from, to);
      blockA3 = a3.rowRange(from, to);
      a2Transposed = blockA2.transposed();
      paddedD2 = d2.rowRange(0, to - from);
      this.d2 = paddedD2.window(0, 0, to - from, hidden);
      this.d3 = d3.rowRange(0, to - from);
      d2Transposed = this.d2.transposed();
    }

    void run() {
      Elementwise.sigmoidOutputDelta(blockX, blockA3, d3, sums.db2);
      Gemm.multiply(d3, paddedW2, paddedD2);
      Elementwise.sigmoidHiddenDelta(d2, s, blockA2, d2, sums.db1);
      Gemm.multiply(a2Transposed, d3, sums.dw2Transposed);
      Gemm.multiply(d2Transposed, blockA1, sums.dw1);
    }
  }
}
