package dev.lanewise.nn;

import dev.lanewise.elementwise.Elementwise;
import dev.lanewise.elementwise.Losses;
import dev.lanewise.matrix.Matrix;

/** What training makes small, as a mean over the batch. */
public enum Loss {
  /** Mean over samples and outputs of (a − y)². */
  MEAN_SQUARED_ERROR {
    @Override
    double gradient(Matrix a, Matrix y, Matrix d) {
      double count = (double) a.rows() * a.cols();
      return Losses.squaredError(a, y, d, 1 / count) / count;
    }
  },
  /**
   * Mean over samples of −Σ y·log softmax(z), from logits z: the last layer has the identity as its
   * activation, and predictions are softmax(z). Finite for all finite logits.
   */
  SOFTMAX_CROSS_ENTROPY {
    @Override
    double gradient(Matrix a, Matrix y, Matrix d) {
      return Losses.softmaxCrossEntropy(a, y, 0, d, 1.0 / a.rows()) / a.rows();
    }

    @Override
    void predict(Matrix outputs) {
      Elementwise.softmax(outputs);
    }
  };

  /** Overwrites d with ∂loss/∂a and returns the loss; a, y, d are batch×outputs. */
  abstract double gradient(Matrix a, Matrix y, Matrix d);

  /** Turns the outputs of the last layer into predictions, in place. */
  void predict(Matrix outputs) {}
}
