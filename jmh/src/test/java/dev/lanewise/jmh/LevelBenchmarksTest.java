package dev.lanewise.jmh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** What is timed is what the benchmark says, within γ(k + 2) of factors of at most 1/2. */
class LevelBenchmarksTest {
  private static final double UNIT = 0x1p-24;

  @Test
  void levelTwo() {
    Level2Benchmark benchmark = new Level2Benchmark();
    benchmark.shape = "37x41";
    benchmark.threads = 2;
    benchmark.prepare();
    float[] x = benchmark.x.clone();
    benchmark.row(new FlopRate());
    float[] y = benchmark.y.clone();
    benchmark.column(new FlopRate());
    for (int j = 0; j < 41; j++) {
      double sum = 0;
      for (int i = 0; i < 37; i++) {
        sum += (double) x[i] * benchmark.a[i * 41 + j];
      }
      assertThat(y[j]).isCloseTo((float) sum, within((float) (40 * 37 * UNIT)));
    }
    for (int i = 0; i < 37; i++) {
      double sum = 0;
      double size = 0;
      for (int j = 0; j < 41; j++) {
        sum += (double) benchmark.a[i * 41 + j] * y[j];
        size += Math.abs((double) benchmark.a[i * 41 + j] * y[j]);
      }
      assertThat((double) benchmark.x[i]).isCloseTo(sum, within(44 * UNIT * size));
    }
    float[] a = benchmark.a.clone();
    benchmark.a[5] = 0;
    benchmark.update(new FlopRate());
    assertThat(benchmark.a[5]).isEqualTo(1e-9f * (benchmark.x[0] * benchmark.y[5]));
    assertThat(benchmark.a[6]).isCloseTo(a[6], within(1e-6f));
  }

  @Test
  void levelThree() {
    Level3Benchmark benchmark = new Level3Benchmark();
    benchmark.n = 16;
    benchmark.threads = 2;
    benchmark.prepare();
    benchmark.batched(new FlopRate());
    int last = (benchmark.batch - 1) * 256;
    for (int j = 0; j < 16; j++) {
      double sum = 0;
      for (int p = 0; p < 16; p++) {
        sum += (double) benchmark.a[last + p] * benchmark.b[last + p * 16 + j];
      }
      assertThat((double) benchmark.c[last + j]).isCloseTo(sum, within(18 * 4 * UNIT));
    }
    float[] batched = benchmark.c.clone();
    benchmark.calls(new FlopRate());
    assertThat(benchmark.c).containsExactly(batched);
    benchmark.triangle(new FlopRate());
    for (int j = 0; j < 16; j++) {
      double sum = 0;
      for (int p = 0; p < 16; p++) {
        sum += (double) benchmark.a[15 * 16 + p] * benchmark.a[j * 16 + p];
      }
      assertThat((double) benchmark.c[15 * 16 + j]).isCloseTo(sum, within(18 * 4 * UNIT));
    }
    assertThat(benchmark.c[1]).isEqualTo(batched[1]);
  }
}
