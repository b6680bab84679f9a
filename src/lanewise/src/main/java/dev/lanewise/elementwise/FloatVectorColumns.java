package dev.lanewise.elementwise;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Kernels that leave column sums in the pass that makes what is summed. They go along rows, as
 * memory does, four rows at a time: a sum is loaded and stored once for four elements.
 */
final class FloatVectorColumns {
  private static final VectorSpecies<Float> SPECIES = FloatLanes.SPECIES;
  private static final int LANES = FloatLanes.LENGTH;

  private FloatVectorColumns() {}

  static void addColumnSums(
      int rows, int cols, float[] x, int xOff, int xLd, float[] sums, int sumsOff) {
    int end = SPECIES.loopBound(cols);
    int i = 0;
    for (; i + 4 <= rows; i += 4) {
      int x0 = xOff + i * xLd;
      int x1 = x0 + xLd;
      int x2 = x1 + xLd;
      int x3 = x2 + xLd;
      for (int j = 0; j < end; j += LANES) {
        FloatVector.fromArray(SPECIES, sums, sumsOff + j)
            .add(FloatVector.fromArray(SPECIES, x, x0 + j))
            .add(FloatVector.fromArray(SPECIES, x, x1 + j))
            .add(FloatVector.fromArray(SPECIES, x, x2 + j))
            .add(FloatVector.fromArray(SPECIES, x, x3 + j))
            .intoArray(sums, sumsOff + j);
      }
      for (int j = end; j < cols; j++) {
        sums[sumsOff + j] = sums[sumsOff + j] + x[x0 + j] + x[x1 + j] + x[x2 + j] + x[x3 + j];
      }
    }
    for (; i < rows; i++) {
      addRow(cols, x, xOff + i * xLd, sums, sumsOff);
    }
  }

  private static void addRow(int cols, float[] x, int xOff, float[] sums, int sumsOff) {
    int end = SPECIES.loopBound(cols);
    for (int j = 0; j < end; j += LANES) {
      FloatVector.fromArray(SPECIES, sums, sumsOff + j)
          .add(FloatVector.fromArray(SPECIES, x, xOff + j))
          .intoArray(sums, sumsOff + j);
    }
    for (int j = end; j < cols; j++) {
      sums[sumsOff + j] += x[xOff + j];
    }
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
    if (sums == null && xLd == cols && aLd == cols && dLd == cols) {
      outputDeltaRow(rows * cols, x, xOff, a, aOff, d, dOff);
      return;
    }
    int i = 0;
    for (; sums != null && i + 4 <= rows; i += 4) {
      outputDeltaOfFour(
          cols,
          x,
          xOff + i * xLd,
          xLd,
          a,
          aOff + i * aLd,
          aLd,
          d,
          dOff + i * dLd,
          dLd,
          sums,
          sumsOff);
    }
    for (; i < rows; i++) {
      outputDeltaRow(cols, x, xOff + i * xLd, a, aOff + i * aLd, d, dOff + i * dLd);
      if (sums != null) {
        addRow(cols, d, dOff + i * dLd, sums, sumsOff);
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

  private static void outputDeltaOfFour(
      int cols,
      float[] x,
      int x0,
      int xLd,
      float[] a,
      int a0,
      int aLd,
      float[] d,
      int d0,
      int dLd,
      float[] sums,
      int sumsOff) {
    FloatVector one = FloatVector.broadcast(SPECIES, 1f);
    int x1 = x0 + xLd;
    int x2 = x1 + xLd;
    int x3 = x2 + xLd;
    int a1 = a0 + aLd;
    int a2 = a1 + aLd;
    int a3 = a2 + aLd;
    int d1 = d0 + dLd;
    int d2 = d1 + dLd;
    int d3 = d2 + dLd;
    int end = SPECIES.loopBound(cols);
    for (int j = 0; j < end; j += LANES) {
      FloatVector v0 = FloatVector.fromArray(SPECIES, a, a0 + j);
      FloatVector v1 = FloatVector.fromArray(SPECIES, a, a1 + j);
      FloatVector v2 = FloatVector.fromArray(SPECIES, a, a2 + j);
      FloatVector v3 = FloatVector.fromArray(SPECIES, a, a3 + j);
      v0 = v0.sub(FloatVector.fromArray(SPECIES, x, x0 + j)).mul(v0.mul(one.sub(v0)));
      v1 = v1.sub(FloatVector.fromArray(SPECIES, x, x1 + j)).mul(v1.mul(one.sub(v1)));
      v2 = v2.sub(FloatVector.fromArray(SPECIES, x, x2 + j)).mul(v2.mul(one.sub(v2)));
      v3 = v3.sub(FloatVector.fromArray(SPECIES, x, x3 + j)).mul(v3.mul(one.sub(v3)));
      v0.intoArray(d, d0 + j);
      v1.intoArray(d, d1 + j);
      v2.intoArray(d, d2 + j);
      v3.intoArray(d, d3 + j);
      FloatVector.fromArray(SPECIES, sums, sumsOff + j)
          .add(v0)
          .add(v1)
          .add(v2)
          .add(v3)
          .intoArray(sums, sumsOff + j);
    }
    for (int j = end; j < cols; j++) {
      float sum = sums[sumsOff + j];
      for (int r = 0; r < 4; r++) {
        float delta = FloatScalarElementwise.outputDelta(x[x0 + r * xLd + j], a[a0 + r * aLd + j]);
        d[d0 + r * dLd + j] = delta;
        sum += delta;
      }
      sums[sumsOff + j] = sum;
    }
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
    int i = 0;
    for (; sums != null && i + 4 <= rows; i += 4) {
      hiddenDeltaOfFour(
          cols,
          s,
          sOff + i * sLd,
          sLd,
          t,
          tOff,
          a,
          aOff + i * aLd,
          aLd,
          d,
          dOff + i * dLd,
          dLd,
          sums,
          sumsOff);
    }
    for (; i < rows; i++) {
      hiddenDeltaRow(cols, s, sOff + i * sLd, t, tOff, a, aOff + i * aLd, d, dOff + i * dLd);
      if (sums != null) {
        addRow(cols, d, dOff + i * dLd, sums, sumsOff);
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

  private static void hiddenDeltaOfFour(
      int cols,
      float[] s,
      int s0,
      int sLd,
      float[] t,
      int tOff,
      float[] a,
      int a0,
      int aLd,
      float[] d,
      int d0,
      int dLd,
      float[] sums,
      int sumsOff) {
    FloatVector one = FloatVector.broadcast(SPECIES, 1f);
    int s1 = s0 + sLd;
    int s2 = s1 + sLd;
    int s3 = s2 + sLd;
    int a1 = a0 + aLd;
    int a2 = a1 + aLd;
    int a3 = a2 + aLd;
    int d1 = d0 + dLd;
    int d2 = d1 + dLd;
    int d3 = d2 + dLd;
    int end = SPECIES.loopBound(cols);
    for (int j = 0; j < end; j += LANES) {
      FloatVector row = FloatVector.fromArray(SPECIES, t, tOff + j);
      FloatVector v0 = FloatVector.fromArray(SPECIES, a, a0 + j);
      FloatVector v1 = FloatVector.fromArray(SPECIES, a, a1 + j);
      FloatVector v2 = FloatVector.fromArray(SPECIES, a, a2 + j);
      FloatVector v3 = FloatVector.fromArray(SPECIES, a, a3 + j);
      v0 = FloatVector.fromArray(SPECIES, s, s0 + j).add(row).mul(v0.mul(one.sub(v0)));
      v1 = FloatVector.fromArray(SPECIES, s, s1 + j).add(row).mul(v1.mul(one.sub(v1)));
      v2 = FloatVector.fromArray(SPECIES, s, s2 + j).add(row).mul(v2.mul(one.sub(v2)));
      v3 = FloatVector.fromArray(SPECIES, s, s3 + j).add(row).mul(v3.mul(one.sub(v3)));
      v0.intoArray(d, d0 + j);
      v1.intoArray(d, d1 + j);
      v2.intoArray(d, d2 + j);
      v3.intoArray(d, d3 + j);
      FloatVector.fromArray(SPECIES, sums, sumsOff + j)
          .add(v0)
          .add(v1)
          .add(v2)
          .add(v3)
          .intoArray(sums, sumsOff + j);
    }
    for (int j = end; j < cols; j++) {
      float sum = sums[sumsOff + j];
      for (int r = 0; r < 4; r++) {
        float delta =
            FloatScalarElementwise.hiddenDelta(
                s[s0 + r * sLd + j], t[tOff + j], a[a0 + r * aLd + j]);
        d[d0 + r * dLd + j] = delta;
        sum += delta;
      }
      sums[sumsOff + j] = sum;
    }
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
