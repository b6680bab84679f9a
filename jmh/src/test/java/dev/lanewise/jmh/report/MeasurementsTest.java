package dev.lanewise.jmh.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a benchmark allocates, apart from what the harness does. */
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

  @Test
  void withoutTheProfilerNothingIsSaid() {
    Measurements all = new Stored().rate("a.Benchmark.step", Map.of(), 1).measurements();
    assertThat(all.allocation(STEP)).isEmpty();
    assertThat(all.allocationNote()).isEmpty();
  }
}
