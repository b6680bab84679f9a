package dev.lanewise.parallel;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Any number of tasks on any team. */
class WorkersTasksTest {
  @Property(tries = 300)
  void eachTaskRunsOnce(
      @ForAll @IntRange(max = 3000) int tasks, @ForAll @IntRange(min = 1, max = 6) int threads) {
    try (Workers workers = new Workers(threads)) {
      assertThat(workers.threads()).isEqualTo(threads);
      for (int call = 0; call < 3; call++) {
        WorkersTest.runOnce(workers, tasks);
      }
    }
  }
}
