package dev.lanewise.elementwise;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Kernels that leave column sums. Rows are taken in blocks that stay in L1; in a block, panels of 8
 * or 4 vectors go down the rows with their sums in registers; columns that are fewer than a vector
 * go alone.
 *
 * <p>Tried for δ with its sums, 64 columns: along the rows, four at a time, with the sums in
 * memory, 1.9 times the time without sums, as the loop along a row is too short for what C2 puts
 * around it; panels of 4 vectors where a row has 8, 1.4 times; panels as wide as a row, 1.1 times.
 */
final class FloatVectorColumns {
  private static final VectorSpecies<Float> SPECIES = FloatLanes.SPECIES;
  private static final int LANES = FloatLanes.LENGTH;

  private FloatVectorColumns() {}

  /** Rows of a block: enough to pay for loading the sums, few enough to prefetch. */
  static int blockHeight(int cols) {
    return Math.max(8, Math.min(64, 1024 / Math.max(1, cols)));
  }

  static void addColumnSums(
      int rows, int cols, float[] x, int xOff, int xLd, float[] sums, int sumsOff) {
    int height = blockHeight(cols);
    for (int from = 0; from < rows; from += height) {
      int n = Math.min(height, rows - from);
      addBlock(n, cols, x, xOff + from * xLd, xLd, sums, sumsOff);
    }
  }

  /** For the rows of one block. */
  static void addBlock(
      int rows, int cols, float[] x, int xOff, int xLd, float[] sums, int sumsOff) {
    int j = 0;
    for (; j <= cols - 8 * LANES; j += 8 * LANES) {
      addPanelOf8(rows, x, xOff + j, xLd, sums, sumsOff + j);
    }
    while (cols - j >= LANES) {
      int rest = cols - j;
      int width = rest <= 4 * LANES ? rest : Math.min(4 * LANES, rest - LANES);
      addFew(rows, width - LANES, x, xOff + j, xLd, sums, sumsOff + j);
      j += width;
    }
    for (; j < cols; j++) {
      float sum = sums[sumsOff + j];
      for (int i = 0; i < rows; i++) {
        sum += x[xOff + i * xLd + j];
      }
      sums[sumsOff + j] = sum;
    }
  }

  /**
   * Two rows an iteration: with one, C2 compiled panels of 8 and of 4 together and boxed the
   * vectors of the latter (130 and 70 columns at 512 bits, 88 kB a step; JDK 25.0.3, Zen 4), which
   * was not seen with two. No rule of the Vector API promises that: AllocationTest looks.
   */
  private static void addPanelOf8(
      int rows, float[] x, int xOff, int xLd, float[] sums, int sumsOff) {
    FloatVector s0 = FloatVector.fromArray(SPECIES, sums, sumsOff);
    FloatVector s1 = FloatVector.fromArray(SPECIES, sums, sumsOff + LANES);
    FloatVector s2 = FloatVector.fromArray(SPECIES, sums, sumsOff + 2 * LANES);
    FloatVector s3 = FloatVector.fromArray(SPECIES, sums, sumsOff + 3 * LANES);
    FloatVector s4 = FloatVector.fromArray(SPECIES, sums, sumsOff + 4 * LANES);
    FloatVector s5 = FloatVector.fromArray(SPECIES, sums, sumsOff + 5 * LANES);
    FloatVector s6 = FloatVector.fromArray(SPECIES, sums, sumsOff + 6 * LANES);
    FloatVector s7 = FloatVector.fromArray(SPECIES, sums, sumsOff + 7 * LANES);
    int i = 0;
    for (; i + 1 < rows; i += 2) {
      int xi = xOff + i * xLd;
      int xj = xi + xLd;
      s0 = FloatVector.fromArray(SPECIES, x, xi).add(s0);
      s1 = FloatVector.fromArray(SPECIES, x, xi + LANES).add(s1);
      s2 = FloatVector.fromArray(SPECIES, x, xi + 2 * LANES).add(s2);
      s3 = FloatVector.fromArray(SPECIES, x, xi + 3 * LANES).add(s3);
      s4 = FloatVector.fromArray(SPECIES, x, xi + 4 * LANES).add(s4);
      s5 = FloatVector.fromArray(SPECIES, x, xi + 5 * LANES).add(s5);
      s6 = FloatVector.fromArray(SPECIES, x, xi + 6 * LANES).add(s6);
      s7 = FloatVector.fromArray(SPECIES, x, xi + 7 * LANES).add(s7);
      s0 = FloatVector.fromArray(SPECIES, x, xj).add(s0);
      s1 = FloatVector.fromArray(SPECIES, x, xj + LANES).add(s1);
      s2 = FloatVector.fromArray(SPECIES, x, xj + 2 * LANES).add(s2);
      s3 = FloatVector.fromArray(SPECIES, x, xj + 3 * LANES).add(s3);
      s4 = FloatVector.fromArray(SPECIES, x, xj + 4 * LANES).add(s4);
      s5 = FloatVector.fromArray(SPECIES, x, xj + 5 * LANES).add(s5);
      s6 = FloatVector.fromArray(SPECIES, x, xj + 6 * LANES).add(s6);
      s7 = FloatVector.fromArray(SPECIES, x, xj + 7 * LANES).add(s7);
    }
    if (i < rows) {
      int xi = xOff + i * xLd;
      s0 = FloatVector.fromArray(SPECIES, x, xi).add(s0);
      s1 = FloatVector.fromArray(SPECIES, x, xi + LANES).add(s1);
      s2 = FloatVector.fromArray(SPECIES, x, xi + 2 * LANES).add(s2);
      s3 = FloatVector.fromArray(SPECIES, x, xi + 3 * LANES).add(s3);
      s4 = FloatVector.fromArray(SPECIES, x, xi + 4 * LANES).add(s4);
      s5 = FloatVector.fromArray(SPECIES, x, xi + 5 * LANES).add(s5);
      s6 = FloatVector.fromArray(SPECIES, x, xi + 6 * LANES).add(s6);
      s7 = FloatVector.fromArray(SPECIES, x, xi + 7 * LANES).add(s7);
    }
    s0.intoArray(sums, sumsOff);
    s1.intoArray(sums, sumsOff + LANES);
    s2.intoArray(sums, sumsOff + 2 * LANES);
    s3.intoArray(sums, sumsOff + 3 * LANES);
    s4.intoArray(sums, sumsOff + 4 * LANES);
    s5.intoArray(sums, sumsOff + 5 * LANES);
    s6.intoArray(sums, sumsOff + 6 * LANES);
    s7.intoArray(sums, sumsOff + 7 * LANES);
  }

  /**
   * One to four vectors of columns, the last of which begins at column {@code last} and may overlap
   * the one before: a column that is in both gets the same sum twice, as all sums are loaded before
   * one is stored. Where there are fewer than four, one is done again: the loop takes as long as
   * its chains of sums.
   *
   * <p>Two rows a step, here too: with one, C2 (JDK 25.0.3, Zen 4) inlined the method into the loop
   * over columns and made objects of the sums, in each of four JVMs whose first matrices had fewer
   * columns than a vector has lanes; with two it did neither. AllocationTest looks.
   */
  private static void addFew(
      int rows, int last, float[] x, int xOff, int xLd, float[] sums, int sumsOff) {
    int j1 = Math.min(LANES, last);
    int j2 = Math.min(2 * LANES, last);
    FloatVector s0 = FloatVector.fromArray(SPECIES, sums, sumsOff);
    FloatVector s1 = FloatVector.fromArray(SPECIES, sums, sumsOff + j1);
    FloatVector s2 = FloatVector.fromArray(SPECIES, sums, sumsOff + j2);
    FloatVector s3 = FloatVector.fromArray(SPECIES, sums, sumsOff + last);
    int even = rows & -2;
    for (int i = 0; i < even; i += 2) {
      int xi = xOff + i * xLd;
      int next = xi + xLd;
      s0 = FloatVector.fromArray(SPECIES, x, xi).add(s0);
      s1 = FloatVector.fromArray(SPECIES, x, xi + j1).add(s1);
      s2 = FloatVector.fromArray(SPECIES, x, xi + j2).add(s2);
      s3 = FloatVector.fromArray(SPECIES, x, xi + last).add(s3);
      s0 = FloatVector.fromArray(SPECIES, x, next).add(s0);
      s1 = FloatVector.fromArray(SPECIES, x, next + j1).add(s1);
      s2 = FloatVector.fromArray(SPECIES, x, next + j2).add(s2);
      s3 = FloatVector.fromArray(SPECIES, x, next + last).add(s3);
    }
    if (even < rows) {
      int xi = xOff + even * xLd;
      s0 = FloatVector.fromArray(SPECIES, x, xi).add(s0);
      s1 = FloatVector.fromArray(SPECIES, x, xi + j1).add(s1);
      s2 = FloatVector.fromArray(SPECIES, x, xi + j2).add(s2);
      s3 = FloatVector.fromArray(SPECIES, x, xi + last).add(s3);
    }
    s0.intoArray(sums, sumsOff);
    s1.intoArray(sums, sumsOff + j1);
    s2.intoArray(sums, sumsOff + j2);
    s3.intoArray(sums, sumsOff + last);
  }

  static void timesParametricReluDerivative(
      int rows,
      int cols,
      float[] d,
      int dOff,
      int dLd,
      float[] z,
      int zOff,
      int zLd,
      float[] slope,
      int slopeOff,
      float[] dz,
      int dzOff,
      int dzLd,
      float[] dSlope,
      int dSlopeOff) {
    FloatVector zero = FloatVector.zero(SPECIES);
    int end = SPECIES.loopBound(cols);
    for (int i = 0; i < rows; i++) {
      int dRow = dOff + i * dLd;
      int zRow = zOff + i * zLd;
      int dzRow = dzOff + i * dzLd;
      for (int j = 0; j < end; j += LANES) {
        FloatVector da = FloatVector.fromArray(SPECIES, d, dRow + j);
        FloatVector v = FloatVector.fromArray(SPECIES, z, zRow + j);
        FloatVector term = zero.blend(da.mul(v), v.compare(VectorOperators.LE, 0f));
        da.blend(
                da.mul(FloatVector.fromArray(SPECIES, slope, slopeOff + j)),
                v.compare(VectorOperators.LE, 0f))
            .intoArray(dz, dzRow + j);
        FloatVector.fromArray(SPECIES, dSlope, dSlopeOff + j)
            .add(term)
            .intoArray(dSlope, dSlopeOff + j);
      }
      for (int j = end; j < cols; j++) {
        float da = d[dRow + j];
        float v = z[zRow + j];
        dz[dzRow + j] = v <= 0f ? da * slope[slopeOff + j] : da;
        dSlope[dSlopeOff + j] += FloatScalarElementwise.slopeGradient(da, v);
      }
    }
  }
}
