package dev.lanewise.parallel;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.Supplier;

/**
 * Keeps objects that calls reuse, so that a warm call allocates nothing. Any thread, virtual ones
 * too, may take and give; nothing is tied to a thread, so nothing outlives the class loader.
 *
 * <p>A thread gets the object that it had last, if that is free: what it wrote there is still in
 * the cache of its core.
 */
public final class Pool<T> {
  private static final int SLOTS = 64;

  /** Ints in a cache line: the distance between flags that different threads write. */
  private static final int LINE = 16;

  private static final int FREE = 0;
  private static final int TAKEN = 1;

  private final Supplier<T> maker;

  /** The objects made, each in its place for ever. */
  private final Object[] items = new Object[SLOTS];

  /** For each object the thread that took it last; a hint, so races do not matter. */
  private final long[] lastTakers = new long[SLOTS];

  private final AtomicIntegerArray flags = new AtomicIntegerArray(SLOTS * LINE);
  private volatile int made;

  /** A pool that makes its objects when there is none to give. */
  public Pool(Supplier<T> maker) {
    this.maker = maker;
  }

  /** An object that nobody else has until it is given back. */
  public T take() {
    long taker = Thread.currentThread().threadId();
    int known = made;
    for (int i = 0; i < known; i++) {
      if (lastTakers[i] == taker && claims(i)) {
        return item(i);
      }
    }
    for (int i = 0; i < known; i++) {
      if (claims(i)) {
        lastTakers[i] = taker;
        return item(i);
      }
    }
    return make(taker);
  }

  /** Lets others take an object that {@link #take} returned; one not given keeps its place. */
  @SuppressWarnings("ReferenceEquality") // an object of the same value is another one
  public void give(T item) {
    int known = made;
    for (int i = 0; i < known; i++) {
      if (items[i] == item) {
        flags.setRelease(i * LINE, FREE);
        return;
      }
    }
  }

  private boolean claims(int slot) {
    int flag = slot * LINE;
    return flags.getPlain(flag) == FREE && flags.compareAndSet(flag, FREE, TAKEN);
  }

  @SuppressWarnings("unchecked")
  private T item(int slot) {
    return (T) items[slot];
  }

  /** One more object; the pool does not know it when all places are full. */
  private synchronized T make(long taker) {
    T item = maker.get();
    int slot = made;
    if (slot < SLOTS) {
      items[slot] = item;
      lastTakers[slot] = taker;
      flags.setPlain(slot * LINE, TAKEN);
      made = slot + 1;
    }
    return item;
  }
}
