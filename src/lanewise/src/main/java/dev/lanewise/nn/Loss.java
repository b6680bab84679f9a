package dev.lanewise.nn;

import dev.lanewise.elementwise.Activation;
import dev.lanewise.elementwise.Elementwise;
import dev.lanewise.elementwise.Losses;
import dev.lanewise.matrix.Matrix;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * What training makes small, as a mean over the samples of a batch. Terms and gradients are those
 * of {@link Losses}.
 *
 * @param kind which function
 * @param parameter δ of the Huber loss, label smoothing ε of a cross-entropy, otherwise 0
 */
public record Loss(Kind kind, double parameter) {
  /** Mean over samples and outputs of (a − y)². */
  public static final Loss MEAN_SQUARED_ERROR = new Loss(Kind.MEAN_SQUARED_ERROR, 0);

  /**
   * Mean over samples of −Σ y·log softmax(z), from logits z: the last layer has the identity as its
   * activation, and predictions are softmax(z). Finite for all finite logits.
   */
  public static final Loss SOFTMAX_CROSS_ENTROPY = softmaxCrossEntropy(0);

  /**
   * Mean over samples and outputs of −y·log p − (1 − y)·log (1 − p) with p = sigmoid(z), from
   * logits z: the last layer has the identity as its activation, and predictions are sigmoid(z).
   * Finite for all finite logits.
   */
  public static final Loss BINARY_CROSS_ENTROPY = binaryCrossEntropy(0);

  /** Which function. */
  public enum Kind {
    /** {@link Loss#MEAN_SQUARED_ERROR}. */
    MEAN_SQUARED_ERROR,
    /** {@link Loss#huber}. */
    HUBER,
    /** {@link Loss#BINARY_CROSS_ENTROPY}. */
    BINARY_CROSS_ENTROPY,
    /** {@link Loss#SOFTMAX_CROSS_ENTROPY}. */
    SOFTMAX_CROSS_ENTROPY
  }

  /**
   * Checks the parameter.
   *
   * @throws IllegalArgumentException if δ is not positive and finite, ε not in 0 … 1, or the
   *     parameter of a kind that takes none not 0
   */
  public Loss {
    Objects.requireNonNull(kind, "kind");
    boolean right =
        switch (kind) {
          case MEAN_SQUARED_ERROR -> parameter == 0;
          case HUBER -> parameter > 0 && parameter < Double.POSITIVE_INFINITY;
          case BINARY_CROSS_ENTROPY, SOFTMAX_CROSS_ENTROPY -> parameter >= 0 && parameter <= 1;
        };
    if (!right) {
      throw new IllegalArgumentException(
          "the parameter of " + name(kind) + " is " + parameter + ", which is out of its range");
    }
  }

  /** Mean over samples and outputs of e²/2 where |e| ≤ δ, else δ·(|e| − δ/2), e = a − y. */
  public static Loss huber(double delta) {
    return new Loss(Kind.HUBER, delta);
  }

  /**
   * {@link #BINARY_CROSS_ENTROPY} with labels smoothed: (1 − ε)·y + ε/2.
   *
   * @throws IllegalArgumentException if ε is not in 0 … 1
   */
  public static Loss binaryCrossEntropy(double smoothing) {
    return new Loss(Kind.BINARY_CROSS_ENTROPY, smoothing);
  }

  /**
   * {@link #SOFTMAX_CROSS_ENTROPY} with labels smoothed: (1 − ε)·y + ε/n over n classes.
   *
   * @throws IllegalArgumentException if ε is not in 0 … 1
   */
  public static Loss softmaxCrossEntropy(double smoothing) {
    return new Loss(Kind.SOFTMAX_CROSS_ENTROPY, smoothing);
  }

  /** One of each kind, without smoothing, with δ = 1. */
  public static List<Loss> all() {
    return List.of(MEAN_SQUARED_ERROR, huber(1), BINARY_CROSS_ENTROPY, SOFTMAX_CROSS_ENTROPY);
  }

  /**
   * Overwrites d with ∂loss/∂a and returns the loss, the mean being one over {@code samples}; a, y,
   * d are batch×outputs, weights batch×1 or null.
   */
  double gradient(Matrix a, Matrix y, Matrix weights, double samples, Matrix d) {
    double count = kind == Kind.SOFTMAX_CROSS_ENTROPY ? samples : samples * a.cols();
    double scale = 1 / count;
    double sum =
        switch (kind) {
          case MEAN_SQUARED_ERROR -> Losses.squaredError(a, y, weights, d, scale);
          case HUBER -> Losses.huber(a, y, weights, parameter, d, scale);
          case BINARY_CROSS_ENTROPY ->
              Losses.binaryCrossEntropyFromLogits(a, y, weights, parameter, d, scale);
          case SOFTMAX_CROSS_ENTROPY ->
              Losses.softmaxCrossEntropy(a, y, weights, parameter, d, scale);
        };
    return sum / count;
  }

  /** Turns the outputs of the last layer into predictions, in place. */
  void predict(Matrix outputs) {
    if (kind == Kind.SOFTMAX_CROSS_ENTROPY) {
      Elementwise.softmax(outputs);
    } else if (kind == Kind.BINARY_CROSS_ENTROPY) {
      Elementwise.apply(outputs, Activation.SIGMOID, outputs);
    }
  }

  /** Lower case, the parameter in brackets: "huber(1.0)". */
  @Override
  public String toString() {
    return parameter == 0 ? name(kind) : name(kind) + "(" + parameter + ")";
  }

  private static String name(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
