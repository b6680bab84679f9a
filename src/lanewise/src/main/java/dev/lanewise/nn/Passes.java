package dev.lanewise.nn;

import dev.lanewise.matrix.Matrix;
import java.util.ArrayList;
import java.util.List;

/** The passes of a network, one for each size of batch, and the one that ran last. */
final class Passes {
  /** Sizes whose buffers are kept: a full batch, the last one, and three of evaluation. */
  private static final int KEPT = 5;

  private final Network network;
  private final List<NetworkPass> kept = new ArrayList<>(KEPT);
  private NetworkPass last;

  Passes(Network network) {
    this.network = network;
  }

  /** Runs all layers over a batch. */
  NetworkPass forward(Matrix x, Mode mode) {
    last = pass(x.rows());
    last.forward(x, mode);
    return last;
  }

  /** What ran last; null before the first batch. */
  NetworkPass last() {
    return last;
  }

  private NetworkPass pass(int batch) {
    for (int i = 0; i < kept.size(); i++) {
      if (kept.get(i).batch == batch) {
        return kept.get(i);
      }
    }
    if (kept.size() == KEPT) {
      kept.remove(0);
    }
    NetworkPass pass = new NetworkPass(network, batch);
    kept.add(pass);
    return pass;
  }
}
