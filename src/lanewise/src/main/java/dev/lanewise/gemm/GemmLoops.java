package dev.lanewise.gemm;

import dev.lanewise.elementwise.Activation;
import dev.lanewise.elementwise.ElementwiseKernels;
import dev.lanewise.parallel.Ranges;

/**
 * The five loops of Goto and van de Geijn (Anatomy of High-Performance Matrix Multiplication, 2008)
 * around the micro-kernel, written once for both precisions, with the parts of A and B exchanged:
 * the tile is wider than high, so MR rows of A stay in L1 and the block of B in L2.
 *
 * <p>Loop 5 (pc) cuts k by KC, loop 4 (jc) cuts columns by NC and packs B, loop 3 (ic) cuts rows by
 * MC and packs A, loop 2 (ir) steps rows by MR, loop 1 (jr) steps columns by NR, so C is written
 * along its rows. (With jr outside of ir, 1024³ reached 78 % of the FMA peak in f64 where this
 * order has 85; AVX-512, L2 1 MiB.) A chunk's sums are assigned to C when it is the first, added
 * when it is a later one: numerics v1. With β ≠ 0 the sums live in a buffer of one block until the
 * last chunk, because C is still to be read.
 *
 * <p>Operands whose rows are contiguous are read in place where packing would not pay: {@link
 * Unpacked}.
 *
 * @param <V> {@code float[]} or {@code double[]}
 */
final class GemmLoops<V> {
  /**
   * Elements that an epilogue takes at once, or more: they are still in L1, and few calls end in
   * scalar code. (Six rows at once took 1.09 of a separate pass at 10,000×25×64 with bias and
   * sigmoid; this takes 1.00.)
   */
  private static final int ENOUGH_TO_FINISH = 2048;

  private final GemmKernel<V> kernel;
  private final GemmKernel<V> columnKernel;
  private final Panels<V> panels;
  private final BlockSizes blocks;
  private final Unpacked unpacked;

  GemmLoops(
      GemmKernel<V> kernel,
      GemmKernel<V> columnKernel,
      Panels<V> panels,
      BlockSizes blocks,
      Unpacked unpacked) {
    this.kernel = kernel;
    this.columnKernel = columnKernel;
    this.panels = panels;
    this.blocks = blocks;
    this.unpacked = unpacked;
  }

  /** Computes the window [fromRow, toRow) × [fromCol, toCol) of C. */
  void run(GemmCall<V> call, Workspace<V> space, int fromRow, int toRow, int fromCol, int toCol) {
    boolean separateSums = !sumsGoToC(call);
    space.readsAhead = unpacked.ahead().pays(toRow - fromRow, call.k);
    int nc = blocks.evenNc(toCol - fromCol);
    // Separate sums are kept for one block of C, which goes through all of k before the next one.
    int rows = separateSums ? blocks.evenRowsOfSums(toRow - fromRow) : toRow - fromRow;
    int cols = separateSums ? nc : toCol - fromCol;
    space.prepare(blocks.mc(), Math.min(nc, toCol - fromCol), Math.min(blocks.kc(), call.k));
    if (separateSums) {
      space.prepareSums(rows, cols);
    }
    for (int row = fromRow; row < toRow; row += rows) {
      for (int col = fromCol; col < toCol; col += cols) {
        chunks(call, space, row, Math.min(row + rows, toRow), col, Math.min(col + cols, toCol), nc);
      }
    }
  }

  private void chunks(
      GemmCall<V> call,
      Workspace<V> space,
      int fromRow,
      int toRow,
      int fromCol,
      int toCol,
      int nc) {
    space.rows = toRow - fromRow;
    int pc = 0;
    do { // loop 5; runs once when k = 0, so that C is finished
      int depth = Math.min(blocks.kc(), call.k - pc);
      for (int jc = fromCol; jc < toCol; jc += nc) { // loop 4
        int cols = Math.min(nc, toCol - jc);
        packB(call, space, pc, depth, jc, cols);
        for (int ic = fromRow; ic < toRow; ic += blocks.mc()) { // loop 3
          int rows = Math.min(blocks.mc(), toRow - ic);
          packA(call, space, ic, rows, pc, depth, cols);
          block(call, space, ic, rows, ic - fromRow, jc, cols, pc, depth);
        }
      }
      pc += depth;
    } while (pc < call.k);
  }

  private void packA(
      GemmCall<V> call, Workspace<V> space, int ic, int rows, int pc, int depth, int cols) {
    int start = call.aOff + ic * call.aRow + pc * call.aCol;
    space.downColumns = readsColumns(call, cols);
    if (space.downColumns) {
      space.a = call.a;
      space.aOff = start;
      space.aLd = call.aCol;
    } else if (call.aCol == 1 && unpacked.a().inPlace(space.rows, mostDepth(call), cols)) {
      space.a = call.a;
      space.aOff = start;
      space.aLd = call.aRow;
      if (space.readsAhead) {
        space.sink = panels.readLines(call.a, start, call.aRow, rows, depth);
      }
    } else {
      space.a = space.packedA;
      space.aOff = 0;
      space.aLd = Workspace.packedLd(depth);
      panels.packRows(call.a, start, call.aRow, call.aCol, rows, depth, space.packedA, space.aLd);
    }
  }

  private boolean readsColumns(GemmCall<V> call, int cols) {
    return columnKernel != null
        && call.aRow == 1
        && call.aCol != 1
        && call.triangle == 0
        && unpacked.transposedA().inPlace(Ranges.tiles(cols, blocks.nr()), call.aCol);
  }

  private void packB(GemmCall<V> call, Workspace<V> space, int pc, int depth, int jc, int cols) {
    int start = call.bOff + pc * call.bRow + jc * call.bCol;
    boolean reads =
        call.bCol == 1 && unpacked.b().inPlace(space.rows, mostDepth(call), cols, call.bRow);
    int inPlace = reads ? colsInPlace(cols) : 0;
    space.b = call.b;
    space.bOff = start;
    space.bLd = call.bRow;
    space.colsInPlace = inPlace;
    panels.packColumns(
        call.b,
        start + inPlace * call.bCol,
        call.bCol,
        call.bRow,
        cols - inPlace,
        depth,
        blocks.nr(),
        space.packedB,
        blocks.nr() * Workspace.packedDepth(depth));
  }

  /**
   * Depth by which all chunks are read alike: kernels that ran for a last, thin one alone would
   * hardly get compiled.
   */
  private int mostDepth(GemmCall<V> call) {
    return Math.min(blocks.kc(), call.k);
  }

  private int colsInPlace(int cols) {
    int taken = 0;
    int width;
    do {
      width = kernel.width(cols - taken);
      taken += width;
    } while (width > 0);
    return taken;
  }

  /**
   * The macro-kernel: one block of A times one block of B, then, after the last chunk, the rest.
   */
  private void block(
      GemmCall<V> call,
      Workspace<V> space,
      int ic,
      int rows,
      int sumsRow,
      int jc,
      int cols,
      int pc,
      int depth) {
    boolean last = pc + depth == call.k;
    boolean toC = sumsGoToC(call);
    V target = toC ? call.c : space.sums;
    int ld = toC ? call.ldc : cols;
    int offset = toC ? call.cOff + ic * call.ldc + jc : sumsRow * cols;
    boolean accumulate = pc > 0 || (toC && call.beta != 0);
    if (space.downColumns) {
      columns(space, rows, cols, depth, target, offset, ld, accumulate);
      if (last) {
        finish(call, target, offset, ld, ic, rows, jc, cols);
      }
      return;
    }
    int finished = 0;
    int height;
    for (int ir = 0; ir < rows; ir += height) { // loop 2
      height = Ranges.evenPart(rows - ir, blocks.mr());
      int row = offset + ir * ld;
      int diagonal = ic + ir - jc;
      int left = call.triangle > 0 ? Math.max(0, diagonal / blocks.nr() * blocks.nr()) : 0;
      int right = call.triangle < 0 ? Math.min(cols, diagonal + height) : cols;
      strip(space, ir, height, left, right, cols, depth, target, row, ld, accumulate);
      int done = ir + height;
      if (last && (done == rows || (done - finished) * cols >= ENOUGH_TO_FINISH)) {
        int from = offset + finished * ld;
        finish(call, target, from, ld, ic + finished, done - finished, jc, cols);
        finished = done;
      }
    }
  }

  /** Some rows of A times the tiles of the block of B that begin in [from, to). */
  private void strip(
      Workspace<V> space,
      int ir,
      int height,
      int from,
      int to,
      int cols,
      int depth,
      V target,
      int row,
      int ld,
      boolean accumulate) {
    int aOff = space.aOff + ir * space.aLd;
    int width;
    for (int jr = from; jr < to; jr += width) { // loop 1
      boolean inPlace = jr < space.colsInPlace;
      width = inPlace ? kernel.width(space.colsInPlace - jr) : Math.min(blocks.nr(), cols - jr);
      kernel.run(
          height,
          width,
          depth,
          space.a,
          aOff,
          space.aLd,
          inPlace ? space.b : space.packedB,
          inPlace ? space.bOff + jr : (jr - space.colsInPlace) * Workspace.packedDepth(depth),
          inPlace ? space.bLd : blocks.nr(),
          target,
          row + jr,
          ld,
          accumulate,
          space.scratch);
    }
  }

  /**
   * A block read down its columns: loop 1 is the outer one here, so that a panel of B stays in L1
   * while A, of which a tile uses parts of many lines, passes by.
   */
  private void columns(
      Workspace<V> space,
      int rows,
      int cols,
      int depth,
      V target,
      int offset,
      int ld,
      boolean accumulate) {
    int width;
    for (int jr = 0; jr < cols; jr += width) { // loop 1
      boolean inPlace = jr < space.colsInPlace;
      width =
          inPlace ? columnKernel.width(space.colsInPlace - jr) : Math.min(blocks.nr(), cols - jr);
      int height;
      for (int ir = 0; ir < rows; ir += height) { // loop 2
        height = Ranges.evenPart(rows - ir, columnKernel.mr());
        columnKernel.run(
            height,
            width,
            depth,
            space.a,
            space.aOff + ir,
            space.aLd,
            inPlace ? space.b : space.packedB,
            inPlace ? space.bOff + jr : (jr - space.colsInPlace) * Workspace.packedDepth(depth),
            inPlace ? space.bLd : blocks.nr(),
            target,
            offset + ir * ld + jr,
            ld,
            accumulate,
            space.scratch);
      }
    }
  }

  /** α, β and the epilogue over rows × width of C, whose sums were just finished. */
  private void finish(
      GemmCall<V> call, V sums, int sumsOff, int sumsLd, int row, int rows, int col, int width) {
    int c = call.cOff + row * call.ldc + col;
    if (call.alpha != 1 || !sumsGoToC(call)) {
      panels.combine(
          rows, width, call.alpha, sums, sumsOff, sumsLd, call.beta, call.c, c, call.ldc);
    }
    finishSummed(call, row, rows, col, width);
  }

  /** The epilogue and the sums of columns over rows × width of C, where α and β have been. */
  void finishSummed(GemmCall<V> call, int row, int rows, int col, int width) {
    epilogue(call, row, rows, col, width);
    if (call.columnSums != null) {
      addToChunkSums(call, row, rows, col, width);
    }
  }

  /** One chunk of k can be added to C at once: fma(1, C, s) is C + s. */
  private boolean sumsGoToC(GemmCall<V> call) {
    return call.beta == 0 || (call.beta == 1 && call.alpha == 1 && call.k <= blocks.kc());
  }

  /** Sums of every chunk of rows begin at +0. */
  void prepareColumnSums(GemmCall<V> call) {
    int length = Ranges.tiles(call.m, BlockSizes.CHUNK) * call.n;
    if (call.chunkSums == null || panels.length(call.chunkSums) < length) {
      call.chunkSums = panels.allocate(length);
    }
    panels.clear(call.chunkSums, length);
  }

  /** Windows end where chunks of rows end, so a chunk's rows come here in order. */
  private void addToChunkSums(GemmCall<V> call, int row, int rows, int col, int width) {
    for (int i = row; i < row + rows; ) {
      int chunk = i / BlockSizes.CHUNK;
      int end = Math.min(row + rows, (chunk + 1) * BlockSizes.CHUNK);
      int c = call.cOff + i * call.ldc + col;
      int sums = chunk * call.n + col;
      panels.addRows(end - i, width, call.c, c, call.ldc, call.chunkSums, sums);
      i = end;
    }
  }

  /** The first chunk's sums, then the others added in their order. */
  void addChunkSums(GemmCall<V> call) {
    int chunks = Ranges.tiles(call.m, BlockSizes.CHUNK);
    System.arraycopy(call.chunkSums, 0, call.columnSums, call.columnSumsOff, call.n);
    panels.addRows(
        chunks - 1, call.n, call.chunkSums, call.n, call.n, call.columnSums, call.columnSumsOff);
  }

  /** The epilogue alone over rows × width of C. */
  void epilogue(GemmCall<V> call, int row, int rows, int col, int width) {
    ElementwiseKernels<V> kernels = panels.elementwise();
    int c = call.cOff + row * call.ldc + col;
    int bias = call.biasOff + col;
    Activation f = call.output == null ? call.activation : Activation.IDENTITY;
    if (call.bias != null || !f.equals(Activation.IDENTITY)) {
      kernels.activate(f, rows, width, call.c, c, call.ldc, call.bias, bias);
    }
    if (call.output != null) {
      int output = call.outputOff + row * call.outputLd + col;
      kernels.timesDerivative(
          call.activation, rows, width, call.c, c, call.ldc, call.output, output, call.outputLd);
    }
    if (call.target != null) {
      int target = call.targetOff + row * call.targetLd + col;
      kernels.sigmoidOutputDelta(
          rows,
          width,
          call.target,
          target,
          call.targetLd,
          call.c,
          c,
          call.ldc,
          call.c,
          c,
          call.ldc,
          null,
          0);
    }
  }
}
