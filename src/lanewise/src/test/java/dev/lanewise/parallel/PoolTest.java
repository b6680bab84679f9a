package dev.lanewise.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
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

/** A pool makes an object only when none is free, and gives each to one taker. */
class PoolTest {
  private static final int PLACES = 64;

  private int made;

  private Object makeOne() {
    made++;
    return new Object();
  }

  /** True takes an object, false gives the oldest back: as many are made as were out at once. */
  @Property
  void makesNoMoreThanAreOutAtOnce(@ForAll @Size(max = 60) List<Boolean> steps) {
    made = 0;
    Pool<Object> pool = new Pool<>(this::makeOne);
    Deque<Object> out = new ArrayDeque<>();
    Set<Object> distinct = Collections.newSetFromMap(new IdentityHashMap<>());
    int most = 0;
    for (boolean take : steps) {
      if (take) {
        Object item = pool.take();
        assertThat(distinct.add(item)).isTrue();
        out.add(item);
      } else if (!out.isEmpty()) {
        Object item = out.remove();
        distinct.remove(item);
        pool.give(item);
      }
      most = Math.max(most, out.size());
      assertThat(made).isEqualTo(most);
    }
  }

  @Example
  void forgetsWhatDoesNotFit() {
    Pool<Object> pool = new Pool<>(this::makeOne);
    for (int round = 1; round <= 3; round++) {
      List<Object> out = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        out.add(pool.take());
      }
      assertThat(made).isEqualTo(100 + (round - 1) * (100 - PLACES));
      out.forEach(pool::give);
    }
  }

  /** Whoever gives back first, a thread gets the object that it had last. */
  @Example
  void aThreadGetsItsOwnBack() throws Exception {
    Pool<Object> pool = new Pool<>(Object::new);
    try (ExecutorService other = Executors.newSingleThreadExecutor()) {
      Object mine = pool.take();
      Object its = other.submit(pool::take).get();
      for (int round = 0; round < 3; round++) {
        pool.give(mine);
        pool.give(its);
        assertThat(other.submit(pool::take).get()).isSameAs(its);
        assertThat(pool.take()).isSameAs(mine);
      }
    }
  }

  /** What a maker throws costs no place. */
  @Example
  void aMakerMayFail() {
    int[] calls = {0};
    Pool<Object> pool =
        new Pool<>(
            () -> {
              if (calls[0]++ < 2 * PLACES) {
                throw new OutOfMemoryError("seeded");
              }
              return new Object();
            });
    for (int i = 0; i < 2 * PLACES; i++) {
      assertThatThrownBy(pool::take).isInstanceOf(OutOfMemoryError.class);
    }
    Object item = pool.take();
    pool.give(item);
    assertThat(pool.take()).isSameAs(item);
  }

  /** Two threads never hold one object, which a counter in it would show. */
  @Example
  void oneTakerAtATime() throws Exception {
    Pool<AtomicInteger> pool = new Pool<>(AtomicInteger::new);
    AtomicInteger shared = new AtomicInteger();
    try (ExecutorService callers = Executors.newFixedThreadPool(8)) {
      List<Future<?>> ends = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        ends.add(
            callers.submit(
                () -> {
                  for (int round = 0; round < 20_000; round++) {
                    AtomicInteger item = pool.take();
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
