package dev.lanewise.elementwise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lanewise.matrix.FloatBits;
import dev.lanewise.matrix.FloatMatrix;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/**
 * The public door to the elementary functions against their scalar definitions, whose accuracy
 * {@link FloatMathTest} looks after, bit for bit.
 */
class FloatElementaryTest {
  /** Bit patterns from everywhere. */
  private static FloatMatrix patterns(int rows, int cols, int gap, long seed) {
    int ld = Math.max(1, cols + gap);
    FloatMatrix x = FloatMatrix.wrap(FloatBits.marks(rows * ld + 3), 3, rows, cols, ld);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < cols; j++) {
        x.set(i, j, FloatBits.pattern(seed * 7919 + 71L * i + j));
      }
    }
    return x;
  }

  @Property(tries = 200)
  void windows(
      @ForAll Elementary f,
      @ForAll @IntRange(max = 5) int rows,
      @ForAll @IntRange(max = 70) int cols,
      @ForAll @IntRange(max = 2) int gap,
      @ForAll boolean inPlace,
      @ForAll @IntRange(max = 100_000) int seed) {
    FloatMatrix x = patterns(rows, cols, gap, seed);
    FloatMatrix y = inPlace ? x : patterns(rows, cols, 2 - gap, seed + 1);
    float[] expected = y.array().clone();
    ElementaryFunction definition = ElementaryFunction.valueOf(f.name());
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < cols; j++) {
        expected[y.offset() + i * y.leadingDimension() + j] = definition.at(x.at(i, j));
      }
    }
    Elementwise.apply(x, f, y);
    float[] actual = y.array();
    for (int i = 0; i < expected.length; i++) {
      assertThat(Float.compare(actual[i], expected[i])).as("%s, element %d", f, i).isZero();
    }
  }

  @Test
  void misfitsAreRefused() {
    FloatMatrix x = FloatMatrix.zeros(2, 4);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Elementwise.apply(x, Elementary.EXP, FloatMatrix.zeros(1, 4)))
        .withMessageContaining("y is F32 1×4 (ld 4), but must be F32 2×4");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> Elementwise.apply(x.window(0, 0, 2, 3), Elementary.LOG, x.window(0, 1, 2, 3)))
        .withMessageContaining("overlaps");
  }
}
