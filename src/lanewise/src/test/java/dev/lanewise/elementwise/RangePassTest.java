package dev.lanewise.elementwise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanewise.matrix.Matrix;
import dev.lanewise.matrix.Precision;
import dev.lanewise.parallel.Workers;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where passes are cut: large work for all threads of the team, small work not at all. */
@Tag("once")
class RangePassTest {
  private final int threads = Workers.shared().threads();

  @AfterEach
  void restoreThreads() {
    Workers.share(new Workers(threads));
  }

  /** Begin and end of each range that ran. */
  private static SortedMap<Integer, Integer> ranges(int length, int tile, Matrix matrix, int cost) {
    SortedMap<Integer, Integer> ranges = new ConcurrentSkipListMap<>();
    RangePass pass =
        new RangePass() {
          @Override
          void run(int from, int to) {
            assertThat(ranges.put(from, to)).isNull();
          }
        };
    pass.runRanges(length, tile, matrix, cost);
    return ranges;
  }

  @ParameterizedTest
  @EnumSource
  void rangesMakeUpTheLength(Precision precision) {
    Workers.share(new Workers(3));
    for (int length : new int[] {200_000, 200_037, 191_999}) {
      SortedMap<Integer, Integer> ranges =
          ranges(length, RangePass.ELEMENTS, Matrix.zeros(precision, 1, length), 1);
      assertThat(ranges).hasSize(3);
      int end = 0;
      for (int from : ranges.keySet()) {
        assertThat(from).isEqualTo(end);
        assertThat(from % RangePass.ELEMENTS).isZero();
        end = ranges.get(from);
      }
      assertThat(end).isEqualTo(length);
    }
  }

  @Test
  void smallWorkIsNotCut() {
    Workers.share(new Workers(3));
    Matrix small = Matrix.zeros(Precision.F32, 100, 100);
    assertThat(ranges(10_000, 64, small, 1)).hasSize(1);
    assertThat(ranges(10_000, 64, small, 4)).hasSize(2);
    assertThat(ranges(10_000, 64, small, 100)).hasSize(3);
    assertThat(ranges(100, 64, small, 100)).hasSize(2);
    assertThat(ranges(0, 64, Matrix.zeros(Precision.F32, 0, 5), 100)).hasSize(1);
  }
}
