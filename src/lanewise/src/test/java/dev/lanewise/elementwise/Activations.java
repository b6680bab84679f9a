package dev.lanewise.elementwise;

import dev.lanewise.elementwise.Activation.Kind;
import java.util.ArrayList;
import java.util.List;

/** All activations, for tests; those with a parameter with two. */
public final class Activations {
  private Activations() {}

  /** One of each kind, two where there is a parameter. */
  public static List<Activation> all() {
    List<Activation> all = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      if (kind == Kind.LEAKY_RELU) {
        all.add(Activation.leakyRelu(0.01));
        all.add(Activation.leakyRelu(1.5));
      } else if (kind == Kind.ELU) {
        all.add(Activation.elu(1));
        all.add(Activation.elu(0.3));
      } else {
        all.add(new Activation(kind, 0));
      }
    }
    return all;
  }
}
