package dev.lanewise.elementwise;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** {@link FloatScalarNormSpans} on vectors; tails run the scalar code. */
final class FloatVectorNormSpans extends FloatNormSpans {
  private static final VectorSpecies<Float> SPECIES = FloatLanes.SPECIES;
  private static final int LENGTH = FloatLanes.LENGTH;

  @Override
  void normalize(int n, float[] x, int xOff, float mean, float inverse, float[] y, int yOff) {
    int end = SPECIES.loopBound(n);
    for (int j = 0; j < end; j += LENGTH) {
      FloatVector.fromArray(SPECIES, x, xOff + j).sub(mean).mul(inverse).intoArray(y, yOff + j);
    }
    FloatScalarNormSpans.normalize(end, n, x, xOff, mean, inverse, y, yOff);
  }

  @Override
  void normalizeColumns(
      int n,
      float[] x,
      int xOff,
      float[] mean,
      int meanOff,
      float[] inverse,
      int inverseOff,
      float[] y,
      int yOff) {
    int end = SPECIES.loopBound(n);
    for (int j = 0; j < end; j += LENGTH) {
      FloatVector.fromArray(SPECIES, x, xOff + j)
          .sub(FloatVector.fromArray(SPECIES, mean, meanOff + j))
          .mul(FloatVector.fromArray(SPECIES, inverse, inverseOff + j))
          .intoArray(y, yOff + j);
    }
    FloatScalarNormSpans.normalizeColumns(
        end, n, x, xOff, mean, meanOff, inverse, inverseOff, y, yOff);
  }

  @Override
  void affine(
      int n,
      float[] x,
      int xOff,
      float[] scale,
      int scaleOff,
      float[] shift,
      int shiftOff,
      float[] y,
      int yOff) {
    int end = SPECIES.loopBound(n);
    for (int j = 0; j < end; j += LENGTH) {
      FloatVector.fromArray(SPECIES, x, xOff + j)
          .fma(
              FloatVector.fromArray(SPECIES, scale, scaleOff + j),
              FloatVector.fromArray(SPECIES, shift, shiftOff + j))
          .intoArray(y, yOff + j);
    }
    FloatScalarNormSpans.affine(end, n, x, xOff, scale, scaleOff, shift, shiftOff, y, yOff);
  }

  @Override
  void multiply(int n, float[] x, int xOff, float[] y, int yOff, float[] z, int zOff) {
    int end = SPECIES.loopBound(n);
    for (int j = 0; j < end; j += LENGTH) {
      FloatVector.fromArray(SPECIES, x, xOff + j)
          .mul(FloatVector.fromArray(SPECIES, y, yOff + j))
          .intoArray(z, zOff + j);
    }
    FloatScalarNormSpans.multiply(end, n, x, xOff, y, yOff, z, zOff);
  }

  @Override
  void project(
      int n,
      float[] g,
      int gOff,
      float[] normal,
      int normalOff,
      float mean,
      float along,
      float inverse) {
    int end = SPECIES.loopBound(n);
    FloatVector minus = FloatVector.broadcast(SPECIES, -along);
    for (int j = 0; j < end; j += LENGTH) {
      minus
          .fma(
              FloatVector.fromArray(SPECIES, normal, normalOff + j),
              FloatVector.fromArray(SPECIES, g, gOff + j).sub(mean))
          .mul(inverse)
          .intoArray(g, gOff + j);
    }
    FloatScalarNormSpans.project(end, n, g, gOff, normal, normalOff, mean, along, inverse);
  }

  @Override
  void projectColumns(
      int n,
      float[] d,
      int dOff,
      float[] normal,
      int normalOff,
      float[] mean,
      float[] along,
      float[] factor,
      float[] dx,
      int dxOff) {
    int end = SPECIES.loopBound(n);
    for (int j = 0; j < end; j += LENGTH) {
      FloatVector.fromArray(SPECIES, along, j)
          .neg()
          .fma(
              FloatVector.fromArray(SPECIES, normal, normalOff + j),
              FloatVector.fromArray(SPECIES, d, dOff + j)
                  .sub(FloatVector.fromArray(SPECIES, mean, j)))
          .mul(FloatVector.fromArray(SPECIES, factor, j))
          .intoArray(dx, dxOff + j);
    }
    FloatScalarNormSpans.projectColumns(
        end, n, d, dOff, normal, normalOff, mean, along, factor, dx, dxOff);
  }

  @Override
  void addSquares(int n, float[] x, int xOff, float[] mean, int meanOff, float[] sums) {
    int end = SPECIES.loopBound(n);
    for (int j = 0; j < end; j += LENGTH) {
      FloatVector difference =
          FloatVector.fromArray(SPECIES, x, xOff + j)
              .sub(FloatVector.fromArray(SPECIES, mean, meanOff + j));
      difference.fma(difference, FloatVector.fromArray(SPECIES, sums, j)).intoArray(sums, j);
    }
    FloatScalarNormSpans.addSquares(end, n, x, xOff, mean, meanOff, sums);
  }

  @Override
  void addProducts(int n, float[] x, int xOff, float[] y, int yOff, float[] sums) {
    int end = SPECIES.loopBound(n);
    for (int j = 0; j < end; j += LENGTH) {
      FloatVector.fromArray(SPECIES, x, xOff + j)
          .fma(FloatVector.fromArray(SPECIES, y, yOff + j), FloatVector.fromArray(SPECIES, sums, j))
          .intoArray(sums, j);
    }
    FloatScalarNormSpans.addProducts(end, n, x, xOff, y, yOff, sums);
  }

  @Override
  void add(int n, float[] x, float[] y, int yOff) {
    int end = SPECIES.loopBound(n);
    for (int j = 0; j < end; j += LENGTH) {
      FloatVector.fromArray(SPECIES, y, yOff + j)
          .add(FloatVector.fromArray(SPECIES, x, j))
          .intoArray(y, yOff + j);
    }
    FloatScalarNormSpans.add(end, n, x, y, yOff);
  }
}
