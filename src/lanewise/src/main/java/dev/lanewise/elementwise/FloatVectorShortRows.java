package dev.lanewise.elementwise;

import static dev.lanewise.elementwise.FloatSpans.LANES;
import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.LE;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The steps of a softmax over rows of fewer elements than a sum has virtual lanes, as a
 * classifier's: a block of rows is turned into columns, so that a vector holds one element of each
 * of as many rows. Element (i, j) then lies at j·{@link #stride} + i; what follows the last row is
 * computed with the others, whatever it is.
 */
final class FloatVectorShortRows {
  /** Rows of a block. */
  static final int HEIGHT = FloatElementwise.BLOCK / LANES;

  private static final VectorSpecies<Float> SPECIES = FloatLanes.SPECIES;
  private static final int LENGTH = FloatLanes.LENGTH;

  private FloatVectorShortRows() {}

  /** Whether so many rows take less time in columns: 0.4 to 0.7 times, 10 elements, 128 rows. */
  static boolean areShort(int rows, int cols) {
    return cols > 0 && cols < LANES && rows >= LENGTH / 2;
  }

  /** Elements from one column of a block to the next. */
  static int stride(int rows) {
    return (rows + LENGTH - 1) & -LENGTH;
  }

  /** Rows become columns of t. */
  static void toColumns(int rows, int cols, float[] x, int xOff, int xLd, float[] t) {
    int stride = stride(rows);
    for (int j = 0; j < cols; j++) {
      for (int i = 0; i < rows; i++) {
        t[j * stride + i] = x[xOff + i * xLd + j];
      }
    }
  }

  /** Columns of t become rows. */
  static void toRows(int rows, int cols, float[] t, float[] x, int xOff, int xLd) {
    int stride = stride(rows);
    for (int j = 0; j < cols; j++) {
      for (int i = 0; i < rows; i++) {
        x[xOff + i * xLd + j] = t[j * stride + i];
      }
    }
  }

  /** t ← z − maxima; e ← exp t; leaves maxima, without NaN, and sums; t may be z. */
  static void exponentials(
      int rows, int cols, float[] z, float[] t, float[] e, float[] maxima, float[] sums) {
    int stride = stride(rows);
    subtractMaxima(stride, cols, z, t, maxima);
    FloatVectorExp.expOfNonPositive(cols * stride, t, 0, e, 0);
    Arrays.fill(e, cols * stride, LANES * stride, 0f);
    sums(stride, e, sums);
  }

  private static void subtractMaxima(int stride, int cols, float[] z, float[] t, float[] maxima) {
    for (int i = 0; i < stride; i += LENGTH) {
      FloatVector max = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
      for (int j = 0; j < cols; j++) {
        int at = j * stride + i;
        FloatVector v = FloatVector.fromArray(SPECIES, z, at);
        max = v.blend(max, v.compare(LE, max));
      }
      FloatVector m = max.add(0f);
      m.intoArray(maxima, i);
      for (int j = 0; j < cols; j++) {
        int at = j * stride + i;
        FloatVector.fromArray(SPECIES, z, at).sub(m).intoArray(t, at);
      }
    }
  }

  /** The virtual lanes of a row's sum are its elements and zeros. */
  private static void sums(int stride, float[] e, float[] sums) {
    for (int i = 0; i < stride; i += LENGTH) {
      FloatVector l0 = FloatVector.fromArray(SPECIES, e, i);
      FloatVector l1 = FloatVector.fromArray(SPECIES, e, i + stride);
      FloatVector l2 = FloatVector.fromArray(SPECIES, e, i + 2 * stride);
      FloatVector l3 = FloatVector.fromArray(SPECIES, e, i + 3 * stride);
      FloatVector l4 = FloatVector.fromArray(SPECIES, e, i + 4 * stride);
      FloatVector l5 = FloatVector.fromArray(SPECIES, e, i + 5 * stride);
      FloatVector l6 = FloatVector.fromArray(SPECIES, e, i + 6 * stride);
      FloatVector l7 = FloatVector.fromArray(SPECIES, e, i + 7 * stride);
      l0 = l0.add(FloatVector.fromArray(SPECIES, e, i + 8 * stride));
      l1 = l1.add(FloatVector.fromArray(SPECIES, e, i + 9 * stride));
      l2 = l2.add(FloatVector.fromArray(SPECIES, e, i + 10 * stride));
      l3 = l3.add(FloatVector.fromArray(SPECIES, e, i + 11 * stride));
      l4 = l4.add(FloatVector.fromArray(SPECIES, e, i + 12 * stride));
      l5 = l5.add(FloatVector.fromArray(SPECIES, e, i + 13 * stride));
      l6 = l6.add(FloatVector.fromArray(SPECIES, e, i + 14 * stride));
      l7 = l7.add(FloatVector.fromArray(SPECIES, e, i + 15 * stride));
      FloatVector even = l0.add(l4).add(l2.add(l6));
      FloatVector odd = l1.add(l5).add(l3.add(l7));
      even.add(odd).intoArray(sums, i);
    }
  }

  /** e ← e/divisors(i). */
  static void divide(int rows, int cols, float[] e, float[] divisors) {
    int stride = stride(rows);
    for (int i = 0; i < stride; i += LENGTH) {
      FloatVector divisor = FloatVector.fromArray(SPECIES, divisors, i);
      for (int j = 0; j < cols; j++) {
        int at = j * stride + i;
        FloatVector.fromArray(SPECIES, e, at).div(divisor).intoArray(e, at);
      }
    }
  }

  /** t ← t − c(i). */
  static void subtract(int rows, int cols, float[] t, float[] c) {
    int stride = stride(rows);
    for (int i = 0; i < stride; i += LENGTH) {
      FloatVector subtrahend = FloatVector.fromArray(SPECIES, c, i);
      for (int j = 0; j < cols; j++) {
        int at = j * stride + i;
        FloatVector.fromArray(SPECIES, t, at).sub(subtrahend).intoArray(t, at);
      }
    }
  }

  /** {@link FloatLossTerms#softmax} with a factor for each row; y ← terms, e ← gradient. */
  static void lossTerms(
      int rows,
      int cols,
      float[] z,
      float[] y,
      float[] e,
      float[] maxima,
      float[] sums,
      float[] factors,
      float p,
      float q) {
    int stride = stride(rows);
    FloatVector keep = FloatVector.broadcast(SPECIES, p);
    FloatVector floor = FloatVector.broadcast(SPECIES, q);
    for (int i = 0; i < stride; i += LENGTH) {
      FloatVector halfMax = FloatVector.fromArray(SPECIES, maxima, i).mul(0.5f);
      FloatVector sum = FloatVector.fromArray(SPECIES, sums, i);
      FloatVector factor = FloatVector.fromArray(SPECIES, factors, i);
      for (int j = 0; j < cols; j++) {
        int at = j * stride + i;
        FloatVector t = FloatVector.fromArray(SPECIES, y, at).fma(keep, floor);
        t.mul(halfMax.sub(FloatVector.fromArray(SPECIES, z, at).mul(0.5f)))
            .blend(0f, t.compare(EQ, 0f))
            .intoArray(y, at);
        factor.mul(FloatVector.fromArray(SPECIES, e, at).div(sum).sub(t)).intoArray(e, at);
      }
    }
  }
}
