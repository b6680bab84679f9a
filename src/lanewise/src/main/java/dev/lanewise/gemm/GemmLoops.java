package dev.lanewise.gemm;

import dev.lanewise.elementwise.Activation;

/**
 * The five loops of Goto and van de Geijn (Anatomy of High-Performance Matrix Multiplication, 2008)
 * around the micro-kernel, written once for both precisions.
 *
 * <p>Loop 5 (jc) cuts columns by NC, loop 4 (pc) cuts k by KC and packs B, loop 3 (ic) cuts rows by
 * MC and packs A, loop 2 (jr) steps columns by NR, loop 1 (ir) steps rows by MR. A chunk's sums are
 * assigned to C when it is the first, added when it is a later one: numerics v1. With β ≠ 0 the
 * sums live in a buffer of one MC×NC block until the last chunk, because C is still to be read.
 *
 * @param <V> {@code float[]} or {@code double[]}
 */
final class GemmLoops<V> {
  private final GemmKernel<V> kernel;
  private final Panels<V> panels;
  private final BlockSizes blocks;

  GemmLoops(GemmKernel<V> kernel, Panels<V> panels, BlockSizes blocks) {
    this.kernel = kernel;
    this.panels = panels;
    this.blocks = blocks;
  }

  /** Computes the window [fromRow, toRow) × [fromCol, toCol) of C. */
  void run(GemmCall<V> call, Workspace<V> space, int fromRow, int toRow, int fromCol, int toCol) {
    int kc = blocks.kc();
    int mc = blocks.evenMc(toRow - fromRow);
    int nc = blocks.evenNc(toCol - fromCol);
    boolean separateSums = call.beta != 0;
    // Separate sums are kept for one block of rows, so such a block goes through all of k at once.
    int band = separateSums ? mc : Math.max(1, toRow - fromRow);
    space.prepare(
        Math.min(mc, toRow - fromRow),
        Math.min(nc, toCol - fromCol),
        Math.min(kc, call.k),
        separateSums);
    for (int jc = fromCol; jc < toCol; jc += nc) { // loop 5
      int cols = Math.min(nc, toCol - jc);
      for (int bandRow = fromRow; bandRow < toRow; bandRow += band) {
        int bandEnd = Math.min(bandRow + band, toRow);
        int pc = 0;
        do { // loop 4; runs once when k = 0, so that C is finished
          int depth = Math.min(kc, call.k - pc);
          packB(call, space, pc, depth, jc, cols);
          for (int ic = bandRow; ic < bandEnd; ic += mc) { // loop 3
            int rows = Math.min(mc, bandEnd - ic);
            packA(call, space, ic, rows, pc, depth);
            block(call, space, ic, rows, jc, cols, pc, depth);
          }
          pc += depth;
        } while (pc < call.k);
      }
    }
  }

  private void packA(GemmCall<V> call, Workspace<V> space, int ic, int rows, int pc, int depth) {
    int start = call.aOff + ic * call.aRow + pc * call.aCol;
    panels.pack(call.a, start, call.aRow, call.aCol, rows, depth, blocks.mr(), space.packedA);
  }

  private void packB(GemmCall<V> call, Workspace<V> space, int pc, int depth, int jc, int cols) {
    int start = call.bOff + pc * call.bRow + jc * call.bCol;
    panels.pack(call.b, start, call.bCol, call.bRow, cols, depth, blocks.nr(), space.packedB);
  }

  /**
   * The macro-kernel: one block of A times one block of B, then, after the last chunk, the rest.
   */
  private void block(
      GemmCall<V> call, Workspace<V> space, int ic, int rows, int jc, int cols, int pc, int depth) {
    boolean last = pc + depth == call.k;
    V target = call.beta == 0 ? call.c : space.sums;
    int ld = call.beta == 0 ? call.ldc : cols;
    int offset = call.beta == 0 ? call.cOff + ic * call.ldc + jc : 0;
    for (int jr = 0; jr < cols; jr += blocks.nr()) { // loop 2
      int width = Math.min(blocks.nr(), cols - jr);
      for (int ir = 0; ir < rows; ir += blocks.mr()) { // loop 1
        int height = Math.min(blocks.mr(), rows - ir);
        tile(space, ir, height, jr, width, depth, target, offset + ir * ld + jr, ld, pc > 0);
      }
      if (last) {
        finish(call, target, offset + jr, ld, ic, rows, jc + jr, width);
      }
    }
  }

  private void tile(
      Workspace<V> space,
      int ir,
      int height,
      int jr,
      int width,
      int depth,
      V target,
      int offset,
      int ld,
      boolean accumulate) {
    int a = ir * depth;
    int b = jr * depth;
    if (height == blocks.mr() && width == blocks.nr()) {
      kernel.run(
          depth, space.packedA, a, space.packedB, b, target, offset, ld, accumulate, space.scratch);
    } else {
      kernel.run(
          depth,
          space.packedA,
          a,
          space.packedB,
          b,
          space.tile,
          0,
          blocks.nr(),
          false,
          space.scratch);
      panels.writeEdge(height, width, space.tile, blocks.nr(), target, offset, ld, accumulate);
    }
  }

  /** α, β and the epilogue over rows × width of C, whose sums were just finished. */
  private void finish(
      GemmCall<V> call, V sums, int sumsOff, int sumsLd, int row, int rows, int col, int width) {
    int c = call.cOff + row * call.ldc + col;
    if (call.beta != 0 || call.alpha != 1) {
      panels.combine(
          rows, width, call.alpha, sums, sumsOff, sumsLd, call.beta, call.c, c, call.ldc);
    }
    if (call.output != null) {
      int output = call.outputOff + row * call.outputLd + col;
      panels
          .elementwise()
          .timesDerivative(
              call.activation,
              rows,
              width,
              call.c,
              c,
              call.ldc,
              call.output,
              output,
              call.outputLd);
    } else if (call.bias != null || call.activation != Activation.IDENTITY) {
      panels
          .elementwise()
          .activate(
              call.activation, rows, width, call.c, c, call.ldc, call.bias, call.biasOff + col);
    }
  }
}
