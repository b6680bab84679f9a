package dev.lanewise.app.train;

import dev.lanewise.data.DataSet;
import dev.lanewise.data.Standardizer;
import dev.lanewise.matrix.Matrix;
import java.util.Optional;

/**
 * Samples to train on and to test with.
 *
 * @param name what to call them
 * @param train as they are
 * @param test as they are
 * @param classes whether targets are classes
 * @param height of a picture; 0 if samples are none
 * @param width of a picture
 */
record Samples(String name, DataSet train, DataSet test, boolean classes, int height, int width) {
  /** The samples that a network sees: standardised, if they are to be. */
  static DataSet seen(DataSet data, Optional<Standardizer> standardizer) {
    return standardizer.map(s -> data.withInputs(s.apply(data.inputs()))).orElse(data);
  }

  /** A name for some samples: their number, their inputs and their bits. */
  static String digest(DataSet data) {
    Matrix inputs = data.inputs();
    Matrix targets = data.targets();
    String bits =
        data.weights()
            .map(weights -> BitsDigest.sha256(inputs, targets, weights))
            .orElseGet(() -> BitsDigest.sha256(inputs, targets));
    return inputs.rows() + "x" + inputs.cols() + ":" + bits.substring(0, 16);
  }

  boolean arePictures() {
    return height > 0;
  }
}
