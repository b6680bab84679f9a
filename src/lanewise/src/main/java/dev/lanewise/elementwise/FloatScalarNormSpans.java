package dev.lanewise.elementwise;

/** One element at a time. */
final class FloatScalarNormSpans extends FloatNormSpans {
  @Override
  void normalize(int n, float[] x, int xOff, float mean, float inverse, float[] y, int yOff) {
    normalize(0, n, x, xOff, mean, inverse, y, yOff);
  }

  static void normalize(
      int from, int n, float[] x, int xOff, float mean, float inverse, float[] y, int yOff) {
    for (int j = from; j < n; j++) {
      y[yOff + j] = (x[xOff + j] - mean) * inverse;
    }
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
    normalizeColumns(0, n, x, xOff, mean, meanOff, inverse, inverseOff, y, yOff);
  }

  static void normalizeColumns(
      int from,
      int n,
      float[] x,
      int xOff,
      float[] mean,
      int meanOff,
      float[] inverse,
      int inverseOff,
      float[] y,
      int yOff) {
    for (int j = from; j < n; j++) {
      y[yOff + j] = (x[xOff + j] - mean[meanOff + j]) * inverse[inverseOff + j];
    }
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
    affine(0, n, x, xOff, scale, scaleOff, shift, shiftOff, y, yOff);
  }

  static void affine(
      int from,
      int n,
      float[] x,
      int xOff,
      float[] scale,
      int scaleOff,
      float[] shift,
      int shiftOff,
      float[] y,
      int yOff) {
    for (int j = from; j < n; j++) {
      y[yOff + j] = Math.fma(x[xOff + j], scale[scaleOff + j], shift[shiftOff + j]);
    }
  }

  @Override
  void multiply(int n, float[] x, int xOff, float[] y, int yOff, float[] z, int zOff) {
    multiply(0, n, x, xOff, y, yOff, z, zOff);
  }

  static void multiply(
      int from, int n, float[] x, int xOff, float[] y, int yOff, float[] z, int zOff) {
    for (int j = from; j < n; j++) {
      z[zOff + j] = x[xOff + j] * y[yOff + j];
    }
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
    project(0, n, g, gOff, normal, normalOff, mean, along, inverse);
  }

  static void project(
      int from,
      int n,
      float[] g,
      int gOff,
      float[] normal,
      int normalOff,
      float mean,
      float along,
      float inverse) {
    for (int j = from; j < n; j++) {
      g[gOff + j] = inverse * Math.fma(-along, normal[normalOff + j], g[gOff + j] - mean);
    }
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
    projectColumns(0, n, d, dOff, normal, normalOff, mean, along, factor, dx, dxOff);
  }

  static void projectColumns(
      int from,
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
    for (int j = from; j < n; j++) {
      dx[dxOff + j] = factor[j] * Math.fma(-along[j], normal[normalOff + j], d[dOff + j] - mean[j]);
    }
  }

  @Override
  void addSquares(int n, float[] x, int xOff, float[] mean, int meanOff, float[] sums) {
    addSquares(0, n, x, xOff, mean, meanOff, sums);
  }

  static void addSquares(
      int from, int n, float[] x, int xOff, float[] mean, int meanOff, float[] sums) {
    for (int j = from; j < n; j++) {
      float difference = x[xOff + j] - mean[meanOff + j];
      sums[j] = Math.fma(difference, difference, sums[j]);
    }
  }

  @Override
  void addProducts(int n, float[] x, int xOff, float[] y, int yOff, float[] sums) {
    addProducts(0, n, x, xOff, y, yOff, sums);
  }

  static void addProducts(int from, int n, float[] x, int xOff, float[] y, int yOff, float[] sums) {
    for (int j = from; j < n; j++) {
      sums[j] = Math.fma(x[xOff + j], y[yOff + j], sums[j]);
    }
  }

  @Override
  void add(int n, float[] x, float[] y, int yOff) {
    add(0, n, x, y, yOff);
  }

  static void add(int from, int n, float[] x, float[] y, int yOff) {
    for (int j = from; j < n; j++) {
      y[yOff + j] += x[j];
    }
  }
}
