package dev.lanewise.elementwise;

import dev.lanewise.elementwise.LossKernels.Kind;
import dev.lanewise.matrix.Matrix;
import dev.lanewise.matrix.Shapes;

/**
 * Losses: each returns a sum over all rows and overwrites {@code d} with {@code scale} times its
 * gradient with respect to the first argument, in the same pass. For a mean over m samples: scale
 * 1/m, and the returned sum over m.
 *
 * <p>Matrices are m×n, a row a sample, of one precision, none a transposed view; {@code d} overlaps
 * none of the others: {@link IllegalArgumentException} otherwise, before anything is written. Terms
 * are computed in the precision of the matrices and added in double precision, over the matrix in
 * 16 virtual lanes (see {@link Reductions}): the same bits for any vector width and on the scalar
 * path (FloatLossesTest). NaN gives NaN. A warm call allocates nothing.
 *
 * <p><b>Label smoothing</b> ε replaces a target distribution y over n classes by (1 − ε)·y + ε/n
 * (Szegedy et al. 2016); 0 leaves it as it is. <b>Classes</b> stand for the rows of targets that
 * have a 1 there and 0 elsewhere, with the same bits.
 *
 * <p><b>Weights</b>, m×1, multiply the terms of their sample, and its row of the gradient; they may
 * have any sign. Null stands for ones, with the same bits. The scale times a weight is rounded
 * once.
 */
public final class Losses {
  private Losses() {}

  /** Squared error: Σ (a − y)², d = 2·scale·(a − y). */
  public static double squaredError(Matrix a, Matrix y, Matrix d, double scale) {
    return squaredError(a, y, null, d, scale);
  }

  /** {@link #squaredError(Matrix, Matrix, Matrix, double)} with weights. */
  public static double squaredError(Matrix a, Matrix y, Matrix weights, Matrix d, double scale) {
    checkTargets(a, y, d);
    checkWeights(a, weights, d);
    return of(a).elementwise(Kind.SQUARED_ERROR, a, y, null, weights, d, 2 * scale, 0, 0);
  }

  /**
   * Huber loss: Σ e²/2 where |e| ≤ δ, else δ·(|e| − δ/2), with e = a − y; d = scale·e, clamped to
   * ±scale·δ (Huber 1964).
   *
   * @throws IllegalArgumentException if δ is not positive, too
   */
  public static double huber(Matrix a, Matrix y, double delta, Matrix d, double scale) {
    return huber(a, y, null, delta, d, scale);
  }

  /** {@link #huber(Matrix, Matrix, double, Matrix, double)} with weights. */
  public static double huber(
      Matrix a, Matrix y, Matrix weights, double delta, Matrix d, double scale) {
    checkTargets(a, y, d);
    checkWeights(a, weights, d);
    if (!(delta > 0)) {
      throw new IllegalArgumentException("delta is " + delta + ", must be positive");
    }
    return of(a).elementwise(Kind.HUBER, a, y, null, weights, d, scale, delta, 0);
  }

  /**
   * Binary cross-entropy of each element, from logits: Σ log(1 + e^−|z|) + (z·(1 − t) where z ≥ 0,
   * else −z·t), in which nothing cancels; d = scale·(sigmoid(z) − t). Finite for all finite logits
   * and t in 0..1.
   *
   * @param y targets in 0..1; smoothed over two classes, t = (1 − ε)·y + ε/2
   */
  public static double binaryCrossEntropyFromLogits(
      Matrix z, Matrix y, double smoothing, Matrix d, double scale) {
    return binaryCrossEntropyFromLogits(z, y, null, smoothing, d, scale);
  }

  /** {@link #binaryCrossEntropyFromLogits(Matrix, Matrix, double, Matrix, double)} with weights. */
  public static double binaryCrossEntropyFromLogits(
      Matrix z, Matrix y, Matrix weights, double smoothing, Matrix d, double scale) {
    checkTargets(z, y, d);
    checkWeights(z, weights, d);
    return smoothed(Kind.BINARY_LOGITS, z, y, null, weights, smoothing, 2, d, scale);
  }

  /**
   * Binary cross-entropy of each element, from probabilities: −Σ t·log p + (1 − t)·log(1 − p); d =
   * scale·((1 − t)/(1 − p) − t/p). Here p and 1 − p count as the smallest normal number where they
   * are below it, so that both are finite for all p in 0..1.
   *
   * @param p in 0..1, which is not checked
   * @param y targets in 0..1; smoothed over two classes, t = (1 − ε)·y + ε/2
   */
  public static double binaryCrossEntropy(
      Matrix p, Matrix y, double smoothing, Matrix d, double scale) {
    checkTargets(p, y, d);
    return smoothed(Kind.BINARY_PROBABILITIES, p, y, null, null, smoothing, 2, d, scale);
  }

  /**
   * Cross-entropy of logits against target distributions: Σ over the rows of log Σ exp(z) − Σ t·z,
   * which is −Σ t·log softmax(z); d = scale·(softmax(z) − t). Finite for all finite logits (in
   * double precision: where no difference of two overflows). Where t is 0, z may be −∞.
   *
   * @param y each row sums to 1
   */
  public static double softmaxCrossEntropy(
      Matrix z, Matrix y, double smoothing, Matrix d, double scale) {
    return softmaxCrossEntropy(z, y, null, smoothing, d, scale);
  }

  /** {@link #softmaxCrossEntropy(Matrix, Matrix, double, Matrix, double)} with weights. */
  public static double softmaxCrossEntropy(
      Matrix z, Matrix y, Matrix weights, double smoothing, Matrix d, double scale) {
    checkTargets(z, y, d);
    checkWeights(z, weights, d);
    return softmax(z, y, null, weights, smoothing, d, scale);
  }

  /**
   * {@link #softmaxCrossEntropy(Matrix, Matrix, double, Matrix, double)} against classes.
   *
   * @param classes m classes from 0 to n − 1
   */
  public static double softmaxCrossEntropy(
      Matrix z, int[] classes, double smoothing, Matrix d, double scale) {
    checkClasses(z, classes, d);
    return softmax(z, null, classes, null, smoothing, d, scale);
  }

  /**
   * Cross-entropy of probabilities against target distributions: −Σ t·log p; d = −scale·t/p. A p
   * below the smallest normal number counts as it, so that both are finite for all p in 0..1.
   *
   * @param p in 0..1, which is not checked; each row sums to 1
   * @param y each row sums to 1
   */
  public static double crossEntropy(Matrix p, Matrix y, double smoothing, Matrix d, double scale) {
    checkTargets(p, y, d);
    return smoothed(
        Kind.CATEGORICAL_PROBABILITIES, p, y, null, null, smoothing, p.cols(), d, scale);
  }

  /**
   * {@link #crossEntropy(Matrix, Matrix, double, Matrix, double)} against classes.
   *
   * @param classes m classes from 0 to n − 1
   */
  public static double crossEntropy(
      Matrix p, int[] classes, double smoothing, Matrix d, double scale) {
    checkClasses(p, classes, d);
    return smoothed(
        Kind.CATEGORICAL_PROBABILITIES, p, null, classes, null, smoothing, p.cols(), d, scale);
  }

  /**
   * The sparsity term of the sparse autoencoder, from the mean activations ρ̂ of the hidden units
   * ({@link Reductions#columnMeans}): returns β·Σ KL(ρ‖ρ̂), with KL = ρ·log(ρ/ρ̂) + (1 − ρ)·log((1
   * − ρ)/(1 − ρ̂)), and overwrites {@code t} with its gradient β·(−ρ/ρ̂ + (1 − ρ)/(1 − ρ̂)), the
   * row that {@link Elementwise#sigmoidHiddenDelta} adds. Computed in double precision, units
   * ascending; infinite where ρ̂ is 0 or 1. (Ng, CS294A lecture notes, Sparse autoencoder.)
   *
   * @param means 1×n
   * @param t 1×n; may be means
   * @throws IllegalArgumentException if ρ is not between 0 and 1
   */
  public static double sparsity(Matrix means, double rho, double beta, Matrix t) {
    Shapes.checkRowMajor("means", means, means.precision(), 1, means.cols());
    Elementwise.checkWritten("t", t, "means", means, true);
    if (!(rho > 0 && rho < 1)) {
      throw new IllegalArgumentException("rho is " + rho + ", must be between 0 and 1");
    }
    double sum = 0;
    for (int j = 0; j < means.cols(); j++) {
      double mean = means.get(0, j);
      sum += rho * StrictMath.log(rho / mean) + (1 - rho) * StrictMath.log((1 - rho) / (1 - mean));
      t.set(0, j, beta * (-rho / mean + (1 - rho) / (1 - mean)));
    }
    return beta * sum;
  }

  private static double smoothed(
      Kind kind,
      Matrix x,
      Matrix y,
      int[] classes,
      Matrix weights,
      double smoothing,
      int of,
      Matrix d,
      double scale) {
    checkSmoothing(smoothing);
    return of(x).elementwise(kind, x, y, classes, weights, d, scale, 1 - smoothing, smoothing / of);
  }

  private static double softmax(
      Matrix z, Matrix y, int[] classes, Matrix weights, double smoothing, Matrix d, double scale) {
    checkSmoothing(smoothing);
    return of(z).softmax(z, y, classes, weights, d, scale, 1 - smoothing, smoothing / z.cols());
  }

  private static LossKernels of(Matrix x) {
    return LossKernels.of(x.precision());
  }

  private static void checkSmoothing(double smoothing) {
    if (!(smoothing >= 0 && smoothing <= 1)) {
      throw new IllegalArgumentException("smoothing is " + smoothing + ", must be in 0..1");
    }
  }

  private static void checkTargets(Matrix x, Matrix y, Matrix d) {
    checkGradient(x, d);
    Shapes.checkRowMajor("targets", y, x.precision(), x.rows(), x.cols());
    Shapes.checkNoOverlap("gradient", d, "targets", y);
  }

  private static void checkWeights(Matrix x, Matrix weights, Matrix d) {
    if (weights != null) {
      Shapes.checkRowMajor("weights", weights, x.precision(), x.rows(), 1);
      Shapes.checkNoOverlap("gradient", d, "weights", weights);
    }
  }

  private static void checkClasses(Matrix x, int[] classes, Matrix d) {
    checkGradient(x, d);
    if (classes.length != x.rows()) {
      throw new IllegalArgumentException(
          classes.length + " classes for outputs of " + Shapes.describe(x));
    }
    for (int i = 0; i < classes.length; i++) {
      if (classes[i] < 0 || classes[i] >= x.cols()) {
        throw new IllegalArgumentException(
            "class " + classes[i] + " in row " + i + " for outputs of " + Shapes.describe(x));
      }
    }
  }

  private static void checkGradient(Matrix x, Matrix d) {
    Elementwise.checkPlain("outputs", x);
    Elementwise.checkWritten("gradient", d, "outputs", x, false);
  }
}
