package dev.lanewise.elementwise;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** The known answers that its authors publish with Random123 (kat_vectors, philox4x32 10). */
class PhiloxTest {
  private static int[] output(long key, long stream, long block) {
    int[] words = new int[4];
    Philox.output(key, stream, block, words, 0);
    return words;
  }

  @Test
  void knownAnswers() {
    assertThat(output(0, 0, 0)).containsExactly(0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8);
    assertThat(output(-1, -1, -1)).containsExactly(0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd);
    // Counter 243f6a88 85a308d3 13198a2e 03707344, key a4093822 299f31d0, low words first.
    assertThat(output(0x299f31d0a4093822L, 0x0370734413198a2eL, 0x85a308d3243f6a88L))
        .containsExactly(0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1);
  }

  /** Whole vectors of counters, and some left over; counters that carry into the high word. */
  @Test
  void drawsWhatOneCounterAfterTheOtherGives() {
    Random random = new Random(6);
    Philox philox = Philox.take();
    int[] expected = new int[4];
    for (int round = 0; round < 400; round++) {
      long key = random.nextLong();
      long stream = random.nextLong();
      long first = round % 2 == 0 ? (1L << 34) - random.nextInt(200) : random.nextLong() >>> 1;
      int n = round % 4 == 0 ? Philox.BLOCK : random.nextInt(150);
      int at = philox.draw(key, stream, first, n);
      for (int j = 0; j < n; j++) {
        Philox.output(key, stream, (first + j) >>> 2, expected, 0);
        assertThat(philox.words[at + j]).isEqualTo(expected[(int) ((first + j) & 3)]);
      }
    }
    philox.give();
  }

  @Test
  void drawsFromAnywhere() {
    Philox philox = Philox.take();
    int at = philox.draw(5, 7, 0, 64);
    int[] all = new int[64];
    System.arraycopy(philox.words, at, all, 0, 64);
    for (int first = 0; first < 60; first++) {
      at = philox.draw(5, 7, first, 4);
      for (int j = 0; j < 4; j++) {
        assertThat(philox.words[at + j]).isEqualTo(all[first + j]);
      }
    }
    at = philox.draw(5, 7, 3, Philox.BLOCK);
    assertThat(philox.words[at]).isEqualTo(all[3]);
    philox.give();
  }
}
