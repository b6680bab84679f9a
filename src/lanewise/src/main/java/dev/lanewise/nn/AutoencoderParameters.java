package dev.lanewise.nn;

import dev.lanewise.matrix.Matrix;
import dev.lanewise.matrix.Precision;
import dev.lanewise.matrix.Shapes;

/**
 * Weights and biases of an autoencoder, or their gradient, in one flat row: W1 hidden×visible and
 * W2 visible×hidden, both row-major, then b1 and b2. The matrices are windows on it. (The order of
 * Ng's Sparse autoencoder exercise.)
 */
public final class AutoencoderParameters {
  private final Matrix flat;
  private final Matrix w1;
  private final Matrix w2;
  private final Matrix b1;
  private final Matrix b2;

  /**
   * The matrices in a row that is shared, not copied.
   *
   * @throws IllegalArgumentException if a size is not positive or flat is not 1×(2·visible·hidden +
   *     hidden + visible)
   */
  public AutoencoderParameters(Matrix flat, int visible, int hidden) {
    Shapes.checkRowMajor("parameters", flat, flat.precision(), 1, size(visible, hidden));
    this.flat = flat;
    int weights = visible * hidden;
    w1 = flat.window(0, 0, 1, weights).reshaped(hidden, visible);
    w2 = flat.window(0, weights, 1, weights).reshaped(visible, hidden);
    b1 = flat.window(0, 2 * weights, 1, hidden);
    b2 = flat.window(0, 2 * weights + hidden, 1, visible);
  }

  /**
   * Zeros.
   *
   * @throws IllegalArgumentException if a size is not positive
   */
  public static AutoencoderParameters zeros(Precision precision, int visible, int hidden) {
    Matrix flat = Matrix.zeros(precision, 1, size(visible, hidden));
    return new AutoencoderParameters(flat, visible, hidden);
  }

  /**
   * 2·visible·hidden + hidden + visible.
   *
   * @throws IllegalArgumentException if a size is not positive or there are too many
   */
  public static int size(int visible, int hidden) {
    if (visible < 1 || hidden < 1) {
      throw new IllegalArgumentException(
          "an autoencoder of " + visible + "–" + hidden + " units: both must be positive");
    }
    int twoWeights = Shapes.size(2, Shapes.size(visible, hidden));
    long all = (long) twoWeights + hidden + visible;
    return Shapes.size(1, all > Integer.MAX_VALUE ? -1 : (int) all);
  }

  /** All of them, 1×n, shared. */
  public Matrix flat() {
    return flat;
  }

  /** Weights of the hidden units, hidden×visible, shared: a2 = sigmoid(x·W1ᵀ + b1). */
  public Matrix w1() {
    return w1;
  }

  /** Weights of the outputs, visible×hidden, shared: a3 = sigmoid(a2·W2ᵀ + b2). */
  public Matrix w2() {
    return w2;
  }

  /** Biases of the hidden units, 1×hidden, shared. */
  public Matrix b1() {
    return b1;
  }

  /** Biases of the outputs, 1×visible, shared. */
  public Matrix b2() {
    return b2;
  }

  /** Number of inputs and outputs. */
  public int visible() {
    return b2.cols();
  }

  /** Number of hidden units. */
  public int hidden() {
    return b1.cols();
  }
}
