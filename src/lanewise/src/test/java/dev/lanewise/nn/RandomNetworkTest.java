package dev.lanewise.nn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanewise.gradcheck.GradientCheck;
import dev.lanewise.gradcheck.GradientCheck.Entry;
import dev.lanewise.matrix.DoubleMatrix;
import dev.lanewise.matrix.Matrix;
import dev.lanewise.nn.PlainNetwork.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Random networks of all layers, activations, losses, weights and decays against three oracles:
 * finite differences, dual numbers through the plain formulas, and those formulas themselves.
 */
class RandomNetworkTest {
  /**
   * Entries with a kink in their step are left out. Rounding: that of the plain loss bounds the
   * library's; twice, for points within h of θ.
   */
  @Property(tries = 300)
  void gradientsAgreeWithFiniteDifferences(
      @ForAll("kinds") List<Integer> kinds,
      @ForAll("losses") Loss loss,
      @ForAll("batches") int batch,
      @ForAll("seeds") long seed) {
    RandomNetwork drawn = new RandomNetwork(kinds, loss, batch, seed);
    double[] theta = drawn.theta();
    if (theta.length == 0) {
      return;
    }
    GradientCheck.Report report =
        GradientCheck.check(drawn::lossAt, theta, drawn.gradient(), 2 * drawn.rounded().error());
    drawn.lossAt(theta);
    for (Entry entry : report.entries()) {
      assertThat(entry.agrees() || drawn.meetsKink(entry.index()))
          .as("%s%n%s", drawn.network.summary(), entry)
          .isTrue();
    }
  }

  /**
   * The slope of the plain loss along every entry, by dual numbers that carry a bound on their own
   * rounding. The library adds up the same products in another order, backwards; a thousand times
   * the bound leaves room for that, and lies far below any mistake.
   */
  @Property(tries = 200)
  void gradientsAgreeWithDualNumbers(
      @ForAll("kinds") List<Integer> kinds,
      @ForAll("losses") Loss loss,
      @ForAll("batches") int batch,
      @ForAll("seeds") long seed) {
    RandomNetwork drawn = new RandomNetwork(kinds, loss, batch, seed);
    double[] theta = drawn.theta();
    double[] gradient = drawn.gradient();
    Rounded[] slopes = drawn.slopes(Fault.NONE);
    for (int i = 0; i < theta.length; i++) {
      assertThat(Math.abs(gradient[i] - slopes[i].value()))
          .as("%sentry %d: %s, dual %s", drawn.network.summary(), i, gradient[i], slopes[i])
          .isLessThanOrEqualTo(1024 * slopes[i].error());
    }
  }

  /**
   * ⟨Jv, w⟩ = ⟨v, Jᵀw⟩, J being ∂outputs/∂θ: the left side by dual numbers, the right side by
   * backpropagation of w, which squared error sends back from targets y = a − w·mn/2. Room for
   * rounding as above.
   */
  @Property(tries = 200)
  void backwardIsTheAdjointOfForward(
      @ForAll("kinds") List<Integer> kinds,
      @ForAll("batches") int batch,
      @ForAll("seeds") long seed) {
    RandomNetwork drawn = new RandomNetwork(kinds, Loss.MEAN_SQUARED_ERROR, batch, seed);
    if (drawn.hasClassWeights()) {
      return;
    }
    Random random = new Random(seed);
    double[] v = random.doubles(drawn.theta().length, -1, 1).toArray();
    Dual[][] outputs = drawn.outputs(v);
    int n = outputs[0].length;
    Matrix y = DoubleMatrix.zeros(batch, n);
    double forward = 0;
    double room = 0;
    for (int i = 0; i < batch; i++) {
      for (int j = 0; j < n; j++) {
        double w = random.nextDouble() - 0.5;
        Dual a = outputs[i][j];
        y.set(i, j, a.value() - w * batch * n / 2);
        forward += w * a.slope().value();
        room += Math.abs(w) * a.slope().error();
        room += a.number().error() * Math.abs(a.slope().value());
      }
    }
    Parameters gradient = drawn.network.newGradient();
    drawn.network.accumulateGradient(drawn.x, y, null, batch, gradient);
    double backward = 0;
    for (int i = 0; i < v.length; i++) {
      backward += v[i] * gradient.flat().get(0, i);
    }
    assertThat(Math.abs(forward - backward))
        .as(() -> drawn.network.summary().toString())
        .isLessThanOrEqualTo(1024 * room);
  }

  @Property(tries = 300)
  void lossesAgreeWithThePlainFormulas(
      @ForAll("kinds") List<Integer> kinds,
      @ForAll("losses") Loss loss,
      @ForAll("batches") int batch,
      @ForAll("seeds") long seed) {
    RandomNetwork drawn = new RandomNetwork(kinds, loss, batch, seed);
    Rounded plain = drawn.rounded();
    assertThat(Math.abs(drawn.lossAt(drawn.theta()) - plain.value()))
        .isLessThanOrEqualTo(2 * plain.error());
  }

  @Provide
  Arbitrary<List<Integer>> kinds() {
    Arbitrary<Integer> kind = Arbitraries.integers().between(0, RandomNetwork.KINDS - 2);
    return kind.list().ofMinSize(1).ofMaxSize(5).map(RandomNetworkTest::withFlatten);
  }

  /** Pictures come first, if at all. */
  private static List<Integer> withFlatten(List<Integer> kinds) {
    List<Integer> all = new ArrayList<>(kinds);
    all.add(0, RandomNetwork.KINDS - 1);
    return kinds.size() % 2 == 0 ? all : kinds;
  }

  @Provide
  Arbitrary<Loss> losses() {
    return Arbitraries.of(
        Loss.MEAN_SQUARED_ERROR,
        Loss.huber(0.4),
        Loss.BINARY_CROSS_ENTROPY,
        Loss.binaryCrossEntropy(0.2),
        Loss.SOFTMAX_CROSS_ENTROPY,
        Loss.softmaxCrossEntropy(0.1));
  }

  @Provide
  Arbitrary<Integer> batches() {
    return Arbitraries.integers().between(1, 5);
  }

  @Provide
  Arbitrary<Long> seeds() {
    return Plans.seeds();
  }
}
