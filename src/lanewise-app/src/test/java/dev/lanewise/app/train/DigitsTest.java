package dev.lanewise.app.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanewise.data.DataSet;
import dev.lanewise.matrix.Precision;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DigitsTest {
  @Test
  void holdsTheTestSetOfTheSource() {
    DataSet digits = Digits.all();
    int[] counts = new int[Digits.CLASSES];
    for (int i = 0; i < digits.size(); i++) {
      counts[digits.label(i)]++;
    }

    assertThat(digits.size()).isEqualTo(Digits.SAMPLES);
    assertThat(digits.inputs().cols()).isEqualTo(Digits.PIXELS);
    // Counts of optdigits.names.
    assertThat(counts).containsExactly(178, 182, 177, 183, 181, 182, 181, 179, 174, 180);
    // The first line: 0,0,5,13,9,1,0,0,0,0,13,… and a zero.
    assertThat(digits.inputs().get(0, 3)).isEqualTo(13.0 / 16);
    assertThat(digits.label(0)).isZero();
    double[] pixels = digits.inputs().toDoubles();
    assertThat(Arrays.stream(pixels).min().orElseThrow()).isZero();
    assertThat(Arrays.stream(pixels).max().orElseThrow()).isEqualTo(1);
  }

  @Test
  void splitIsTheSameInBothPrecisions() {
    DataSet.Split single = Digits.split(Precision.F32);
    DataSet.Split twice = Digits.split(Precision.F64);

    assertThat(single.test().size()).isEqualTo(Digits.TEST_SAMPLES);
    assertThat(single.train().size()).isEqualTo(Digits.SAMPLES - Digits.TEST_SAMPLES);
    assertThat(single.test().inputs().toDoubles()).isEqualTo(twice.test().inputs().toDoubles());
    assertThat(single.train().inputs().toDoubles()).isEqualTo(twice.train().inputs().toDoubles());
  }
}
