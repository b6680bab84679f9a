package dev.lanewise.elementwise;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Kernels that leave column sums in the pass that makes what is summed.
 *
 * <p>Rows are taken in blocks that stay in L1; in a block, panels of four vectors go down the rows
 * with their sums in registers, then strips of one vector, then single columns. (Along the rows,
 * four at a time, with the sums in memory, 64 columns took 1.9 times as long as without sums, where
 * the loop along a row is too short to be unrolled.)
 */
final class FloatVectorColumns {
  private static final VectorSpecies<Float> SPECIES = FloatLanes.SPECIES;
  private static final int LANES = FloatLanes.LENGTH;
  private static final int PANEL = 4 * LANES;

  private FloatVectorColumns() {}

  /** Rows of a block: enough to pay for loading the sums, few enough to prefetch. */
  private static int blockHeight(int cols) {
    return Math.max(8, Math.min(64, 2048 / Math.max(1, cols)));
  }

  static void addColumnSums(
      int rows, int cols, float[] x, int xOff, int xLd, float[] sums, int sumsOff) {
    int height = blockHeight(cols);
    for (int from = 0; from < rows; from += height) {
      int n = Math.min(height, rows - from);
      int x0 = xOff + from * xLd;
      int j = 0;
      for (; j + PANEL <= cols; j += PANEL) {
        addPanel(n, x, x0 + j, xLd, sums, sumsOff + j);
      }
      for (; j + LANES <= cols; j += LANES) {
        addStrip(n, x, x0 + j, xLd, sums, sumsOff + j);
      }
      for (; j < cols; j++) {
        for (int i = 0; i < n; i++) {
          sums[sumsOff + j] += x[x0 + i * xLd + j];
        }
      }
    }
  }

  private static void addPanel(int rows, float[] x, int xOff, int xLd, float[] sums, int sumsOff) {
    FloatVector s0 = FloatVector.fromArray(SPECIES, sums, sumsOff);
    FloatVector s1 = FloatVector.fromArray(SPECIES, sums, sumsOff + LANES);
    FloatVector s2 = FloatVector.fromArray(SPECIES, sums, sumsOff + 2 * LANES);
    FloatVector s3 = FloatVector.fromArray(SPECIES, sums, sumsOff + 3 * LANES);
    for (int i = 0; i < rows; i++) {
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
      sum = sum.add(FloatVector.fromArray(SPECIES, x, xOff + i * xLd));
    }
    sum.intoArray(sums, sumsOff);
  }

  static void sigmoidOutputDelta(
      int rows,
      int cols,
      float[] x,
      int xOff,
      int xLd,
      float[] a,
      int aOff,
      int aLd,
      float[] d,
      int dOff,
      int dLd,
      float[] sums,
      int sumsOff) {
    if (sums == null) {
      if (xLd == cols && aLd == cols && dLd == cols) {
        outputDeltaRow(rows * cols, x, xOff, a, aOff, d, dOff);
        return;
      }
      for (int i = 0; i < rows; i++) {
        outputDeltaRow(cols, x, xOff + i * xLd, a, aOff + i * aLd, d, dOff + i * dLd);
      }
      return;
    }
    int height = blockHeight(cols);
    for (int from = 0; from < rows; from += height) {
      int n = Math.min(height, rows - from);
      int x0 = xOff + from * xLd;
      int a0 = aOff + from * aLd;
      int d0 = dOff + from * dLd;
      int j = 0;
      for (; j + PANEL <= cols; j += PANEL) {
        outputDeltaPanel(n, x, x0 + j, xLd, a, a0 + j, aLd, d, d0 + j, dLd, sums, sumsOff + j);
      }
      for (; j + LANES <= cols; j += LANES) {
        outputDeltaStrip(n, x, x0 + j, xLd, a, a0 + j, aLd, d, d0 + j, dLd, sums, sumsOff + j);
      }
      for (; j < cols; j++) {
        outputDeltaColumn(n, x, x0 + j, xLd, a, a0 + j, aLd, d, d0 + j, dLd, sums, sumsOff + j);
      }
    }
  }

  private static void outputDeltaRow(
      int n, float[] x, int xOff, float[] a, int aOff, float[] d, int dOff) {
    FloatVector one = FloatVector.broadcast(SPECIES, 1f);
    int end = SPECIES.loopBound(n);
    for (int j = 0; j < end; j += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, a, aOff + j);
      v.sub(FloatVector.fromArray(SPECIES, x, xOff + j))
          .mul(v.mul(one.sub(v)))
          .intoArray(d, dOff + j);
    }
    for (int j = end; j < n; j++) {
      d[dOff + j] = FloatScalarElementwise.outputDelta(x[xOff + j], a[aOff + j]);
    }
  }

  private static void outputDeltaPanel(
      int rows,
      float[] x,
      int xOff,
      int xLd,
      float[] a,
      int aOff,
      int aLd,
      float[] d,
      int dOff,
      int dLd,
      float[] sums,
      int sumsOff) {
    FloatVector one = FloatVector.broadcast(SPECIES, 1f);
    FloatVector s0 = FloatVector.fromArray(SPECIES, sums, sumsOff);
    FloatVector s1 = FloatVector.fromArray(SPECIES, sums, sumsOff + LANES);
    FloatVector s2 = FloatVector.fromArray(SPECIES, sums, sumsOff + 2 * LANES);
    FloatVector s3 = FloatVector.fromArray(SPECIES, sums, sumsOff + 3 * LANES);
    for (int i = 0; i < rows; i++) {
      int xi = xOff + i * xLd;
      int ai = aOff + i * aLd;
      int di = dOff + i * dLd;
      FloatVector v0 = FloatVector.fromArray(SPECIES, a, ai);
      v0 = v0.sub(FloatVector.fromArray(SPECIES, x, xi)).mul(v0.mul(one.sub(v0)));
      v0.intoArray(d, di);
      s0 = s0.add(v0);
      FloatVector v1 = FloatVector.fromArray(SPECIES, a, ai + LANES);
      v1 = v1.sub(FloatVector.fromArray(SPECIES, x, xi + LANES)).mul(v1.mul(one.sub(v1)));
      v1.intoArray(d, di + LANES);
      s1 = s1.add(v1);
      FloatVector v2 = FloatVector.fromArray(SPECIES, a, ai + 2 * LANES);
      v2 = v2.sub(FloatVector.fromArray(SPECIES, x, xi + 2 * LANES)).mul(v2.mul(one.sub(v2)));
      v2.intoArray(d, di + 2 * LANES);
      s2 = s2.add(v2);
      FloatVector v3 = FloatVector.fromArray(SPECIES, a, ai + 3 * LANES);
      v3 = v3.sub(FloatVector.fromArray(SPECIES, x, xi + 3 * LANES)).mul(v3.mul(one.sub(v3)));
      v3.intoArray(d, di + 3 * LANES);
      s3 = s3.add(v3);
    }
    s0.intoArray(sums, sumsOff);
    s1.intoArray(sums, sumsOff + LANES);
    s2.intoArray(sums, sumsOff + 2 * LANES);
    s3.intoArray(sums, sumsOff + 3 * LANES);
  }

  private static void outputDeltaStrip(
      int rows,
      float[] x,
      int xOff,
      int xLd,
      float[] a,
      int aOff,
      int aLd,
      float[] d,
      int dOff,
      int dLd,
      float[] sums,
      int sumsOff) {
    FloatVector one = FloatVector.broadcast(SPECIES, 1f);
    FloatVector s0 = FloatVector.fromArray(SPECIES, sums, sumsOff);
    for (int i = 0; i < rows; i++) {
      int xi = xOff + i * xLd;
      FloatVector v0 = FloatVector.fromArray(SPECIES, a, aOff + i * aLd);
      v0 = v0.sub(FloatVector.fromArray(SPECIES, x, xi)).mul(v0.mul(one.sub(v0)));
      v0.intoArray(d, dOff + i * dLd);
      s0 = s0.add(v0);
    }
    s0.intoArray(sums, sumsOff);
  }

  private static void outputDeltaColumn(
      int rows,
      float[] x,
      int xOff,
      int xLd,
      float[] a,
      int aOff,
      int aLd,
      float[] d,
      int dOff,
      int dLd,
      float[] sums,
      int sumsOff) {
    float sum = sums[sumsOff];
    for (int i = 0; i < rows; i++) {
      float delta = FloatScalarElementwise.outputDelta(x[xOff + i * xLd], a[aOff + i * aLd]);
      d[dOff + i * dLd] = delta;
      sum += delta;
    }
    sums[sumsOff] = sum;
  }

  static void sigmoidHiddenDelta(
      int rows,
      int cols,
      float[] s,
      int sOff,
      int sLd,
      float[] t,
      int tOff,
      float[] a,
      int aOff,
      int aLd,
      float[] d,
      int dOff,
      int dLd,
      float[] sums,
      int sumsOff) {
    if (sums == null) {
      for (int i = 0; i < rows; i++) {
        hiddenDeltaRow(cols, s, sOff + i * sLd, t, tOff, a, aOff + i * aLd, d, dOff + i * dLd);
      }
      return;
    }
    int height = blockHeight(cols);
    for (int from = 0; from < rows; from += height) {
      int n = Math.min(height, rows - from);
      int s0 = sOff + from * sLd;
      int a0 = aOff + from * aLd;
      int d0 = dOff + from * dLd;
      int j = 0;
      for (; j + PANEL <= cols; j += PANEL) {
        hiddenDeltaPanel(
            n, s, s0 + j, sLd, t, tOff + j, a, a0 + j, aLd, d, d0 + j, dLd, sums, sumsOff + j);
      }
      for (; j + LANES <= cols; j += LANES) {
        hiddenDeltaStrip(
            n, s, s0 + j, sLd, t, tOff + j, a, a0 + j, aLd, d, d0 + j, dLd, sums, sumsOff + j);
      }
      for (; j < cols; j++) {
        hiddenDeltaColumn(
            n, s, s0 + j, sLd, t, tOff + j, a, a0 + j, aLd, d, d0 + j, dLd, sums, sumsOff + j);
      }
    }
  }

  private static void hiddenDeltaRow(
      int n, float[] s, int sOff, float[] t, int tOff, float[] a, int aOff, float[] d, int dOff) {
    FloatVector one = FloatVector.broadcast(SPECIES, 1f);
    int end = SPECIES.loopBound(n);
    for (int j = 0; j < end; j += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, a, aOff + j);
      FloatVector.fromArray(SPECIES, s, sOff + j)
          .add(FloatVector.fromArray(SPECIES, t, tOff + j))
          .mul(v.mul(one.sub(v)))
          .intoArray(d, dOff + j);
    }
    for (int j = end; j < n; j++) {
      d[dOff + j] = FloatScalarElementwise.hiddenDelta(s[sOff + j], t[tOff + j], a[aOff + j]);
    }
  }

  private static void hiddenDeltaPanel(
      int rows,
      float[] s,
      int sOff,
      int sLd,
      float[] t,
      int tOff,
      float[] a,
      int aOff,
      int aLd,
      float[] d,
      int dOff,
      int dLd,
      float[] sums,
      int sumsOff) {
    FloatVector one = FloatVector.broadcast(SPECIES, 1f);
    FloatVector s0 = FloatVector.fromArray(SPECIES, sums, sumsOff);
    FloatVector t0 = FloatVector.fromArray(SPECIES, t, tOff);
    FloatVector s1 = FloatVector.fromArray(SPECIES, sums, sumsOff + LANES);
    FloatVector t1 = FloatVector.fromArray(SPECIES, t, tOff + LANES);
    FloatVector s2 = FloatVector.fromArray(SPECIES, sums, sumsOff + 2 * LANES);
    FloatVector t2 = FloatVector.fromArray(SPECIES, t, tOff + 2 * LANES);
    FloatVector s3 = FloatVector.fromArray(SPECIES, sums, sumsOff + 3 * LANES);
    FloatVector t3 = FloatVector.fromArray(SPECIES, t, tOff + 3 * LANES);
    for (int i = 0; i < rows; i++) {
      int si = sOff + i * sLd;
      int ai = aOff + i * aLd;
      int di = dOff + i * dLd;
      FloatVector v0 = FloatVector.fromArray(SPECIES, a, ai);
      v0 = FloatVector.fromArray(SPECIES, s, si).add(t0).mul(v0.mul(one.sub(v0)));
      v0.intoArray(d, di);
      s0 = s0.add(v0);
      FloatVector v1 = FloatVector.fromArray(SPECIES, a, ai + LANES);
      v1 = FloatVector.fromArray(SPECIES, s, si + LANES).add(t1).mul(v1.mul(one.sub(v1)));
      v1.intoArray(d, di + LANES);
      s1 = s1.add(v1);
      FloatVector v2 = FloatVector.fromArray(SPECIES, a, ai + 2 * LANES);
      v2 = FloatVector.fromArray(SPECIES, s, si + 2 * LANES).add(t2).mul(v2.mul(one.sub(v2)));
      v2.intoArray(d, di + 2 * LANES);
      s2 = s2.add(v2);
      FloatVector v3 = FloatVector.fromArray(SPECIES, a, ai + 3 * LANES);
      v3 = FloatVector.fromArray(SPECIES, s, si + 3 * LANES).add(t3).mul(v3.mul(one.sub(v3)));
      v3.intoArray(d, di + 3 * LANES);
      s3 = s3.add(v3);
    }
    s0.intoArray(sums, sumsOff);
    s1.intoArray(sums, sumsOff + LANES);
    s2.intoArray(sums, sumsOff + 2 * LANES);
    s3.intoArray(sums, sumsOff + 3 * LANES);
  }

  private static void hiddenDeltaStrip(
      int rows,
      float[] s,
      int sOff,
      int sLd,
      float[] t,
      int tOff,
      float[] a,
      int aOff,
      int aLd,
      float[] d,
      int dOff,
      int dLd,
      float[] sums,
      int sumsOff) {
    FloatVector one = FloatVector.broadcast(SPECIES, 1f);
    FloatVector s0 = FloatVector.fromArray(SPECIES, sums, sumsOff);
    FloatVector t0 = FloatVector.fromArray(SPECIES, t, tOff);
    for (int i = 0; i < rows; i++) {
      int si = sOff + i * sLd;
      FloatVector v0 = FloatVector.fromArray(SPECIES, a, aOff + i * aLd);
      v0 = FloatVector.fromArray(SPECIES, s, si).add(t0).mul(v0.mul(one.sub(v0)));
      v0.intoArray(d, dOff + i * dLd);
      s0 = s0.add(v0);
    }
    s0.intoArray(sums, sumsOff);
  }

  private static void hiddenDeltaColumn(
      int rows,
      float[] s,
      int sOff,
      int sLd,
      float[] t,
      int tOff,
      float[] a,
      int aOff,
      int aLd,
      float[] d,
      int dOff,
      int dLd,
      float[] sums,
      int sumsOff) {
    float sum = sums[sumsOff];
    for (int i = 0; i < rows; i++) {
      float delta =
          FloatScalarElementwise.hiddenDelta(s[sOff + i * sLd], t[tOff], a[aOff + i * aLd]);
      d[dOff + i * dLd] = delta;
      sum += delta;
    }
    sums[sumsOff] = sum;
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
