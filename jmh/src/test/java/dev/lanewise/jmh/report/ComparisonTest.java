package dev.lanewise.jmh.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What counts as a change, and what as a regression. */
class ComparisonTest {
  private static final String OURS = "dev.lanewise.jmh.GemmBenchmark.multiply";
  private static final String THEIRS = "dev.lanewise.jmh.peer.NativeBenchmark.multiply";
  private static final Map<String, String> CASE = Map.of("shape", "8x8x8");

  private Comparison compare(Stored before, Stored after) {
    return Comparison.of(before.measurements(), after.measurements());
  }

  @Test
  void aLossBeyondNoiseAndPercentageIsARegression() {
    Comparison comparison =
        compare(
            new Stored().rate(OURS, CASE, 100, 100, 101),
            new Stored().rate(OURS, CASE, 90, 90, 91));
    assertThat(comparison.regressions(5)).hasSize(1);
    assertThat(comparison.regressions(15)).isEmpty();
    assertThat(comparison.text(5))
        .startsWith("1 cases in both runs, 1 changed beyond their noise\n")
        .contains("GemmBenchmark.multiply shape=8x8x8 threads=1")
        .contains("0.90")
        .endsWith("1 regression over 5.00 %: see speeds below 0.95\n");
  }

  /** Both runs reach the same share of the peak beside them; a third one does not. */
  @Test
  void aSlowerClockIsNone() {
    Stored before = new Stored().beside(OURS, CASE, 90, 100, 91, 100);
    Stored slowClock = new Stored().beside(OURS, CASE, 45, 50, 54, 60);
    Stored slow = new Stored().beside(OURS, CASE, 72, 100, 73, 100);
    assertThat(compare(before, slowClock).text(5)).contains("0 changed");
    assertThat(compare(before, slow).regressions(5)).hasSize(1);
    assertThat(compare(before, slow).text(5))
        .contains("90.5 GFLOP/s, 0.91 of a core's peak")
        .contains("0.80");
  }

  @Test
  void aTimeThatGrowsIsOne() {
    Comparison comparison =
        compare(
            new Stored().time(OURS, "ms/op", CASE, 10, 10),
            new Stored().time(OURS, "ms/op", CASE, 12, 12));
    assertThat(comparison.regressions(5)).hasSize(1);
  }

  @Test
  void withinTheSpreadOfItsForksNothingHasChanged() {
    Comparison comparison =
        compare(
            new Stored().rate(OURS, CASE, 100, 100, 120),
            new Stored().rate(OURS, CASE, 90, 90, 91));
    assertThat(comparison.regressions(5)).isEmpty();
    assertThat(comparison.text(5)).contains("0 changed").contains("no regression over 5.00 %");
  }

  /** Two cases, three degrees of freedom: s = 0.5 %·√(2/3), t = 4.18, noise 1.7 %. */
  @Test
  void withinTheNoiseOfOtherCasesNothingHasChanged() {
    assertThat(compare(beside(100, "L1"), beside(99, "L1")).text(0)).contains("0 changed");
    assertThat(compare(beside(100, "L1"), beside(95, "L1")).regressions(3)).hasSize(1);
  }

  /** The copy's forks lie 40 % apart, which is nothing to what lies in a cache. */
  @Test
  void noiseOfMemoryIsForCasesInMemory() {
    assertThat(compare(beside(100, "MEMORY"), beside(70, "MEMORY")).regressions(5)).isEmpty();
  }

  private static Stored beside(double rate, String place) {
    return new Stored()
        .rate(OURS, CASE, 99.5, 100.5, 100)
        .rate(OURS, Map.of("shape", "copy", "place", "MEMORY"), 80, 120)
        .rate(OURS, Map.of("shape", "9x9x9", "place", place), rate, rate);
  }

  @Test
  void aPeersLossIsShownButIsNoRegression() {
    Comparison comparison =
        compare(
            new Stored().rate(THEIRS, CASE, 100, 100).time("peers.seed.numpy", "ns/op", CASE, 1, 1),
            new Stored().rate(THEIRS, CASE, 50, 50).time("peers.seed.numpy", "ns/op", CASE, 2, 2));
    assertThat(comparison.text(5)).contains("2 changed");
    assertThat(comparison.regressions(5)).isEmpty();
  }

  @Test
  void aRunEqualsItself() throws IOException {
    Path folder = ReportTest.STORED;
    Comparison comparison = Comparison.of(folder, folder);
    assertThat(comparison.text(0)).contains(" 0 changed beyond their noise\n");
  }
}
