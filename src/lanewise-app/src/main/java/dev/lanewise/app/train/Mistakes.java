package dev.lanewise.app.train;

import dev.lanewise.data.DataSet;
import dev.lanewise.elementwise.Reductions;
import dev.lanewise.matrix.Matrix;
import dev.lanewise.nn.Network;
import java.util.ArrayList;
import java.util.List;

/** Samples that a network takes for others, out of {@code samples}. */
record Mistakes(List<Mistake> list, int samples) {
  /** One sample: pixels in one row, what it is and what it was taken for, NaN being nothing. */
  record Mistake(Matrix pixels, int label, String predicted) {}

  /**
   * The test samples that are taken for others.
   *
   * @param seen the test samples as the network sees them
   */
  static Mistakes of(Network network, Samples samples, DataSet seen) {
    DataSet data = samples.test();
    Matrix predictions = network.predict(seen.inputs());
    int[] classes = new int[predictions.rows()];
    Reductions.argMax(predictions, classes);
    List<Mistake> list = new ArrayList<>();
    for (int i = 0; i < data.size(); i++) {
      boolean nothing = Double.isNaN(predictions.get(i, classes[i]));
      if (nothing || classes[i] != data.label(i)) {
        String predicted = nothing ? "NaN" : String.valueOf(classes[i]);
        list.add(new Mistake(data.inputs().row(i), data.label(i), predicted));
      }
    }
    return new Mistakes(List.copyOf(list), data.size());
  }
}
