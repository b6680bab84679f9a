package dev.lanewise.elementwise;

import dev.lanewise.matrix.Matrix;
import dev.lanewise.matrix.Precision;

/**
 * Leaf kernels on windows of plain arrays: element (i, j) of a window lies at {@code off + i·ld +
 * j}. Every vector, its tail and the scalar path do the same operations in the same order. {@link
 * Elementwise} and the epilogues of multiplication check shapes and overlap before they come here;
 * here only the bounds of arrays are checked, as ever in Java.
 *
 * @param <V> {@code float[]} or {@code double[]}
 */
public sealed interface ElementwiseKernels<V> permits FloatElementwise, DoubleElementwise {
  /** Rows of one chunk of a column sum, and depth of one chunk of a product: numerics v1. */
  int CHUNK = 256;

  /** The kernels of this JVM for {@code float[]}. */
  static ElementwiseKernels<float[]> ofFloat() {
    return KernelChoice.FLOAT;
  }

  /** The kernels of this JVM for {@code double[]}. */
  static ElementwiseKernels<double[]> ofDouble() {
    return KernelChoice.DOUBLE;
  }

  /** The kernels of this JVM for a precision. */
  static ElementwiseKernels<?> of(Precision precision) {
    return precision == Precision.F32 ? KernelChoice.FLOAT : KernelChoice.DOUBLE;
  }

  /** The array of a matrix of this precision. */
  V array(Matrix matrix);

  /** z ← f(z + bias), bias one row; a null bias adds nothing. */
  void activate(Activation f, int rows, int cols, V z, int zOff, int zLd, V bias, int biasOff);

  /** d ← d ⊙ f′, f′ from the output a: sigmoid d·(a·(1 − a)); ReLU +0 where a ≤ 0, else d. */
  void timesDerivative(
      Activation f, int rows, int cols, V d, int dOff, int dLd, V a, int aOff, int aLd);

  /** Each row of z ← exp(z − max) / Σ, Σ in 16 virtual lanes and a fixed tree. */
  void softmax(int rows, int cols, V z, int zOff, int zLd);

  /** d ← scale·(softmax(z) − y); returns Σ over rows of log Σ exp(z) − Σ y·z. */
  double softmaxCrossEntropy(
      int rows,
      int cols,
      V z,
      int zOff,
      int zLd,
      V y,
      int yOff,
      int yLd,
      V d,
      int dOff,
      int dLd,
      double scale);

  /** d ← scale·(a − y); returns Σ (a − y)², each row ascending, rows ascending, in double. */
  double squaredError(
      int rows,
      int cols,
      V a,
      int aOff,
      int aLd,
      V y,
      int yOff,
      int yLd,
      V d,
      int dOff,
      int dLd,
      double scale);

  /** sums(j) ← Σ over i of x(i, j): chunks of 256 rows from +0, chunk sums ascending. */
  void columnSums(int rows, int cols, V x, int xOff, int xLd, V sums, int sumsOff);

  /** y ← fma(α, x, y) over n elements. */
  void addScaled(int n, double alpha, V x, int xOff, V y, int yOff);
}
