package dev.lanewise.elementwise;

import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.LE;
import static jdk.incubator.vector.VectorOperators.NE;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * The column of the largest element of a row: the largest first, in every lane of a vector, then
 * the first element that equals it. Rows go in groups of four vectors, the last of which may
 * overlap each other: who looks at an element twice finds the same. A row with a NaN, for which the
 * maximum would have a comparison more, goes one element at a time.
 */
final class FloatVectorArgMax {
  private static final VectorSpecies<Float> SPECIES = FloatLanes.SPECIES;
  private static final int LENGTH = FloatLanes.LENGTH;
  private static final VectorShuffle<Float> BY8 = FloatLanes.rotation(8);
  private static final VectorShuffle<Float> BY4 = FloatLanes.rotation(4);
  private static final VectorShuffle<Float> BY2 = FloatLanes.rotation(2);
  private static final VectorShuffle<Float> BY1 = FloatLanes.rotation(1);

  private FloatVectorArgMax() {}

  /** For rows of at least a vector. */
  static void run(int rows, int cols, float[] x, int xOff, int xLd, int[] columns, int at) {
    int last = Math.min(4 * LENGTH, cols) - LENGTH;
    int j1 = Math.min(LENGTH, last);
    int j2 = Math.min(2 * LENGTH, last);
    int lastGroup = cols - LENGTH - last;
    FloatVector lowest = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
    for (int i = 0; i < rows; i++) {
      int row = xOff + i * xLd;
      FloatVector m0 = lowest;
      FloatVector m1 = lowest;
      FloatVector m2 = lowest;
      FloatVector m3 = lowest;
      boolean nan = false;
      for (int from = 0; from < lastGroup + 4 * LENGTH; from += 4 * LENGTH) {
        int j = row + Math.min(from, lastGroup);
        FloatVector v0 = FloatVector.fromArray(SPECIES, x, j);
        FloatVector v1 = FloatVector.fromArray(SPECIES, x, j + j1);
        FloatVector v2 = FloatVector.fromArray(SPECIES, x, j + j2);
        FloatVector v3 = FloatVector.fromArray(SPECIES, x, j + last);
        m0 = v0.blend(m0, v0.compare(LE, m0));
        m1 = v1.blend(m1, v1.compare(LE, m1));
        m2 = v2.blend(m2, v2.compare(LE, m2));
        m3 = v3.blend(m3, v3.compare(LE, m3));
        nan |=
            v0.compare(NE, v0)
                .or(v1.compare(NE, v1))
                .or(v2.compare(NE, v2).or(v3.compare(NE, v3)))
                .anyTrue();
      }
      if (nan) {
        columns[at + i] = FloatScalarSpans.argMax(cols, x, row);
        continue;
      }
      FloatVector m = m1.blend(m0, m1.compare(LE, m0));
      FloatVector o = m3.blend(m2, m3.compare(LE, m2));
      m = o.blend(m, o.compare(LE, m));
      if (LENGTH > 8) {
        o = m.rearrange(BY8);
        m = o.blend(m, o.compare(LE, m));
      }
      if (LENGTH > 4) {
        o = m.rearrange(BY4);
        m = o.blend(m, o.compare(LE, m));
      }
      if (LENGTH > 2) {
        o = m.rearrange(BY2);
        m = o.blend(m, o.compare(LE, m));
      }
      o = m.rearrange(BY1);
      m = o.blend(m, o.compare(LE, m));
      int found = 0;
      long hits = 0;
      for (int from = 0; hits == 0; from += 4 * LENGTH) {
        found = Math.min(from, lastGroup);
        int j = row + found;
        hits =
            FloatVector.fromArray(SPECIES, x, j).compare(EQ, m).toLong()
                | FloatVector.fromArray(SPECIES, x, j + j1).compare(EQ, m).toLong() << j1
                | FloatVector.fromArray(SPECIES, x, j + j2).compare(EQ, m).toLong() << j2
                | FloatVector.fromArray(SPECIES, x, j + last).compare(EQ, m).toLong() << last;
      }
      columns[at + i] = found + Long.numberOfTrailingZeros(hits);
    }
  }
}
