package dev.lanewise.data;

import dev.lanewise.matrix.DoubleMatrix;
import dev.lanewise.matrix.Matrix;
import dev.lanewise.matrix.Shapes;

/**
 * Shifts and scales each column: (x − mean)/deviation. Made of the training samples, it gives their
 * columns the mean 0 and the standard deviation 1; test samples take the same shift and scale.
 */
public final class Standardizer {
  private final DoubleMatrix mean;
  private final DoubleMatrix deviation;

  /**
   * Known means and deviations, copied.
   *
   * @param mean 1×n
   * @param deviation 1×n, positive
   * @throws IllegalArgumentException if the shapes differ or a deviation is not positive
   */
  public Standardizer(Matrix mean, Matrix deviation) {
    Shapes.checkSame("mean", mean, "deviation", deviation);
    for (int j = 0; j < deviation.cols(); j++) {
      if (!(deviation.get(0, j) > 0)) {
        throw new IllegalArgumentException(
            "deviation " + deviation.get(0, j) + " of column " + j + ", must be positive");
      }
    }
    this.mean = mean.toDouble();
    this.deviation = deviation.toDouble();
  }

  /**
   * The means and population deviations of the columns, in double precision, samples in order; a
   * column that does not vary gets the deviation 1.
   *
   * @throws IllegalArgumentException if there is no sample
   */
  public static Standardizer of(Matrix samples) {
    if (samples.rows() == 0) {
      throw new IllegalArgumentException("no samples, so no mean");
    }
    DoubleMatrix mean = DoubleMatrix.zeros(1, samples.cols());
    DoubleMatrix deviation = DoubleMatrix.zeros(1, samples.cols());
    for (int j = 0; j < samples.cols(); j++) {
      double sum = 0;
      boolean varies = false;
      for (int i = 0; i < samples.rows(); i++) {
        sum += samples.get(i, j);
        varies |= samples.get(i, j) != samples.get(0, j);
      }
      double centre = sum / samples.rows();
      double squares = 0;
      for (int i = 0; i < samples.rows(); i++) {
        double difference = samples.get(i, j) - centre;
        squares += difference * difference;
      }
      double spread = Math.sqrt(squares / samples.rows());
      mean.set(0, j, centre);
      // Of equal entries the mean may be off by a rounding, and that is no spread.
      deviation.set(0, j, varies && spread > 0 ? spread : 1);
    }
    return new Standardizer(mean, deviation);
  }

  /** The means, 1×n, a copy. */
  public DoubleMatrix mean() {
    return mean.copy();
  }

  /** The deviations, 1×n, a copy. */
  public DoubleMatrix deviation() {
    return deviation.copy();
  }

  /**
   * New samples, shifted and scaled in double precision, then rounded to the precision of {@code
   * samples}.
   *
   * @throws IllegalArgumentException if the number of columns differs
   */
  public Matrix apply(Matrix samples) {
    if (samples.cols() != mean.cols()) {
      throw new IllegalArgumentException(
          "samples are " + Shapes.describe(samples) + ", must have " + mean.cols() + " columns");
    }
    Matrix result = Matrix.zeros(samples.precision(), samples.rows(), samples.cols());
    for (int i = 0; i < samples.rows(); i++) {
      for (int j = 0; j < samples.cols(); j++) {
        result.set(i, j, (samples.get(i, j) - mean.at(0, j)) / deviation.at(0, j));
      }
    }
    return result;
  }
}
