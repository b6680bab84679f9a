package dev.lanewise.elementwise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lanewise.matrix.FloatMatrix;
import org.junit.jupiter.api.Test;

/** Masks of dropout: which elements, how many, and how they are applied. */
class FloatMasksTest {
  private static FloatMatrix draw(double rate, long key, long stream, long first, int m, int n) {
    FloatMatrix mask = FloatMatrix.zeros(m, n);
    mask.fill(Double.NaN);
    Masks.draw(rate, key, stream, first, mask);
    return mask;
  }

  @Test
  void dropsTheWordsBelowTheThreshold() {
    float kept = (float) (1 / (1 - 0.3));
    long threshold = Math.round(0.3 * 0x1p32);
    FloatMatrix mask = draw(0.3, 11, 12, 13, 41, 77);
    int[] words = new int[4];
    for (int i = 0; i < 41; i++) {
      for (int j = 0; j < 77; j++) {
        int word = 13 + i * 77 + j;
        Philox.output(11, 12, word / 4, words, 0);
        boolean dropped = Integer.toUnsignedLong(words[word % 4]) < threshold;
        assertThat(mask.at(i, j)).isEqualTo(dropped ? 0f : kept);
      }
    }
  }

  @Test
  void isTheSameWholeOrInParts() {
    FloatMatrix whole = draw(0.5, 1, 2, 0, 37, 29);
    for (int from = 0; from < 37; from += 5) {
      int to = Math.min(from + 5, 37);
      FloatMatrix part = FloatMatrix.zeros(to - from, 40).window(0, 3, to - from, 29);
      Masks.draw(0.5, 1, 2, from * 29L, part);
      assertThat(part.toFloats()).isEqualTo(whole.rowRange(from, to).toFloats());
    }
  }

  /** A binomial share, within 5 deviations; other keys and streams give other masks. */
  @Test
  void dropsTheirShare() {
    for (double rate : new double[] {0, 0.1, 0.5, 0.9}) {
      double dropped = 0;
      for (float v : draw(rate, 3, 4, 0, 100, 100).toFloats()) {
        dropped += v == 0 ? 1 : 0;
      }
      double deviation = Math.sqrt(1e4 * rate * (1 - rate));
      assertThat(Math.abs(dropped - 1e4 * rate)).isLessThanOrEqualTo(5 * deviation);
    }
    float[] one = draw(0.5, 3, 4, 0, 10, 10).toFloats();
    assertThat(draw(0.5, 3, 5, 0, 10, 10).toFloats()).isNotEqualTo(one);
    assertThat(draw(0.5, 4, 4, 0, 10, 10).toFloats()).isNotEqualTo(one);
  }

  @Test
  void selectsAndMultiplies() {
    for (int n = 1; n < 70; n++) {
      FloatMatrix x = FloatMatrix.zeros(3, n + 1).window(0, 1, 3, n);
      FloatMatrix mask = draw(0.4, n, 0, 0, 3, n);
      FloatMatrix out = FloatMatrix.zeros(3, n);
      for (int i = 0; i < 3; i++) {
        for (int j = 0; j < n; j++) {
          x.set(i, j, j % 5 == 0 ? Double.NaN : j % 7 == 0 ? Double.NEGATIVE_INFINITY : 1.3 * j);
        }
      }
      Masks.apply(x, mask, out);
      float[] expected = new float[3 * n];
      for (int i = 0; i < 3; i++) {
        for (int j = 0; j < n; j++) {
          expected[i * n + j] = mask.at(i, j) == 0f ? 0f : x.at(i, j) * mask.at(i, j);
        }
      }
      assertThat(out.toFloats()).isEqualTo(expected);
      Masks.apply(x, mask, x);
      assertThat(x.toFloats()).isEqualTo(out.toFloats());
    }
  }

  @Test
  void refusesWhatDoesNotFit() {
    FloatMatrix mask = FloatMatrix.zeros(2, 3);
    for (double rate : new double[] {-0.1, 1, Double.NaN}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Masks.draw(rate, 0, 0, 0, mask))
          .withMessageStartingWith("a rate of " + rate + " from word 0");
    }
    assertThatIllegalArgumentException().isThrownBy(() -> Masks.draw(0.5, 0, 0, -1, mask));
    FloatMatrix x = FloatMatrix.zeros(2, 3);
    assertThatIllegalArgumentException().isThrownBy(() -> Masks.apply(x, mask, mask));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Masks.apply(x, FloatMatrix.zeros(3, 3), x));
  }
}
