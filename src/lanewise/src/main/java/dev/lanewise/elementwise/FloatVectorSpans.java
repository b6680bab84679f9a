package dev.lanewise.elementwise;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link FloatScalarSpans} on vectors; tails run the scalar code. The 16 virtual lanes are 1 to 8
 * vectors, of which four at a time are accumulated in one go along the span.
 */
final class FloatVectorSpans extends FloatSpans {
  private static final VectorSpecies<Float> SPECIES = FloatLanes.SPECIES;
  private static final int LENGTH = FloatLanes.LENGTH;
  private static final int PARTS = LANES / LENGTH;

  @Override
  boolean areShort(int rows, int cols) {
    return FloatVectorShortRows.areShort(rows, cols);
  }

  @Override
  float max(int n, float[] x, int xOff) {
    int end = SPECIES.loopBound(n);
    FloatVector max = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
    for (int j = 0; j < end; j += LENGTH) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xOff + j);
      max = v.blend(max, v.compare(VectorOperators.GT, max).not());
    }
    return FloatScalarSpans.max(max.reduceLanes(VectorOperators.MAX), end, n, x, xOff);
  }

  @Override
  void argMax(int rows, int cols, float[] x, int xOff, int xLd, int[] columns, int at) {
    if (cols >= LENGTH) {
      FloatVectorArgMax.run(rows, cols, x, xOff, xLd, columns, at);
      return;
    }
    for (int i = 0; i < rows; i++) {
      columns[at + i] = FloatScalarSpans.argMax(cols, x, xOff + i * xLd);
    }
  }

  @Override
  void subtract(int n, float[] x, int xOff, float c, float[] y, int yOff) {
    int end = SPECIES.loopBound(n);
    for (int j = 0; j < end; j += LENGTH) {
      FloatVector.fromArray(SPECIES, x, xOff + j).sub(c).intoArray(y, yOff + j);
    }
    for (int j = end; j < n; j++) {
      y[yOff + j] = x[xOff + j] - c;
    }
  }

  @Override
  void expOfNonPositive(int n, float[] x, int xOff, float[] y, int yOff) {
    int end = SPECIES.loopBound(n);
    FloatVectorExp.expOfNonPositive(end, x, xOff, y, yOff);
    for (int j = end; j < n; j++) {
      y[yOff + j] = FloatScalarExp.exp(x[xOff + j]);
    }
  }

  @Override
  void log(int n, float[] x, int xOff, float[] y, int yOff) {
    int end = SPECIES.loopBound(n);
    FloatVectorLog.log(end, x, xOff, y, yOff);
    for (int j = end; j < n; j++) {
      y[yOff + j] = FloatScalarLog.log(x[xOff + j]);
    }
  }

  @Override
  void abs(int n, float[] x, int xOff, float[] y, int yOff) {
    int end = SPECIES.loopBound(n);
    for (int j = 0; j < end; j += LENGTH) {
      FloatVector.fromArray(SPECIES, x, xOff + j).abs().intoArray(y, yOff + j);
    }
    for (int j = end; j < n; j++) {
      y[yOff + j] = Math.abs(x[xOff + j]);
    }
  }

  @Override
  void subtractMaxima(
      int rows,
      int cols,
      float[] x,
      int xOff,
      int xLd,
      float[] t,
      int tOff,
      int tLd,
      float[] maxima) {
    if (cols >= LENGTH) {
      FloatVectorRows.subtractMaxima(rows, cols, x, xOff, xLd, t, tOff, tLd, maxima);
      return;
    }
    for (int i = 0; i < rows; i++) {
      int row = xOff + i * xLd;
      float max = FloatScalarSpans.max(Float.NEGATIVE_INFINITY, 0, cols, x, row);
      for (int j = 0; j < cols; j++) {
        t[tOff + i * tLd + j] = x[row + j] - max;
      }
      maxima[i] = max;
    }
  }

  @Override
  void subtract(int rows, int cols, float[] x, int xOff, int xLd, float[] c) {
    int end = SPECIES.loopBound(cols);
    FloatVectorRows.subtract(rows, end, x, xOff, xLd, c);
    if (end < cols) {
      FloatScalarSpans.subtract(end, rows, cols, x, xOff, xLd, c);
    }
  }

  @Override
  void sums(int rows, int cols, float[] x, int xOff, int xLd, float[] sums) {
    if (cols % LANES == 0 && LENGTH >= 4) {
      FloatVectorRows.sums(rows, cols, x, xOff, xLd, sums);
    } else {
      super.sums(rows, cols, x, xOff, xLd, sums);
    }
  }

  @Override
  void divide(int rows, int cols, float[] x, int xOff, int xLd, float[] divisors) {
    int end = SPECIES.loopBound(cols);
    FloatVectorRows.divide(rows, end, x, xOff, xLd, divisors);
    if (end < cols) {
      FloatScalarSpans.divide(end, rows, cols, x, xOff, xLd, divisors);
    }
  }

  @Override
  void addSign(int n, float alpha, float[] x, int xOff, float[] y, int yOff) {
    int end = SPECIES.loopBound(n);
    for (int j = 0; j < end; j += LENGTH) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xOff + j);
      FloatVector sign = v.blend(alpha, v.compare(VectorOperators.GT, 0f));
      FloatVector.fromArray(SPECIES, y, yOff + j)
          .add(sign.blend(-alpha, v.compare(VectorOperators.LT, 0f)))
          .intoArray(y, yOff + j);
    }
    FloatScalarSpans.addSign(end, n, alpha, x, xOff, y, yOff);
  }

  @Override
  void scale(int n, float[] x, int xOff, float c) {
    int end = SPECIES.loopBound(n);
    for (int j = 0; j < end; j += LENGTH) {
      FloatVector.fromArray(SPECIES, x, xOff + j).mul(c).intoArray(x, xOff + j);
    }
    for (int j = end; j < n; j++) {
      x[xOff + j] *= c;
    }
  }

  @Override
  void clamp(int n, float[] x, int xOff, float c) {
    int end = SPECIES.loopBound(n);
    for (int j = 0; j < end; j += LENGTH) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xOff + j);
      v.blend(c, v.compare(VectorOperators.GT, c))
          .blend(-c, v.compare(VectorOperators.LT, -c))
          .intoArray(x, xOff + j);
    }
    FloatScalarSpans.clamp(end, n, x, xOff, c);
  }

  @Override
  void addTo(float[] lanes, int n, float[] x, int xOff) {
    int end = n & -LANES;
    for (int lane = 0; lane < LANES && end > 0; lane += 4 * LENGTH) {
      FloatVector s0 = FloatVector.fromArray(SPECIES, lanes, lane);
      FloatVector s1 = PARTS > 1 ? FloatVector.fromArray(SPECIES, lanes, lane + LENGTH) : s0;
      FloatVector s2 = PARTS > 2 ? FloatVector.fromArray(SPECIES, lanes, lane + 2 * LENGTH) : s0;
      FloatVector s3 = PARTS > 2 ? FloatVector.fromArray(SPECIES, lanes, lane + 3 * LENGTH) : s0;
      int first = xOff + lane;
      for (int j = 0; j < end; j += LANES) {
        s0 = FloatVector.fromArray(SPECIES, x, first + j).add(s0);
        if (PARTS > 1) {
          s1 = FloatVector.fromArray(SPECIES, x, first + LENGTH + j).add(s1);
        }
        if (PARTS > 2) {
          s2 = FloatVector.fromArray(SPECIES, x, first + 2 * LENGTH + j).add(s2);
          s3 = FloatVector.fromArray(SPECIES, x, first + 3 * LENGTH + j).add(s3);
        }
      }
      s0.intoArray(lanes, lane);
      if (PARTS > 1) {
        s1.intoArray(lanes, lane + LENGTH);
      }
      if (PARTS > 2) {
        s2.intoArray(lanes, lane + 2 * LENGTH);
        s3.intoArray(lanes, lane + 3 * LENGTH);
      }
    }
    FloatScalarSpans.addTo(lanes, end, n, x, xOff);
  }

  @Override
  void addWideTo(double[] lanes, int n, float[] x, int xOff) {
    int end = n & -LANES;
    FloatVectorWide.addWideTo(lanes, end, x, xOff);
    FloatScalarSpans.addWideTo(lanes, end, n, x, xOff);
  }

  @Override
  void addProductsTo(double[] lanes, int n, float[] x, int xOff, float[] y, int yOff) {
    int end = n & -LANES;
    FloatVectorWide.addProductsTo(lanes, end, x, xOff, y, yOff);
    FloatScalarSpans.addProductsTo(lanes, end, n, x, xOff, y, yOff);
  }

  @Override
  void addSquaresTo(double[] lanes, int n, float[] x, int xOff, double c) {
    int end = n & -LANES;
    FloatVectorWide.addSquaresTo(lanes, end, x, xOff, c);
    FloatScalarSpans.addSquaresTo(lanes, end, n, x, xOff, c);
  }
}
