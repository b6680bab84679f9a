package dev.lanewise.elementwise;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Kernels that leave column sums. Rows are taken in blocks that stay in L1; in a block, panels of 8
 * or 4 vectors go down the rows with their sums in registers, then strips of one vector, then
 * single columns.
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
    for (; j + 8 * LANES <= cols; j += 8 * LANES) {
      addPanelOf8(rows, x, xOff + j, xLd, sums, sumsOff + j);
    }
    if (j + 4 * LANES <= cols) {
      addPanelOf4(rows, x, xOff + j, xLd, sums, sumsOff + j);
      j += 4 * LANES;
    }
    for (; j + LANES <= cols; j += LANES) {
      addStrip(rows, x, xOff + j, xLd, sums, sumsOff + j);
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
   * Two rows an iteration, which makes it too large to be inlined (325 bytes): with panels of 8 and
   * of 4 in one compilation C2 gave up on the latter and boxed its vectors (130 and 70 columns at
   * 512 bits, 88 kB a step; AllLayersTest).
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
      s0 = s0.add(FloatVector.fromArray(SPECIES, x, xi));
      s1 = s1.add(FloatVector.fromArray(SPECIES, x, xi + LANES));
      s2 = s2.add(FloatVector.fromArray(SPECIES, x, xi + 2 * LANES));
      s3 = s3.add(FloatVector.fromArray(SPECIES, x, xi + 3 * LANES));
      s4 = s4.add(FloatVector.fromArray(SPECIES, x, xi + 4 * LANES));
      s5 = s5.add(FloatVector.fromArray(SPECIES, x, xi + 5 * LANES));
      s6 = s6.add(FloatVector.fromArray(SPECIES, x, xi + 6 * LANES));
      s7 = s7.add(FloatVector.fromArray(SPECIES, x, xi + 7 * LANES));
      s0 = s0.add(FloatVector.fromArray(SPECIES, x, xj));
      s1 = s1.add(FloatVector.fromArray(SPECIES, x, xj + LANES));
      s2 = s2.add(FloatVector.fromArray(SPECIES, x, xj + 2 * LANES));
      s3 = s3.add(FloatVector.fromArray(SPECIES, x, xj + 3 * LANES));
      s4 = s4.add(FloatVector.fromArray(SPECIES, x, xj + 4 * LANES));
      s5 = s5.add(FloatVector.fromArray(SPECIES, x, xj + 5 * LANES));
      s6 = s6.add(FloatVector.fromArray(SPECIES, x, xj + 6 * LANES));
      s7 = s7.add(FloatVector.fromArray(SPECIES, x, xj + 7 * LANES));
    }
    if (i < rows) {
      int xi = xOff + i * xLd;
      s0 = s0.add(FloatVector.fromArray(SPECIES, x, xi));
      s1 = s1.add(FloatVector.fromArray(SPECIES, x, xi + LANES));
      s2 = s2.add(FloatVector.fromArray(SPECIES, x, xi + 2 * LANES));
      s3 = s3.add(FloatVector.fromArray(SPECIES, x, xi + 3 * LANES));
      s4 = s4.add(FloatVector.fromArray(SPECIES, x, xi + 4 * LANES));
      s5 = s5.add(FloatVector.fromArray(SPECIES, x, xi + 5 * LANES));
      s6 = s6.add(FloatVector.fromArray(SPECIES, x, xi + 6 * LANES));
      s7 = s7.add(FloatVector.fromArray(SPECIES, x, xi + 7 * LANES));
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

  /** Four rows an iteration, for the same reason. */
  private static void addPanelOf4(
      int rows, float[] x, int xOff, int xLd, float[] sums, int sumsOff) {
    FloatVector s0 = FloatVector.fromArray(SPECIES, sums, sumsOff);
    FloatVector s1 = FloatVector.fromArray(SPECIES, sums, sumsOff + LANES);
    FloatVector s2 = FloatVector.fromArray(SPECIES, sums, sumsOff + 2 * LANES);
    FloatVector s3 = FloatVector.fromArray(SPECIES, sums, sumsOff + 3 * LANES);
    int i = 0;
    for (; i + 3 < rows; i += 4) {
      int x0 = xOff + i * xLd;
      int x1 = x0 + xLd;
      int x2 = x1 + xLd;
      int x3 = x2 + xLd;
      s0 = s0.add(FloatVector.fromArray(SPECIES, x, x0));
      s1 = s1.add(FloatVector.fromArray(SPECIES, x, x0 + LANES));
      s2 = s2.add(FloatVector.fromArray(SPECIES, x, x0 + 2 * LANES));
      s3 = s3.add(FloatVector.fromArray(SPECIES, x, x0 + 3 * LANES));
      s0 = s0.add(FloatVector.fromArray(SPECIES, x, x1));
      s1 = s1.add(FloatVector.fromArray(SPECIES, x, x1 + LANES));
      s2 = s2.add(FloatVector.fromArray(SPECIES, x, x1 + 2 * LANES));
      s3 = s3.add(FloatVector.fromArray(SPECIES, x, x1 + 3 * LANES));
      s0 = s0.add(FloatVector.fromArray(SPECIES, x, x2));
      s1 = s1.add(FloatVector.fromArray(SPECIES, x, x2 + LANES));
      s2 = s2.add(FloatVector.fromArray(SPECIES, x, x2 + 2 * LANES));
      s3 = s3.add(FloatVector.fromArray(SPECIES, x, x2 + 3 * LANES));
      s0 = s0.add(FloatVector.fromArray(SPECIES, x, x3));
      s1 = s1.add(FloatVector.fromArray(SPECIES, x, x3 + LANES));
      s2 = s2.add(FloatVector.fromArray(SPECIES, x, x3 + 2 * LANES));
      s3 = s3.add(FloatVector.fromArray(SPECIES, x, x3 + 3 * LANES));
    }
    for (; i < rows; i++) {
      int xi = xOff + i * xLd;
      s0 = s0.add(FloatVector.fromArray(SPECIES, x, xi));
      s1 = s1.add(FloatVector.fromArray(SPECIES, x, xi + LANES));
      s2 = s2.add(FloatVector.fromArray(SPECIES, x, xi + 2 * LANES));
      s3 = s3.add(FloatVector.fromArray(SPECIES, x, xi + 3 * LANES));
    }
    s0.intoArray(sums, sumsOff);
    s1.intoArray(sums, sumsOff + LANES);
    s2.intoArray(sums, sumsOff + 2 * LANES);
    s3.intoArray(sums, sumsOff + 3 * LANES);
  }

  private static void addStrip(int rows, float[] x, int xOff, int xLd, float[] sums, int sumsOff) {
    FloatVector sum = FloatVector.fromArray(SPECIES, sums, sumsOff);
    for (int i = 0; i < rows; i++) {
      sum = FloatVector.fromArray(SPECIES, x, xOff + i * xLd).add(sum);
    }
    sum.intoArray(sums, sumsOff);
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
