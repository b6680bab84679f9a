package dev.lanewise.elementwise;

import dev.lanewise.matrix.Matrix;
import dev.lanewise.matrix.Precision;

/**
 * Leaf kernels on windows of plain arrays: element (i, j) of a window lies at {@code off + i·ld +
 * j}. Every vector, its tail and the scalar path do the same operations in the same order. {@link
 * Elementwise} and the epilogues of multiplication check shapes and overlap before they come here;
 * here only the bounds of arrays are checked, as ever in Java.
 *
 * <p>What is written is one of the windows read, element for element, or overlaps none of them.
 *
 * <p>Column sums of a window are set, not added to: +0, then its rows ascending. Who calls gives
 * windows of at most {@link #CHUNK} rows and adds up their sums.
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

  /** A new array of zeros. */
  V allocate(int length);

  /** Number of elements. */
  int length(V array);

  /** a ← f(z + bias), bias one row; a null bias adds nothing. */
  void activate(
      Activation f,
      int rows,
      int cols,
      V z,
      int zOff,
      int zLd,
      V bias,
      int biasOff,
      V a,
      int aOff,
      int aLd);

  /** z ← f(z + bias). */
  default void activate(
      Activation f, int rows, int cols, V z, int zOff, int zLd, V bias, int biasOff) {
    activate(f, rows, cols, z, zOff, zLd, bias, biasOff, z, zOff, zLd);
  }

  /** y ← f(x) over n elements. */
  void apply(Elementary f, int n, V x, int xOff, V y, int yOff);

  /** dz ← d ⊙ f′, f′ from x, which is a or z as {@link Activation#derivativeFrom} says. */
  void timesDerivative(
      Activation f,
      int rows,
      int cols,
      V d,
      int dOff,
      int dLd,
      V x,
      int xOff,
      int xLd,
      V dz,
      int dzOff,
      int dzLd);

  /** d ← d ⊙ f′. */
  default void timesDerivative(
      Activation f, int rows, int cols, V d, int dOff, int dLd, V x, int xOff, int xLd) {
    timesDerivative(f, rows, cols, d, dOff, dLd, x, xOff, xLd, d, dOff, dLd);
  }

  /** a ← z where z &gt; 0, else slope(j)·z, slope one row. */
  void parametricRelu(
      int rows, int cols, V z, int zOff, int zLd, V slope, int slopeOff, V a, int aOff, int aLd);

  /** dz ← d where z &gt; 0, else d·slope(j); dSlope(j) ← Σ +0 where z &gt; 0, else d·z. */
  void timesParametricReluDerivative(
      int rows,
      int cols,
      V d,
      int dOff,
      int dLd,
      V z,
      int zOff,
      int zLd,
      V slope,
      int slopeOff,
      V dz,
      int dzOff,
      int dzLd,
      V dSlope,
      int dSlopeOff);

  /** d ← (a − x)·(a·(1 − a)); sums, where not null, become the column sums of d. */
  void sigmoidOutputDelta(
      int rows,
      int cols,
      V x,
      int xOff,
      int xLd,
      V a,
      int aOff,
      int aLd,
      V d,
      int dOff,
      int dLd,
      V sums,
      int sumsOff);

  /** d ← (s + t(j))·(a·(1 − a)), t one row; sums, where not null, the column sums of d. */
  void sigmoidHiddenDelta(
      int rows,
      int cols,
      V s,
      int sOff,
      int sLd,
      V t,
      int tOff,
      V a,
      int aOff,
      int aLd,
      V d,
      int dOff,
      int dLd,
      V sums,
      int sumsOff);

  /** out ← x·mask, +0 where mask is 0. */
  void timesMask(
      int rows,
      int cols,
      V x,
      int xOff,
      int xLd,
      V mask,
      int maskOff,
      int maskLd,
      V out,
      int outOff,
      int outLd);

  /** mask ← 0 where the unsigned word is below the threshold, else kept; over n elements. */
  void select(int n, long threshold, double kept, int[] words, int at, V mask, int maskOff);

  /** sums(j) ← Σ x(i, j). */
  void columnSums(int rows, int cols, V x, int xOff, int xLd, V sums, int sumsOff);

  /** x ← value over n elements. */
  void fill(int n, double value, V x, int xOff);

  /** Σ x over n elements, in 16 virtual lanes. */
  double sum(int n, V x, int xOff);

  /** z ← x + y over n elements. */
  void add(int n, V x, int xOff, V y, int yOff, V z, int zOff);
}
