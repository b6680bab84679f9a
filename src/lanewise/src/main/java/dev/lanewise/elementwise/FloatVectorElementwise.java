package dev.lanewise.elementwise;

import java.util.Arrays;
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
  void activate(Activation f, int n, float[] z, int zOff, float[] a, int aOff) {
    int end = SPECIES.loopBound(n);
    switch (f.kind()) {
      case IDENTITY -> System.arraycopy(z, zOff, a, aOff, end);
      case SIGMOID -> FloatVectorSigmoid.sigmoid(end, z, zOff, a, aOff);
      case TANH -> FloatVectorTanh.tanh(end, z, zOff, a, aOff);
      case RELU -> relu(end, z, zOff, a, aOff);
      case LEAKY_RELU -> leakyRelu(end, (float) f.parameter(), z, zOff, a, aOff);
      case ELU -> FloatVectorExp.elu(end, (float) f.parameter(), z, zOff, a, aOff);
      case SOFTPLUS -> FloatVectorSoftplus.softplus(end, z, zOff, a, aOff);
      case GELU -> FloatVectorErf.gelu(end, z, zOff, a, aOff);
      case GELU_TANH -> FloatVectorTanh.geluTanh(end, z, zOff, a, aOff);
      case SILU -> FloatVectorSigmoid.silu(end, z, zOff, a, aOff);
    }
    FloatScalarElementwise.activate(f, end, n, z, zOff, a, aOff);
  }

  @Override
  public void apply(Elementary f, int n, float[] x, int xOff, float[] y, int yOff) {
    int end = SPECIES.loopBound(n);
    switch (f) {
      case EXP -> FloatVectorExp.exp(end, 0f, x, xOff, y, yOff);
      case EXPM1 -> FloatVectorExp.expm1(end, x, xOff, y, yOff);
      case LOG -> FloatVectorLog.log(end, x, xOff, y, yOff);
      case LOG1P -> FloatVectorLog.log1p(end, x, xOff, y, yOff);
      case ERF -> FloatVectorErf.erf(end, x, xOff, y, yOff);
      case LOG_SIGMOID -> FloatVectorSoftplus.logSigmoid(end, x, xOff, y, yOff);
    }
    FloatScalarElementwise.apply(f, end, n, x, xOff, y, yOff);
  }

  private static void relu(int end, float[] z, int zOff, float[] a, int aOff) {
    for (int j = 0; j < end; j += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, z, zOff + j);
      v.blend(0f, v.compare(VectorOperators.LE, 0f)).intoArray(a, aOff + j);
    }
  }

  private static void leakyRelu(int end, float slope, float[] z, int zOff, float[] a, int aOff) {
    for (int j = 0; j < end; j += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, z, zOff + j);
      v.blend(v.mul(slope), v.compare(VectorOperators.LE, 0f)).intoArray(a, aOff + j);
    }
  }

  @Override
  void timesDerivative(
      Activation f, int n, float[] d, int dOff, float[] x, int xOff, float[] dz, int dzOff) {
    int end = SPECIES.loopBound(n);
    float parameter = (float) f.parameter();
    switch (f.kind()) {
      case IDENTITY -> System.arraycopy(d, dOff, dz, dzOff, end);
      case SIGMOID -> timesSigmoidDerivative(end, d, dOff, x, xOff, dz, dzOff);
      case TANH -> timesTanhDerivative(end, d, dOff, x, xOff, dz, dzOff);
      case RELU -> timesReluDerivative(end, d, dOff, x, xOff, dz, dzOff);
      case LEAKY_RELU -> timesLeakyReluDerivative(end, parameter, d, dOff, x, xOff, dz, dzOff);
      case ELU -> timesEluDerivative(end, parameter, d, dOff, x, xOff, dz, dzOff);
      case SOFTPLUS -> timesSoftplusDerivative(end, d, dOff, x, xOff, dz, dzOff);
      case GELU -> FloatVectorGeluDerivative.times(end, d, dOff, x, xOff, dz, dzOff);
      case GELU_TANH, SILU ->
          FloatVectorGated.timesDerivative(f.kind(), end, d, dOff, x, xOff, dz, dzOff);
    }
    FloatScalarElementwise.timesDerivative(f, end, n, d, dOff, x, xOff, dz, dzOff);
  }

  private static void timesSigmoidDerivative(
      int end, float[] d, int dOff, float[] a, int aOff, float[] dz, int dzOff) {
    FloatVector one = FloatVector.broadcast(SPECIES, 1f);
    for (int j = 0; j < end; j += LANES) {
      FloatVector output = FloatVector.fromArray(SPECIES, a, aOff + j);
      FloatVector derivative = output.mul(one.sub(output));
      FloatVector.fromArray(SPECIES, d, dOff + j).mul(derivative).intoArray(dz, dzOff + j);
    }
  }

  private static void timesTanhDerivative(
      int end, float[] d, int dOff, float[] a, int aOff, float[] dz, int dzOff) {
    FloatVector one = FloatVector.broadcast(SPECIES, 1f);
    for (int j = 0; j < end; j += LANES) {
      FloatVector output = FloatVector.fromArray(SPECIES, a, aOff + j);
      FloatVector derivative = output.neg().fma(output, one);
      FloatVector.fromArray(SPECIES, d, dOff + j).mul(derivative).intoArray(dz, dzOff + j);
    }
  }

  private static void timesReluDerivative(
      int end, float[] d, int dOff, float[] a, int aOff, float[] dz, int dzOff) {
    for (int j = 0; j < end; j += LANES) {
      FloatVector output = FloatVector.fromArray(SPECIES, a, aOff + j);
      FloatVector.fromArray(SPECIES, d, dOff + j)
          .blend(0f, output.compare(VectorOperators.LE, 0f))
          .intoArray(dz, dzOff + j);
    }
  }

  private static void timesLeakyReluDerivative(
      int end, float slope, float[] d, int dOff, float[] a, int aOff, float[] dz, int dzOff) {
    for (int j = 0; j < end; j += LANES) {
      FloatVector output = FloatVector.fromArray(SPECIES, a, aOff + j);
      FloatVector da = FloatVector.fromArray(SPECIES, d, dOff + j);
      da.blend(da.mul(slope), output.compare(VectorOperators.LE, 0f)).intoArray(dz, dzOff + j);
    }
  }

  private static void timesEluDerivative(
      int end, float alpha, float[] d, int dOff, float[] a, int aOff, float[] dz, int dzOff) {
    for (int j = 0; j < end; j += LANES) {
      FloatVector output = FloatVector.fromArray(SPECIES, a, aOff + j);
      FloatVector da = FloatVector.fromArray(SPECIES, d, dOff + j);
      da.blend(da.mul(output.add(alpha)), output.compare(VectorOperators.LE, 0f))
          .intoArray(dz, dzOff + j);
    }
  }

  private static void timesSoftplusDerivative(
      int end, float[] d, int dOff, float[] a, int aOff, float[] dz, int dzOff) {
    FloatScratch scratch = FloatScratch.take();
    float[] e = scratch.block;
    for (int from = 0; from < end; from += BLOCK) {
      int n = Math.min(BLOCK, end - from);
      for (int j = 0; j < n; j += LANES) {
        FloatVector.fromArray(SPECIES, a, aOff + from + j).neg().intoArray(e, j);
      }
      FloatVectorExp.expm1(n, e, 0, e, 0);
      for (int j = 0; j < n; j += LANES) {
        FloatVector derivative = FloatVector.fromArray(SPECIES, e, j).neg();
        FloatVector.fromArray(SPECIES, d, dOff + from + j)
            .mul(derivative)
            .intoArray(dz, dzOff + from + j);
      }
    }
    scratch.give();
  }

  @Override
  void timesMask(int n, float[] x, int xOff, float[] mask, int maskOff, float[] out, int outOff) {
    int end = SPECIES.loopBound(n);
    for (int j = 0; j < end; j += LANES) {
      FloatVector factor = FloatVector.fromArray(SPECIES, mask, maskOff + j);
      FloatVector.fromArray(SPECIES, x, xOff + j)
          .mul(factor)
          .blend(0f, factor.compare(VectorOperators.EQ, 0f))
          .intoArray(out, outOff + j);
    }
    FloatScalarElementwise.timesMask(end, n, x, xOff, mask, maskOff, out, outOff);
  }

  @Override
  public void parametricRelu(
      int rows,
      int cols,
      float[] z,
      int zOff,
      int zLd,
      float[] slope,
      int slopeOff,
      float[] a,
      int aOff,
      int aLd) {
    int end = SPECIES.loopBound(cols);
    for (int i = 0; i < rows; i++) {
      int zRow = zOff + i * zLd;
      int aRow = aOff + i * aLd;
      for (int j = 0; j < end; j += LANES) {
        FloatVector v = FloatVector.fromArray(SPECIES, z, zRow + j);
        v.blend(
                FloatVector.fromArray(SPECIES, slope, slopeOff + j).mul(v),
                v.compare(VectorOperators.LE, 0f))
            .intoArray(a, aRow + j);
      }
      for (int j = end; j < cols; j++) {
        a[aRow + j] = FloatScalarElementwise.parametricRelu(z[zRow + j], slope[slopeOff + j]);
      }
    }
  }

  @Override
  public void timesParametricReluDerivative(
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
    Arrays.fill(dSlope, dSlopeOff, dSlopeOff + cols, 0f);
    FloatVectorColumns.timesParametricReluDerivative(
        rows, cols, d, dOff, dLd, z, zOff, zLd, slope, slopeOff, dz, dzOff, dzLd, dSlope,
        dSlopeOff);
  }

  @Override
  public void sigmoidOutputDelta(
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
    FloatVectorOutputDelta.run(rows, cols, x, xOff, xLd, a, aOff, aLd, d, dOff, dLd, sums, sumsOff);
  }

  @Override
  public void sigmoidHiddenDelta(
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
    FloatVectorHiddenDelta.run(
        rows, cols, s, sOff, sLd, t, tOff, a, aOff, aLd, d, dOff, dLd, sums, sumsOff);
  }

  @Override
  public void columnSums(
      int rows, int cols, float[] x, int xOff, int xLd, float[] sums, int sumsOff) {
    Arrays.fill(sums, sumsOff, sumsOff + cols, 0f);
    FloatVectorColumns.addColumnSums(rows, cols, x, xOff, xLd, sums, sumsOff);
  }

  @Override
  public void add(int n, float[] x, int xOff, float[] y, int yOff, float[] z, int zOff) {
    int end = SPECIES.loopBound(n);
    for (int j = 0; j < end; j += LANES) {
      FloatVector.fromArray(SPECIES, x, xOff + j)
          .add(FloatVector.fromArray(SPECIES, y, yOff + j))
          .intoArray(z, zOff + j);
    }
    for (int j = end; j < n; j++) {
      z[zOff + j] = x[xOff + j] + y[yOff + j];
    }
  }
}
