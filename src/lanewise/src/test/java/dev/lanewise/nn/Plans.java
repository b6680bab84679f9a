package dev.lanewise.nn;

import dev.lanewise.elementwise.Activation;
import dev.lanewise.elementwise.Activations;
import dev.lanewise.nn.Problem.Plan;
import dev.lanewise.nn.Problem.Stage;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Random plans for property tests. */
final class Plans {
  /** All there are. */
  static final List<Activation> ACTIVATIONS = Activations.all();

  /** All that {@link PlainBackprop} can do. */
  static final List<Loss> LOSSES = List.of(Loss.MEAN_SQUARED_ERROR, Loss.SOFTMAX_CROSS_ENTROPY);

  private Plans() {}

  /** Depth 1 to 4, widths 1 to {@code widest}, any activations, both losses. */
  static Arbitrary<Plan> plans(int widest, int largestBatch) {
    Arbitrary<Integer> width = Arbitraries.integers().between(1, widest);
    Arbitrary<Stage> layer = Combinators.combine(width, Arbitraries.of(ACTIVATIONS)).as(Stage::new);
    Arbitrary<List<Stage>> layers = layer.list().ofMinSize(1).ofMaxSize(4);
    Arbitrary<Integer> batch = Arbitraries.integers().between(1, largestBatch);
    return Combinators.combine(width, layers, Arbitraries.of(LOSSES), batch).as(Plan::new);
  }

  /** Seeds without jqwik's liking for small numbers and bounds. */
  static Arbitrary<Long> seeds() {
    return Arbitraries.randomValue(random -> random.nextLong());
  }
}
