package dev.lanewise.parallel;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Cuts cover the length once, at multiples of the tile, evenly. */
class RangesTest {
  @Property
  void bordersCutEvenly(
      @ForAll @IntRange(max = 5000) int length,
      @ForAll @IntRange(min = 1, max = 70) int tile,
      @ForAll @IntRange(min = 1, max = 40) int parts) {
    assertThat(Ranges.border(0, parts, length, tile)).isZero();
    assertThat(Ranges.border(parts, parts, length, tile)).isEqualTo(length);
    int fewest = Integer.MAX_VALUE;
    int most = 0;
    for (int part = 0; part < parts; part++) {
      int from = Ranges.border(part, parts, length, tile);
      int to = Ranges.border(part + 1, parts, length, tile);
      assertThat(from % tile == 0 || from == length).as("border %d", from).isTrue();
      assertThat(to).isGreaterThanOrEqualTo(from);
      int tiles = Ranges.tiles(to - from, tile);
      fewest = Math.min(fewest, tiles);
      most = Math.max(most, tiles);
    }
    assertThat(most - fewest).isBetween(0, 1);
  }

  @Property
  void evenBlocksLeaveNoSliver(
      @ForAll @IntRange(min = 1, max = 5000) int length,
      @ForAll @IntRange(min = 1, max = 70) int tile,
      @ForAll @IntRange(min = 1, max = 9) int largestTiles) {
    int largest = largestTiles * tile;
    int block = Ranges.evenBlock(length, largest, tile);
    assertThat(block % tile).isZero();
    assertThat(block).isBetween(tile, largest);
    int blocks = Ranges.tiles(length, block);
    assertThat(blocks).as("as few as possible").isEqualTo(Ranges.tiles(length, largest));
    int last = length - (blocks - 1) * block;
    assertThat(block - last).as("missing in the last").isLessThan(blocks * tile);
  }

  @Example
  void largeLengthsDoNotWrapAround() {
    int most = Integer.MAX_VALUE;
    assertThat(Ranges.tiles(most, 2)).isEqualTo((1 << 30));
    assertThat(Ranges.border(3, 3, most, 64)).isEqualTo(most);
    assertThat(Ranges.border(65534, 65535, most, 64)).isBetween(most - (1 << 16), most);
    assertThat(Ranges.evenBlock(0, 64, 4)).isEqualTo(4);
  }
}
