package dev.lanewise.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashSet;
import java.util.Set;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Overlap against sets of indices; the other checks at their borders. */
class ShapesTest {
  private static final Object ARRAY = new Object();

  private static Set<Integer> indices(int offset, int rows, int cols, int ld) {
    Set<Integer> set = new HashSet<>();
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < cols; j++) {
        set.add(offset + i * ld + j);
      }
    }
    return set;
  }

  /** With one leading dimension the answer is exact. */
  @Property(tries = 3000, edgeCases = EdgeCasesMode.NONE)
  void overlapWithOneLeadingDimensionIsExact(
      @ForAll @IntRange(max = 60) int xOffset,
      @ForAll @IntRange(max = 5) int xRows,
      @ForAll @IntRange(max = 9) int xCols,
      @ForAll @IntRange(max = 60) int yOffset,
      @ForAll @IntRange(max = 5) int yRows,
      @ForAll @IntRange(max = 9) int yCols,
      @ForAll @IntRange(max = 6) int gap) {
    int ld = Math.max(1, Math.max(xCols, yCols)) + gap;
    Set<Integer> common = indices(xOffset, xRows, xCols, ld);
    common.retainAll(indices(yOffset, yRows, yCols, ld));
    assertThat(Shapes.overlap(ARRAY, xOffset, xRows, xCols, ld, ARRAY, yOffset, yRows, yCols, ld))
        .isEqualTo(!common.isEmpty());
  }

  /** With two, never a false "no", the same answer both ways, and exact for a single row. */
  @Property(tries = 3000, edgeCases = EdgeCasesMode.NONE)
  void overlapWithTwoLeadingDimensionsIsSafe(
      @ForAll @IntRange(max = 60) int xOffset,
      @ForAll @IntRange(max = 5) int xRows,
      @ForAll @IntRange(max = 9) int xCols,
      @ForAll @IntRange(max = 5) int xGap,
      @ForAll @IntRange(max = 60) int yOffset,
      @ForAll @IntRange(max = 5) int yRows,
      @ForAll @IntRange(max = 9) int yCols,
      @ForAll @IntRange(max = 5) int yGap) {
    int xLd = Math.max(1, xCols) + xGap;
    int yLd = Math.max(1, yCols) + yGap;
    Set<Integer> common = indices(xOffset, xRows, xCols, xLd);
    common.retainAll(indices(yOffset, yRows, yCols, yLd));
    boolean answer =
        Shapes.overlap(ARRAY, xOffset, xRows, xCols, xLd, ARRAY, yOffset, yRows, yCols, yLd);
    assertThat(answer)
        .isEqualTo(
            Shapes.overlap(ARRAY, yOffset, yRows, yCols, yLd, ARRAY, xOffset, xRows, xCols, xLd));
    if (!common.isEmpty()) {
      assertThat(answer).isTrue();
    }
    if (xRows == 1 && xCols <= yLd) {
      assertThat(answer).isEqualTo(!common.isEmpty());
    }
  }

  @Example
  void twoArraysNeverOverlap() {
    assertThat(Shapes.overlap(new int[4], 0, 2, 2, 2, new int[4], 0, 2, 2, 2)).isFalse();
  }

  @Example
  void farIndicesDoNotWrapAround() {
    int far = Integer.MAX_VALUE - 10;
    assertThat(Shapes.overlap(ARRAY, far, 1, 10, 1 << 20, ARRAY, 0, 1000, 5, 1 << 20)).isFalse();
    assertThat(Shapes.overlap(ARRAY, far, 1, 10, 10, ARRAY, far + 9, 1, 1, 1)).isTrue();
  }

  @Example
  void sizes() {
    assertThat(Shapes.size(0, 5)).isZero();
    assertThat(Shapes.size(46340, 46340)).isEqualTo(46340 * 46340);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Shapes.size(46341, 46341))
        .withMessageContaining("46341×46341");
    assertThatIllegalArgumentException().isThrownBy(() -> Shapes.size(-1, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> Shapes.size(-2, -2));
  }

  /** A window fits exactly when its last element does. */
  @Property
  void windowsFitUpToTheLastElement(
      @ForAll @IntRange(max = 9) int offset,
      @ForAll @IntRange(max = 5) int rows,
      @ForAll @IntRange(max = 5) int cols,
      @ForAll @IntRange(max = 3) int gap) {
    int ld = Math.max(1, cols) + gap;
    int last = indices(offset, rows, cols, ld).stream().max(Integer::compare).orElse(offset - 1);
    assertThatCode(() -> Shapes.checkWindow("X", last + 1, offset, rows, cols, ld))
        .doesNotThrowAnyException();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Shapes.checkWindow("X", last, offset, rows, cols, ld))
        .withMessageStartingWith("X of " + rows + "×" + cols + " (ld " + ld + ") at offset ");
  }
}
