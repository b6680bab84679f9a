package dev.lanewise.jmh.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a benchmark reaches, and what it allocates apart from the harness. */
class MeasurementsTest {
  private static final Case STEP = Case.of("a.Benchmark.step", Map.of());

  /** Two forks of two iterations, 200 ms each: bytes an operation, MiB a second. */
  private static Measurements measured(String bytes, String rate) {
    return Measurements.parse(
        """
        [{"benchmark": "a.Benchmark.step", "threads": 1, "measurementTime": "200 ms",
          "primaryMetric": {"scoreUnit": "us/op", "rawData": [[600, 600], [600, 600]]},
          "secondaryMetrics": {
            "gc.alloc.rate.norm": {"rawData": [[20.5, 20.5], [%s]]},
            "gc.alloc.rate": {"rawData": [[0.034, 0.034], [%s]]}}}]
        """
            .formatted(bytes, rate));
  }

  /** As it was measured on a benchmark that allocates nothing: 7 KB an iteration. */
  @Test
  void whatTheHarnessAllocatesIsNotCounted() {
    Measurements all = measured("21.9, 20.1", "0.036, 0.033");
    assertThat(all.allocation(STEP)).hasValue(0);
    assertThat(all.allocationNote())
        .containsExactly("Heap: no operation of our one case allocates");
  }

  /** 24 bytes, a boxed number, in each of 333 operations are 8 KB beside the harness's 7. */
  @Test
  void aSmallObjectInAnOperationIs() {
    Measurements all = measured("44.5, 44.5", "0.072, 0.072");
    assertThat(all.allocation(STEP)).hasValue(44.5);
    assertThat(all.allocationNote().get(0)).contains("ALLOCATE").contains("Benchmark.step");
  }

  /** A core at half of its clock reaches half of the rate, and the same share of its peak. */
  @Test
  void whatIsComparedIsTheShareOfThePeakBeside() {
    Score slow = beside(40, 50, 48, 60, 72, 80);
    Score fast = beside(80, 100);
    assertThat(slow.median()).isEqualTo(48);
    assertThat(slow.share()).isEqualTo(0.8);
    assertThat(slow.worst()).isEqualTo(40);
    assertThat(slow.worstFork()).isEqualTo(1);
    assertThat(slow.spread()).isCloseTo(0.125, within(1e-12));
    assertThat(slow.speedOver(fast)).isEqualTo(1);
    assertThat(slow.comparedInWords()).isEqualTo("48.0 GFLOP/s, 0.80 of a core's peak");
  }

  /** One of a JVM without vectors, and an older run. */
  @Test
  void withoutAPeakRatesAreCompared() {
    Score none = beside(40, 0);
    assertThat(none.hasShare()).isFalse();
    assertThat(none.speedOver(beside(80, 100))).isEqualTo(0.5);
    assertThat(none.comparedInWords()).isEqualTo("40.0 GFLOP/s");
  }

  @Test
  void casesBesideThePeakAndOnMoreThreadsHaveNoiseOfTheirOwnAsHavePeers() {
    Measurements all =
        new Stored()
            .beside("a.Benchmark.step", Map.of(), 80, 100, 40, 50)
            .rate("a.Benchmark.other", Map.of(), 80, 40)
            .beside("dev.lanewise.jmh.A.step", Map.of("threads", "2"), 100, 100, 90, 100)
            .beside("dev.lanewise.jmh.peer.A.step", Map.of("threads", "2"), 100, 100, 30, 100)
            .measurements();
    assertThat(all.noise(STEP).deviation()).isZero();
    assertThat(all.noise(Measurements.Kind.IN_CACHES).deviation()).isGreaterThan(0.4);
    assertThat(all.noise(Measurements.Kind.ON_MORE_THREADS).deviation()).isBetween(0.07, 0.08);
    assertThat(all.noise(Measurements.Kind.PEERS_ON_MORE_THREADS).deviation()).isGreaterThan(0.7);
  }

  private static Score beside(double... ratesAndPeaks) {
    return new Stored()
        .beside("a.Benchmark.step", Map.of(), ratesAndPeaks)
        .measurements()
        .score(STEP)
        .orElseThrow();
  }

  @Test
  void withoutTheProfilerNothingIsSaid() {
    Measurements all = new Stored().rate("a.Benchmark.step", Map.of(), 1).measurements();
    assertThat(all.allocation(STEP)).isEmpty();
    assertThat(all.allocationNote()).isEmpty();
  }
}
