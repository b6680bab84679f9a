package dev.lanewise.gemm;

import dev.lanewise.parallel.Ranges;

/**
 * Packed panels and tiles of one thread at work; grows to what its calls need and is then reused.
 *
 * @param <V> {@code float[]} or {@code double[]}
 */
final class Workspace<V> {
  private final Panels<V> panels;
  private final BlockSizes blocks;

  /** Block of A in panels of MR rows: at most MC·KC elements. */
  V packedA;

  /** Block of B in panels of NR columns: at most KC·NC elements. */
  V packedB;

  /** Sums of a block where C must not be touched before its end: at most MC·NC elements. */
  V sums;

  /** A tile at the edge, computed in full: MR×NR. */
  final V tile;

  /** The kernel's own. */
  final V[] scratch;

  Workspace(GemmKernel<V> kernel, Panels<V> panels, BlockSizes blocks) {
    this.panels = panels;
    this.blocks = blocks;
    packedA = panels.allocate(0);
    packedB = panels.allocate(0);
    sums = panels.allocate(0);
    tile = panels.allocate(blocks.mr() * blocks.nr());
    scratch = kernel.scratch();
  }

  /** Makes room for blocks of mc rows, nc columns and depth kc. */
  void prepare(int mc, int nc, int kc, boolean separateSums) {
    packedA = atLeast(packedA, Ranges.tiles(mc, blocks.mr()) * blocks.mr() * kc);
    packedB = atLeast(packedB, Ranges.tiles(nc, blocks.nr()) * blocks.nr() * kc);
    if (separateSums) {
      sums = atLeast(sums, mc * nc);
    }
  }

  private V atLeast(V array, int length) {
    return panels.length(array) >= length ? array : panels.allocate(length);
  }
}
