package dev.lanewise.elementwise;

import static dev.lanewise.elementwise.FloatSpans.LANES;
import static jdk.incubator.vector.VectorOperators.LE;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * The steps of a softmax on vectors, over several rows in one call: rows are short, and what a call
 * and each loop of it cost was more than their work (64 columns). What a row has one of lies in
 * every lane of a vector, by rotations, and never leaves the vector registers.
 */
final class FloatVectorRows {
  private static final VectorSpecies<Float> SPECIES = FloatLanes.SPECIES;
  private static final int LENGTH = FloatLanes.LENGTH;
  private static final VectorShuffle<Float> BY8 = FloatLanes.rotation(8);
  private static final VectorShuffle<Float> BY4 = FloatLanes.rotation(4);
  private static final VectorShuffle<Float> BY2 = FloatLanes.rotation(2);
  private static final VectorShuffle<Float> BY1 = FloatLanes.rotation(1);

  private FloatVectorRows() {}

  /** For rows of at least a vector; the last vectors of a row may overlap each other. */
  static void subtractMaxima(
      int rows,
      int cols,
      float[] x,
      int xOff,
      int xLd,
      float[] t,
      int tOff,
      int tLd,
      float[] maxima) {
    int last = Math.min(4 * LENGTH, cols) - LENGTH;
    int j1 = Math.min(LENGTH, last);
    int j2 = Math.min(2 * LENGTH, last);
    int lastGroup = cols - LENGTH - last;
    int end = SPECIES.loopBound(cols);
    FloatVector lowest = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
    for (int i = 0; i < rows; i++) {
      int row = xOff + i * xLd;
      FloatVector m0 = lowest;
      FloatVector m1 = lowest;
      FloatVector m2 = lowest;
      FloatVector m3 = lowest;
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
      m = o.blend(m, o.compare(LE, m)).add(0f);
      int to = tOff + i * tLd;
      for (int j = 0; j < end; j += LENGTH) {
        FloatVector.fromArray(SPECIES, x, row + j).sub(m).intoArray(t, to + j);
      }
      float max = m.lane(0);
      for (int j = end; j < cols; j++) {
        t[to + j] = x[row + j] - max;
      }
      maxima[i] = max;
    }
  }

  /** For rows of a multiple of 16 elements. */
  static void sums(int rows, int cols, float[] x, int xOff, int xLd, float[] sums) {
    FloatVector zero = FloatVector.zero(SPECIES);
    for (int i = 0; i < rows; i++) {
      int row = xOff + i * xLd;
      FloatVector s0 = zero;
      FloatVector s1 = zero;
      FloatVector s2 = zero;
      FloatVector s3 = zero;
      for (int j = row; j < row + cols; j += LANES) {
        s0 = FloatVector.fromArray(SPECIES, x, j).add(s0);
        if (LENGTH < 16) {
          s1 = FloatVector.fromArray(SPECIES, x, j + LENGTH).add(s1);
        }
        if (LENGTH < 8) {
          s2 = FloatVector.fromArray(SPECIES, x, j + 2 * LENGTH).add(s2);
          s3 = FloatVector.fromArray(SPECIES, x, j + 3 * LENGTH).add(s3);
        }
      }
      FloatVector s = LENGTH < 8 ? s2.add(s0).add(s3.add(s1)) : LENGTH < 16 ? s1.add(s0) : s0;
      if (LENGTH > 8) {
        s = s.rearrange(BY8).add(s);
      }
      if (LENGTH > 4) {
        s = s.rearrange(BY4).add(s);
      }
      s = s.rearrange(BY2).add(s);
      sums[i] = s.rearrange(BY1).add(s).lane(0);
    }
  }

  /** Vectors of each row; x ← x/divisor(i). */
  static void divide(int rows, int end, float[] x, int xOff, int xLd, float[] divisors) {
    for (int i = 0; i < rows; i++) {
      int row = xOff + i * xLd;
      FloatVector divisor = FloatVector.broadcast(SPECIES, divisors[i]);
      for (int j = 0; j < end; j += LENGTH) {
        FloatVector.fromArray(SPECIES, x, row + j).div(divisor).intoArray(x, row + j);
      }
    }
  }

  /** Vectors of each row; x ← x − c(i). */
  static void subtract(int rows, int end, float[] x, int xOff, int xLd, float[] c) {
    for (int i = 0; i < rows; i++) {
      int row = xOff + i * xLd;
      FloatVector subtrahend = FloatVector.broadcast(SPECIES, c[i]);
      for (int j = 0; j < end; j += LENGTH) {
        FloatVector.fromArray(SPECIES, x, row + j).sub(subtrahend).intoArray(x, row + j);
      }
    }
  }
}
