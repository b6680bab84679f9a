package dev.lanewise.parallel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

/** A pool hands out what was given, each object to one taker. */
class PoolTest {
  /** True gives a new object, false takes one: against a set as the model. */
  @Property
  void takesWhatWasGiven(@ForAll @Size(max = 60) List<Boolean> steps) {
    Pool<Object> pool = new Pool<>();
    Set<Object> kept = new HashSet<>();
    for (boolean give : steps) {
      if (give) {
        Object item = new Object();
        pool.give(item);
        kept.add(item);
      } else {
        Object item = pool.take();
        assertThat(item == null).isEqualTo(kept.isEmpty());
        assertThat(item == null || kept.remove(item)).isTrue();
      }
    }
  }

  @Example
  void dropsWhatDoesNotFit() {
    Pool<Object> pool = new Pool<>();
    for (int i = 0; i < 100; i++) {
      pool.give(i);
    }
    int taken = 0;
    while (pool.take() != null) {
      taken++;
    }
    assertThat(taken).isEqualTo(64);
  }

  /** Two threads never hold one object, which a counter in it would show. */
  @Example
  void oneTakerAtATime() throws Exception {
    Pool<AtomicInteger> pool = new Pool<>();
    AtomicInteger shared = new AtomicInteger();
    try (ExecutorService callers = Executors.newFixedThreadPool(8)) {
      List<Future<?>> ends = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        ends.add(
            callers.submit(
                () -> {
                  for (int round = 0; round < 20_000; round++) {
                    AtomicInteger item = pool.take();
                    item = item == null ? new AtomicInteger() : item;
                    if (item.incrementAndGet() != 1) {
                      shared.incrementAndGet();
                    }
                    item.decrementAndGet();
                    pool.give(item);
                  }
                }));
      }
      for (Future<?> end : ends) {
        end.get();
      }
    }
    assertThat(shared).hasValue(0);
  }
}
