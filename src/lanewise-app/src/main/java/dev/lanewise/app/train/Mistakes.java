package dev.lanewise.app.train;

import dev.lanewise.data.DataSet;
import dev.lanewise.matrix.Matrix;
import dev.lanewise.nn.Network;
import java.util.ArrayList;
import java.util.List;

/** Samples that a network takes for others, out of {@code samples}. */
record Mistakes(List<Mistake> list, int samples) {
  /** One sample: pixels in one row, what it is and what it was taken for. */
  record Mistake(Matrix pixels, int label, int predicted) {}

  /**
   * The test samples that are taken for others.
   *
   * @param seen the test samples as the network sees them
   */
  static Mistakes of(Network network, Samples samples, DataSet seen) {
    DataSet data = samples.test();
    int[] classes = network.predictClass(seen.inputs());
    List<Mistake> list = new ArrayList<>();
    for (int i = 0; i < data.size(); i++) {
      if (classes[i] != data.label(i)) {
        list.add(new Mistake(data.inputs().row(i), data.label(i), classes[i]));
      }
    }
    return new Mistakes(List.copyOf(list), data.size());
  }
}
