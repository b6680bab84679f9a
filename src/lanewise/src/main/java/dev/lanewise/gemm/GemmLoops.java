package dev.lanewise.gemm;

import dev.lanewise.elementwise.Activation;

/**
 * The five loops of Goto and van de Geijn (Anatomy of High-Performance Matrix Multiplication, 2008)
 * around the micro-kernel, written once for both precisions, with the parts of A and B exchanged:
 * the tile is wider than high, so panels of A stay in L1 and the block of B in L2.
 *
 * <p>Loop 5 (ic) cuts rows by MC, loop 4 (pc) cuts k by KC and packs A, loop 3 (jc) cuts columns by
 * NC and packs B, loop 2 (ir) steps rows by MR, loop 1 (jr) steps columns by NR, so C is written
 * along its rows. (With jr outside of ir, 1024³ reached 78 % of the FMA peak in f64 where this
 * order has 85; AVX-512, L2 1 MiB.) A chunk's sums are assigned to C when it is the first, added
 * when it is a later one: numerics v1. With β ≠ 0 the sums live in a buffer of one block until the
 * last chunk, because C is still to be read.
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
    boolean separateSums = call.beta != 0;
    int kc = blocks.kc();
    int nc = blocks.evenNc(toCol - fromCol);
    int mc = separateSums ? blocks.evenRowsOfSums(toRow - fromRow) : blocks.evenMc(toRow - fromRow);
    // Separate sums are kept for one block, so its columns go through all of k before the next
    // ones.
    int band = separateSums ? nc : toCol - fromCol;
    space.prepare(
        Math.min(mc, toRow - fromRow),
        Math.min(nc, toCol - fromCol),
        Math.min(kc, call.k),
        separateSums);
    for (int ic = fromRow; ic < toRow; ic += mc) { // loop 5
      int rows = Math.min(mc, toRow - ic);
      for (int bandCol = fromCol; bandCol < toCol; bandCol += band) {
        int bandEnd = Math.min(bandCol + band, toCol);
        int pc = 0;
        do { // loop 4; runs once when k = 0, so that C is finished
          int depth = Math.min(kc, call.k - pc);
          packA(call, space, ic, rows, pc, depth);
          for (int jc = bandCol; jc < bandEnd; jc += nc) { // loop 3
            int cols = Math.min(nc, bandEnd - jc);
            packB(call, space, pc, depth, jc, cols);
            block(call, space, ic, rows, jc, cols, pc, depth);
          }
          pc += depth;
        } while (pc < call.k);
      }
    }
  }

  private void packA(GemmCall<V> call, Workspace<V> space, int ic, int rows, int pc, int depth) {
    int start = call.aOff + ic * call.aRow + pc * call.aCol;
    panels.packRows(call.a, start, call.aRow, call.aCol, rows, depth, blocks.mr(), space.packedA);
  }

  private void packB(GemmCall<V> call, Workspace<V> space, int pc, int depth, int jc, int cols) {
    int start = call.bOff + pc * call.bRow + jc * call.bCol;
    panels.packColumns(
        call.b, start, call.bCol, call.bRow, cols, depth, blocks.nr(), space.packedB);
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
    for (int ir = 0; ir < rows; ir += blocks.mr()) { // loop 2
      int height = Math.min(blocks.mr(), rows - ir);
      int row = offset + ir * ld;
      for (int jr = 0; jr < cols; jr += blocks.nr()) { // loop 1
        int width = Math.min(blocks.nr(), cols - jr);
        tile(space, ir, height, jr, width, depth, target, row + jr, ld, pc > 0);
      }
      if (last) {
        finish(call, target, row, ld, ic + ir, height, jc, cols);
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
          depth,
          space.packedA,
          a,
          depth,
          space.packedB,
          b,
          target,
          offset,
          ld,
          accumulate,
          space.scratch);
    } else {
      kernel.run(
          depth,
          space.packedA,
          a,
          depth,
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
    } else if (call.bias != null || !call.activation.equals(Activation.IDENTITY)) {
      panels
          .elementwise()
          .activate(
              call.activation, rows, width, call.c, c, call.ldc, call.bias, call.biasOff + col);
    }
  }
}
