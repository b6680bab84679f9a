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
 * <p>Kernels that leave column sums <b>accumulate</b> into them, rows ascending: who calls begins
 * each chunk of {@link #CHUNK} rows with zeros and adds up the chunks. So a tile's epilogue leaves
 * the bits of a pass over the whole matrix.
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

  /**
   * dz ← d where z &gt; 0, else d·slope(j); dSlope(j) accumulates +0 where z &gt; 0, else d·z, rows
   * ascending.
   */
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

  /** d ← (a − x)·(a·(1 − a)); sums, where not null, accumulate d, rows ascending. */
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

  /** d ← (s + t(j))·(a·(1 − a)), t one row; sums, where not null, accumulate d, rows ascending. */
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

  /** sums(j) accumulate x(i, j), rows ascending. */
  void addColumnSums(int rows, int cols, V x, int xOff, int xLd, V sums, int sumsOff);

  /** x ← value over n elements. */
  void fill(int n, double value, V x, int xOff);

  /** Σ x over n elements, in 16 virtual lanes. */
  double sum(int n, V x, int xOff);

  /** z ← x + y over n elements. */
  void add(int n, V x, int xOff, V y, int yOff, V z, int zOff);
}
