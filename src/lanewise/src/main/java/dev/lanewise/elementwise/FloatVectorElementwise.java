package dev.lanewise.elementwise;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link FloatScalarElementwise} on vectors; a row's tail runs the scalar code. One loop for each
 * activation, so that the choice stays outside of it.
 */
final class FloatVectorElementwise extends FloatElementwise {
  private static final VectorSpecies<Float> SPECIES = FloatLanes.SPECIES;
  private static final int LANES = FloatLanes.LENGTH;

  @Override
  public void activate(
      Activation f, int rows, int cols, float[] z, int zOff, int zLd, float[] bias, int biasOff) {
    int end = SPECIES.loopBound(cols);
    for (int i = 0; i < rows; i++) {
      int row = zOff + i * zLd;
      if (bias != null) {
        addBias(end, z, row, bias, biasOff);
      }
      if (f == Activation.SIGMOID) {
        FloatVectorSigmoid.sigmoid(end, z, row, z, row);
      } else if (f == Activation.RELU) {
        relu(end, z, row);
      }
      for (int j = end; j < cols; j++) {
        float sum = bias == null ? z[row + j] : z[row + j] + bias[biasOff + j];
        z[row + j] = FloatScalarElementwise.activate(f, sum);
      }
    }
  }

  private static void addBias(int end, float[] z, int row, float[] bias, int biasOff) {
    for (int j = 0; j < end; j += LANES) {
      FloatVector.fromArray(SPECIES, z, row + j)
          .add(FloatVector.fromArray(SPECIES, bias, biasOff + j))
          .intoArray(z, row + j);
    }
  }

  private static void relu(int end, float[] z, int row) {
    for (int j = 0; j < end; j += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, z, row + j);
      v.blend(0f, v.compare(VectorOperators.LE, 0f)).intoArray(z, row + j);
    }
  }

  @Override
  public void timesDerivative(
      Activation f,
      int rows,
      int cols,
      float[] d,
      int dOff,
      int dLd,
      float[] a,
      int aOff,
      int aLd) {
    int end = SPECIES.loopBound(cols);
    for (int i = 0; i < rows; i++) {
      int dRow = dOff + i * dLd;
      int aRow = aOff + i * aLd;
      if (f == Activation.SIGMOID) {
        timesSigmoidDerivative(end, d, dRow, a, aRow);
      } else if (f == Activation.RELU) {
        timesReluDerivative(end, d, dRow, a, aRow);
      }
      for (int j = end; j < cols; j++) {
        d[dRow + j] = FloatScalarElementwise.timesDerivative(f, d[dRow + j], a[aRow + j]);
      }
    }
  }

  private static void timesSigmoidDerivative(int end, float[] d, int dRow, float[] a, int aRow) {
    FloatVector one = FloatVector.broadcast(SPECIES, 1f);
    for (int j = 0; j < end; j += LANES) {
      FloatVector output = FloatVector.fromArray(SPECIES, a, aRow + j);
      FloatVector derivative = output.mul(one.sub(output));
      FloatVector.fromArray(SPECIES, d, dRow + j).mul(derivative).intoArray(d, dRow + j);
    }
  }

  private static void timesReluDerivative(int end, float[] d, int dRow, float[] a, int aRow) {
    for (int j = 0; j < end; j += LANES) {
      FloatVector output = FloatVector.fromArray(SPECIES, a, aRow + j);
      FloatVector.fromArray(SPECIES, d, dRow + j)
          .blend(0f, output.compare(VectorOperators.LE, 0f))
          .intoArray(d, dRow + j);
    }
  }

  @Override
  public void columnSums(
      int rows, int cols, float[] x, int xOff, int xLd, float[] sums, int sumsOff) {
    int end = SPECIES.loopBound(cols);
    for (int j = 0; j < end; j += LANES) {
      FloatVector total = FloatVector.zero(SPECIES);
      for (int from = 0; from < rows; from += CHUNK) {
        FloatVector sum = FloatVector.zero(SPECIES);
        int to = Math.min(rows, from + CHUNK);
        for (int i = from; i < to; i++) {
          sum = sum.add(FloatVector.fromArray(SPECIES, x, xOff + i * xLd + j));
        }
        total = from == 0 ? sum : total.add(sum);
      }
      total.intoArray(sums, sumsOff + j);
    }
    for (int j = end; j < cols; j++) {
      sums[sumsOff + j] = FloatScalarElementwise.columnSum(rows, x, xOff + j, xLd);
    }
  }

  @Override
  public void addScaled(int n, double alpha, float[] x, int xOff, float[] y, int yOff) {
    float factor = (float) alpha;
    FloatVector factors = FloatVector.broadcast(SPECIES, factor);
    int end = SPECIES.loopBound(n);
    for (int i = 0; i < end; i += LANES) {
      factors
          .fma(
              FloatVector.fromArray(SPECIES, x, xOff + i),
              FloatVector.fromArray(SPECIES, y, yOff + i))
          .intoArray(y, yOff + i);
    }
    for (int i = end; i < n; i++) {
      y[yOff + i] = Math.fma(factor, x[xOff + i], y[yOff + i]);
    }
  }

  @Override
  void expMinus(int n, float shift, float[] x, int xOff, float[] y, int yOff) {
    int end = SPECIES.loopBound(n);
    FloatVectorExp.exp(end, shift, x, xOff, y, yOff);
    for (int i = end; i < n; i++) {
      y[yOff + i] = FloatScalarExp.exp(x[xOff + i] - shift);
    }
  }
}
