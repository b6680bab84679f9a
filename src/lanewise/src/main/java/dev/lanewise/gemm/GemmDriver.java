package dev.lanewise.gemm;

import dev.lanewise.parallel.Pool;
import dev.lanewise.parallel.Ranges;
import dev.lanewise.parallel.Workers;

/**
 * Runs products of one precision: cuts C into windows, one a thread, and keeps what calls reuse.
 *
 * <p>A window is a product of its own (loops 5 to 1 in {@link GemmLoops}), so threads share nothing
 * but what they read, and the bits do not depend on the cut.
 *
 * @param <V> {@code float[]} or {@code double[]}
 */
final class GemmDriver<V> {
  /**
   * Multiply-adds that are worth a thread, 2 µs of work in f32. Two threads had 1.45 times the rate
   * of one at 56³, 0.9 to 1.2 times at 48³, and half of it at 48³ in JVMs in which a line of memory
   * took 220 ns from core to core instead of 40 (f32, Zen 4, AVX-512).
   */
  private static final long WORK_PER_THREAD = 56L * 56 * 28;

  /** Multiply-adds that take as long as reading or writing an element once. */
  static final int WORK_PER_ELEMENT = 32;

  private final Panels<V> panels;
  private final BlockSizes blocks;
  private final GemmLoops<V> loops;
  private final GemvLoops<V> gemv;
  private final SplitK<V> splitK;
  private final TransposedProduct<V> transposed;
  private final Pool<GemmCall<V>> calls = new Pool<>(() -> new GemmCall<>(this));
  private final Pool<Workspace<V>> workspaces;

  /**
   * A driver of these kernels.
   *
   * @param columnKernel reads A down its columns; its NR is the kernel's, and of a B in place its
   *     tiles cover the same columns; null if there is none
   */
  GemmDriver(
      GemmKernel<V> kernel,
      GemmKernel<V> columnKernel,
      Panels<V> panels,
      BlockSizes blocks,
      Unpacked unpacked) {
    if (blocks.kc() != BlockSizes.CHUNK
        || blocks.mr() != kernel.mr()
        || blocks.nr() != kernel.nr()
        || blocks.mc() % blocks.mr() != 0
        || blocks.nc() % blocks.nr() != 0) {
      throw new IllegalArgumentException(
          blocks + " do not fit a tile of " + kernel.mr() + "×" + kernel.nr());
    }
    this.panels = panels;
    this.blocks = blocks;
    this.workspaces = new Pool<>(() -> new Workspace<>(kernel, panels, blocks));
    this.loops = new GemmLoops<>(kernel, columnKernel, panels, blocks, unpacked);
    this.gemv = new GemvLoops<>(panels.gemv(), panels, loops);
    this.splitK = new SplitK<>(this, loops);
    this.transposed = new TransposedProduct<>(this, loops);
  }

  Panels<V> panels() {
    return panels;
  }

  BlockSizes blocks() {
    return blocks;
  }

  SplitK<V> splitK() {
    return splitK;
  }

  TransposedProduct<V> transposed() {
    return transposed;
  }

  /** A call object to fill in; {@link #run} gives it back. */
  GemmCall<V> call() {
    return calls.take();
  }

  /** Runs a filled-in call on a team, then keeps it for reuse. */
  void run(GemmCall<V> call, Workers workers) {
    try {
      if (call.columnSums != null) {
        loops.prepareColumnSums(call);
      }
      call.transposed = transposed.pays(call);
      cut(call, workers);
      if (call.columnSums != null) {
        loops.addChunkSums(call);
      }
    } finally {
      release(call);
    }
  }

  private void cut(GemmCall<V> call, Workers workers) {
    int threads = threads(call.m * (long) call.n * Math.max(1, call.k), workers);
    double cost = chooseGrid(call, threads);
    int windows = call.rowParts * call.colParts;
    if (splitK.cost(call, threads) < cost) {
      splitK.run(call, workers, threads);
    } else if (windows == 1) {
      window(call, 0, call.m, 0, call.n);
    } else {
      workers.run(windows, call);
    }
  }

  /** Keeps a call object for reuse. */
  void release(GemmCall<V> call) {
    call.clear();
    calls.give(call);
  }

  /**
   * Chooses the grid of windows whose largest one costs least: its multiply-adds and, {@link
   * #WORK_PER_ELEMENT} each, the elements that it reads and writes. (By multiply-adds alone,
   * 10,000×64×25 was cut into columns, because 1,667 tiles of rows are odd; both threads then wrote
   * to neighbouring cache lines, and two took as long as one.) Returns that cost.
   */
  double chooseGrid(GemmCall<V> call, int threads) {
    call.rowParts = 1;
    call.colParts = 1;
    if (threads == 1) {
      return 0;
    }
    long depth = Math.max(1, call.k);
    int rowTile = rowTile(call);
    int colTile = colTile(call);
    int rowTiles = Ranges.tiles(call.m, rowTile);
    int colTiles = Ranges.tiles(call.n, colTile);
    double least = Double.POSITIVE_INFINITY;
    for (int colParts = 1; colParts <= Math.min(threads, colTiles); colParts++) {
      int rowParts = Math.min(threads / colParts, rowTiles);
      double rows = (double) Ranges.tiles(rowTiles, rowParts) * rowTile;
      double cols = (double) Ranges.tiles(colTiles, colParts) * colTile;
      double elements = reads(call, rows, cols) * depth + rows * cols;
      double cost = rows * cols * depth + WORK_PER_ELEMENT * elements;
      if (cost < least) {
        least = cost;
        call.rowParts = rowParts;
        call.colParts = colParts;
      }
    }
    return least;
  }

  /**
   * Elements of A and B that a window reads at each step of k, half as many again where they are
   * transposed on the way.
   */
  double reads(GemmCall<V> call, double rows, double cols) {
    boolean turnsA = call.transposed && call.aCol == 1;
    boolean turnsB = !call.transposed && call.bCol != 1;
    return (turnsA ? 1.5 * rows : rows) + (turnsB ? 1.5 * cols : cols);
  }

  /** Elements of the tiles that cover rows×cols. */
  double tiles(int rows, int cols) {
    return (double) Ranges.tiles(rows, blocks.mr())
        * blocks.mr()
        * Ranges.tiles(cols, blocks.nr())
        * blocks.nr();
  }

  /** What borders of windows are multiples of: a chunk of a column sum belongs to one thread. */
  private int rowTile(GemmCall<V> call) {
    if (call.columnSums != null) {
      return BlockSizes.CHUNK;
    }
    return call.transposed ? blocks.nr() : blocks.mr();
  }

  private int colTile(GemmCall<V> call) {
    return call.transposed ? blocks.mr() : blocks.nr();
  }

  /** Threads of a team, as it is now, that so many multiply-adds are worth, at least one. */
  static int threads(long work, Workers team) {
    return (int) Math.max(1, Math.min(team.available(), work / WORK_PER_THREAD));
  }

  /** Computes one thread's part of a product, on the calling thread. */
  void part(GemmCall<V> call, int index) {
    if (call.kParts > 0) {
      splitK.part(call, index);
    } else {
      window(call, index / call.colParts, index % call.colParts);
    }
  }

  /** Computes one window of the grid on the calling thread. */
  void window(GemmCall<V> call, int rowPart, int colPart) {
    int fromRow = Ranges.border(rowPart, call.rowParts, call.m, rowTile(call));
    int toRow = Ranges.border(rowPart + 1, call.rowParts, call.m, rowTile(call));
    int fromCol = Ranges.border(colPart, call.colParts, call.n, colTile(call));
    int toCol = Ranges.border(colPart + 1, call.colParts, call.n, colTile(call));
    window(call, fromRow, toRow, fromCol, toCol);
  }

  /** Computes the window [fromRow, toRow) × [fromCol, toCol) of C on the calling thread. */
  void window(GemmCall<V> call, int fromRow, int toRow, int fromCol, int toCol) {
    if (GemvLoops.takes(call)) {
      gemv.run(call, call.n == 1 ? fromRow : fromCol, call.n == 1 ? toRow : toCol);
      return;
    }
    Workspace<V> workspace = workspaces.take();
    try {
      if (call.transposed) {
        transposed.run(call, workspace, fromRow, toRow, fromCol, toCol);
      } else {
        loops.run(call, workspace, fromRow, toRow, fromCol, toCol);
      }
    } finally {
      workspace.clear();
      workspaces.give(workspace);
    }
  }
}
