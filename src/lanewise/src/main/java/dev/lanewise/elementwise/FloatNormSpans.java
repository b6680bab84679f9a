package dev.lanewise.elementwise;

/**
 * Spans of normalisation: n contiguous elements of a row, or of all columns of one row. {@link
 * FloatScalarNormSpans} is the definition that {@link FloatVectorNormSpans} is held to.
 */
abstract sealed class FloatNormSpans permits FloatScalarNormSpans, FloatVectorNormSpans {
  /** y ← (x − mean)·inverse. */
  abstract void normalize(
      int n, float[] x, int xOff, float mean, float inverse, float[] y, int yOff);

  /** y ← (x − mean(j))·inverse(j). */
  abstract void normalizeColumns(
      int n,
      float[] x,
      int xOff,
      float[] mean,
      int meanOff,
      float[] inverse,
      int inverseOff,
      float[] y,
      int yOff);

  /** y ← fma(x, scale(j), shift(j)). */
  abstract void affine(
      int n,
      float[] x,
      int xOff,
      float[] scale,
      int scaleOff,
      float[] shift,
      int shiftOff,
      float[] y,
      int yOff);

  /** z ← x·y. */
  abstract void multiply(int n, float[] x, int xOff, float[] y, int yOff, float[] z, int zOff);

  /** g ← inverse·fma(−along, normal, g − mean). */
  abstract void project(
      int n,
      float[] g,
      int gOff,
      float[] normal,
      int normalOff,
      float mean,
      float along,
      float inverse);

  /** dx ← factor(j)·fma(−along(j), normal, d − mean(j)). */
  abstract void projectColumns(
      int n,
      float[] d,
      int dOff,
      float[] normal,
      int normalOff,
      float[] mean,
      float[] along,
      float[] factor,
      float[] dx,
      int dxOff);

  /** sums ← fma(x − mean(j), x − mean(j), sums). */
  abstract void addSquares(int n, float[] x, int xOff, float[] mean, int meanOff, float[] sums);

  /** sums ← fma(x, y, sums). */
  abstract void addProducts(int n, float[] x, int xOff, float[] y, int yOff, float[] sums);

  /** y ← y + x. */
  abstract void add(int n, float[] x, float[] y, int yOff);
}
