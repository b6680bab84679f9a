package dev.lanewise.parallel;

/** Cuts a length into even parts whose borders are multiples of a tile. */
public final class Ranges {
  private Ranges() {}

  /** Number of tiles that cover {@code length}. */
  public static int tiles(int length, int tile) {
    return length / tile + (length % tile == 0 ? 0 : 1);
  }

  /**
   * Where part {@code index} of {@code parts} begins; part {@code index} ends where the next begins
   * and {@code border(parts, …) == length}. Parts differ by at most one tile.
   */
  public static int border(int index, int parts, int length, int tile) {
    long tiles = tiles(length, tile);
    return (int) Math.min(length, tiles * index / parts * tile);
  }

  /**
   * The first of the fewest nearly equal parts, none larger than {@code largest}, that make up
   * {@code length}, which is positive.
   */
  public static int evenPart(int length, int largest) {
    return length <= largest ? length : tiles(length, tiles(length, largest));
  }

  /**
   * The block size, a multiple of {@code tile} and at most {@code largest} (itself a multiple),
   * that cuts {@code length} into the fewest blocks of nearly equal size, so that no sliver is
   * left.
   */
  public static int evenBlock(int length, int largest, int tile) {
    if (length <= 0) {
      return tile;
    }
    return tiles(evenPart(length, largest), tile) * tile;
  }
}
