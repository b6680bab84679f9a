package dev.lanewise.jmh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lanewise.jmh.seed.Form;
import dev.lanewise.jmh.seed.Problem;
import dev.lanewise.matrix.Precision;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is timed is done, where no other test says so. */
class BenchmarksTest {
  @Test
  void bandwidthMovesAndCountsItsBytes() {
    BandwidthBenchmark benchmark = new BandwidthBenchmark();
    benchmark.place = Place.L1;
    benchmark.prepare();
    ByteRate rate = new ByteRate();
    rate.begin();
    assertThat(benchmark.copy(rate)).containsExactly(benchmark.b);
    assertThat(rate.gigabytes()).isCloseTo(8e-9 * benchmark.a.length, within(1e-15));
    float[] sums = benchmark.triad(rate);
    for (int i = 0; i < sums.length; i++) {
      assertThat(sums[i]).isEqualTo(i % 97 + 0.5f * (i % 89));
    }
    assertThat(rate.gigabytes()).isCloseTo(20e-9 * sums.length, within(1e-15));
  }

  /** The first loss is the network's own, and steps on one batch make it smaller. */
  @ParameterizedTest
  @EnumSource
  void stepsTrain(TrainingBenchmark.Kind kind) {
    TrainingBenchmark benchmark = new TrainingBenchmark();
    benchmark.network = kind;
    benchmark.batch = 32;
    benchmark.threads = 1;
    benchmark.prepare();
    double expected = kind.network().loss(benchmark.x, benchmark.y);
    double first = benchmark.step();
    assertThat(first).isEqualTo(expected);
    double last = first;
    for (int i = 0; i < 20; i++) {
      last = benchmark.step();
    }
    assertThat(last).isLessThan(first);
    assertThat(benchmark.built.loss(benchmark.x, benchmark.y)).isLessThan(last);
  }

  /** The forms are checked by FormsTest; this is the way from the parameters to them. */
  @ParameterizedTest
  @EnumSource
  void theSeedBenchmarkRunsItsForm(Form form) {
    SeedBenchmark benchmark = new SeedBenchmark();
    benchmark.precision = Precision.F64;
    benchmark.form = form;
    benchmark.samples = 300;
    benchmark.threads = 2;
    benchmark.prepare();
    Problem same = Problem.random(Precision.F64, 300);
    Form.LOOP.over(same).run();
    assertThat((double[]) benchmark.run())
        .hasSize(2 * 25 * 64 + 25 + 64)
        .containsExactly((double[]) same.gradient.flat().array(), within(1e-10));
  }

  @ParameterizedTest
  @EnumSource
  void aColdStartPrintsItsTime(ColdStart.What what) {
    PrintStream before = System.out;
    ByteArrayOutputStream words = new ByteArrayOutputStream();
    System.setOut(new PrintStream(words, true, StandardCharsets.UTF_8));
    try {
      ColdStart.main(new String[] {what.name()});
    } finally {
      System.setOut(before);
    }
    assertThat(Long.parseLong(words.toString(StandardCharsets.UTF_8).strip())).isPositive();
  }
}
