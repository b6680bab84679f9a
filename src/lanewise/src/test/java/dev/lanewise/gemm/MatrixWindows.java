package dev.lanewise.gemm;

import dev.lanewise.matrix.FloatMatrix;
import dev.lanewise.matrix.Matrix;
import dev.lanewise.matrix.Precision;
import java.util.random.RandomGenerator;

/** Views in the middle of larger matrices, and the exact product of two views. */
final class MatrixWindows {
  private MatrixWindows() {}

  /** A rows×cols view with {@code outside} all around it and normal random numbers inside. */
  static Matrix random(
      Precision precision,
      int rows,
      int cols,
      boolean transposed,
      double outside,
      RandomGenerator random) {
    int storedRows = transposed ? cols : rows;
    int storedCols = transposed ? rows : cols;
    Matrix all = Matrix.zeros(precision, storedRows + 3, storedCols + 1 + random.nextInt(4));
    all.fill(outside);
    Matrix stored = all.window(2, 1, storedRows, storedCols);
    Matrix view = transposed ? stored.transposed() : stored;
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < cols; j++) {
        view.set(i, j, random.nextGaussian());
      }
    }
    return view;
  }

  /** A·B by numerics v1, dense. */
  static Matrix product(Matrix a, Matrix b) {
    int k = a.cols();
    int n = b.cols();
    Matrix c = Matrix.zeros(a.precision(), a.rows(), n);
    if (a instanceof FloatMatrix) {
      float[] left = a.toFloats();
      float[] right = b.toFloats();
      for (int i = 0; i < c.rows(); i++) {
        for (int j = 0; j < n; j++) {
          c.set(i, j, FloatReferenceGemm.sum(k, left, i * k, 1, right, j, n));
        }
      }
    } else {
      double[] left = a.toDoubles();
      double[] right = b.toDoubles();
      for (int i = 0; i < c.rows(); i++) {
        for (int j = 0; j < n; j++) {
          c.set(i, j, DoubleReferenceGemm.sum(k, left, i * k, 1, right, j, n));
        }
      }
    }
    return c;
  }
}
