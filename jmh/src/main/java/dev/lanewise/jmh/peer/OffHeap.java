package dev.lanewise.jmh.peer;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import dev.lanewise.matrix.Precision;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Arrays of either precision off the heap, on boundaries of 64 bytes: no copy is timed. */
record OffHeap(Precision precision, MemorySegment segment) {
  private static final long CACHE_LINE = 64;

  static OffHeap of(Precision precision, double[] values) {
    MemorySegment segment =
        Arena.global().allocate((long) values.length * precision.bytes(), CACHE_LINE);
    for (int i = 0; i < values.length; i++) {
      if (precision == Precision.F32) {
        segment.setAtIndex(JAVA_FLOAT, i, (float) values[i]);
      } else {
        segment.setAtIndex(JAVA_DOUBLE, i, values[i]);
      }
    }
    return new OffHeap(precision, segment);
  }

  double get(long index) {
    return precision == Precision.F32
        ? segment.getAtIndex(JAVA_FLOAT, index)
        : segment.getAtIndex(JAVA_DOUBLE, index);
  }

  double[] array() {
    double[] values = new double[(int) (segment.byteSize() / precision.bytes())];
    for (int i = 0; i < values.length; i++) {
      values[i] = get(i);
    }
    return values;
  }
}
