package dev.lanewise.nn;

import dev.lanewise.elementwise.Reductions;
import dev.lanewise.elementwise.Updates;
import dev.lanewise.matrix.Matrix;
import java.util.ArrayList;
import java.util.List;

/** λ₁·Σ |w| + λ₂/2·Σ w² over the weights of a network, and its gradient λ₁·sign w + λ₂·w. */
final class WeightDecay {
  private final double l1;
  private final double l2;

  /** Weights that decay, and where they lie: layer and number in the layer. */
  private final List<Matrix> weights = new ArrayList<>();

  private final List<int[]> places = new ArrayList<>();

  WeightDecay(double l1, double l2, List<Layer> layers, Parameters parameters) {
    this.l1 = l1;
    this.l2 = l2;
    for (int i = 0; i < layers.size(); i++) {
      List<Tensor> tensors = layers.get(i).parameters();
      for (int k = 0; k < tensors.size(); k++) {
        if (tensors.get(k).decays()) {
          weights.add(parameters.layer(i).get(k));
          places.add(new int[] {i, k});
        }
      }
    }
  }

  double value() {
    double sum = 0;
    for (int i = 0; i < weights.size() && l1 != 0; i++) {
      sum += l1 * Reductions.norm1(weights.get(i));
    }
    for (int i = 0; i < weights.size() && l2 != 0; i++) {
      sum += l2 / 2 * Reductions.dot(weights.get(i), weights.get(i));
    }
    return sum;
  }

  void accumulate(Parameters gradient) {
    for (int i = 0; i < weights.size(); i++) {
      int[] place = places.get(i);
      Matrix dw = gradient.layer(place[0]).get(place[1]);
      if (l1 != 0) {
        Updates.addSign(l1, weights.get(i), dw);
      }
      if (l2 != 0) {
        Updates.addScaled(l2, weights.get(i), dw);
      }
    }
  }
}
