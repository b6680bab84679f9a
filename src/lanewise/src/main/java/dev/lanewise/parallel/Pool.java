package dev.lanewise.parallel;

import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Keeps objects that calls reuse, so that a warm call allocates nothing. Any thread, virtual ones
 * too, may take and give; nothing is tied to a thread, so nothing outlives the class loader.
 */
public final class Pool<T> {
  private static final int SLOTS = 64;

  private final AtomicReferenceArray<T> slots = new AtomicReferenceArray<>(SLOTS);

  /** An object that was given back, or null when there is none. */
  public T take() {
    for (int i = 0; i < SLOTS; i++) {
      if (slots.getPlain(i) != null) {
        T item = slots.getAndSet(i, null);
        if (item != null) {
          return item;
        }
      }
    }
    return null;
  }

  /** Keeps {@code item} for a later {@link #take}, or drops it when all slots are full. */
  public void give(T item) {
    for (int i = 0; i < SLOTS; i++) {
      if (slots.getPlain(i) == null && slots.compareAndSet(i, null, item)) {
        return;
      }
    }
  }
}
