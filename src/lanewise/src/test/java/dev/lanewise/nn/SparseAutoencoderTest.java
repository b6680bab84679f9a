package dev.lanewise.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.lanewise.AllocatedBytes;
import dev.lanewise.gemm.Gemm;
import dev.lanewise.gradcheck.GradientCheck;
import dev.lanewise.gradcheck.GradientCheck.Entry;
import dev.lanewise.gradcheck.GradientCheck.Report;
import dev.lanewise.matrix.DoubleMatrix;
import dev.lanewise.matrix.Matrix;
import dev.lanewise.matrix.Precision;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Cost and gradient against plain arithmetic and finite differences. */
class SparseAutoencoderTest {
  private static final double U = 0x1p-53;
  private static final long PATIENCE_NANOS = 60_000_000_000L;

  private final int threads = Gemm.threads();

  @AfterEach
  void restoreThreads() {
    Gemm.setThreads(threads);
  }

  @Property(tries = 40)
  void gradientAgreesWithFiniteDifferences(
      @ForAll @IntRange(min = 1, max = 7) int visible,
      @ForAll @IntRange(min = 1, max = 5) int hidden,
      @ForAll @IntRange(min = 1, max = 12) int m,
      @ForAll @DoubleRange(min = 0, max = 1) double decay,
      @ForAll @DoubleRange(min = 0.05, max = 0.5) double rho,
      @ForAll @DoubleRange(min = 0, max = 4) double beta,
      @ForAll long seed) {
    SparseAutoencoder autoencoder =
        SparseAutoencoder.builder(visible, hidden)
            .decay(decay)
            .sparsity(rho, beta)
            .seed(seed)
            .build();
    Report report = check(autoencoder, samples(Precision.F64, m, visible, seed));
    assertThat(report.passed()).as(report::toString).isTrue();
  }

  /** The headline sizes; relative to the largest entry of the gradient. */
  @Tag("once")
  @Test
  void gradientOf64to25() {
    SparseAutoencoder autoencoder =
        SparseAutoencoder.builder(64, 25).decay(1e-4).sparsity(0.01, 3).seed(2).build();
    Report report = check(autoencoder, samples(Precision.F64, 30, 64, 3));
    assertThat(report.passed()).as(report::toString).isTrue();
    double largest = 0;
    double worst = 0;
    double difference = 0;
    double sum = 0;
    for (Entry entry : report.entries()) {
      double off = entry.analytic() - entry.numeric();
      largest = Math.max(largest, Math.abs(entry.analytic()));
      worst = Math.max(worst, Math.abs(off));
      difference += off * off;
      sum += Math.pow(entry.analytic() + entry.numeric(), 2);
    }
    assertThat(worst / largest).isLessThan(1e-9);
    assertThat(Math.sqrt(difference / sum)).isLessThan(1e-9);
  }

  private static Report check(SparseAutoencoder autoencoder, Matrix x) {
    AutoencoderCost cost = autoencoder.cost(x);
    double[] theta = autoencoder.parameters().flat().toDoubles();
    Matrix point = DoubleMatrix.zeros(1, theta.length);
    Matrix gradient = DoubleMatrix.zeros(1, theta.length);
    cost.at(autoencoder.parameters().flat(), gradient);
    double[] analytic = gradient.toDoubles();
    double rounding = rounding(autoencoder, x);
    return GradientCheck.check(
        t -> {
          point.copyFrom(DoubleMatrix.wrap(t, 1, t.length));
          return cost.at(point, gradient);
        },
        theta,
        analytic,
        rounding);
  }

  /**
   * A bound on the rounding of the cost near θ. Weights are below 2, biases below 2⁻¹⁰, samples and
   * activations within 0 … 1, and a sigmoid has a slope of at most 1/4 and itself an error below
   * 3u. z2 sums v + 1 terms below 2, z3 h + 1 of them and what a2 is off by; half a squared error
   * changes by at most |a3 − x| ≤ 1 times what a3 is off by, and sums are rounded once a term. A KL
   * term changes by |s| ≤ β/ρ̂(1 − ρ̂) times what ρ̂ is off by, and its logarithms, below 40 here,
   * are within 2u. All doubled, for θ ± h.
   */
  private static double rounding(SparseAutoencoder autoencoder, Matrix x) {
    int v = x.cols();
    AutoencoderParameters p = autoencoder.parameters();
    int h = p.hidden();
    double a2 = U * (v + 2) * 2 * (v + 1) / 4 + 3 * U;
    double a3 = (U * (h + 2) * 2 * (h + 1) + 2 * h * a2) / 4 + 3 * U;
    double error = v * (a3 + 3 * U + v * U);
    double weights = 2.0 * v * h;
    error += autoencoder.decay() / 2 * 4 * weights * U * (weights / 16 + 24);
    Matrix codes = autoencoder.encode(x);
    for (int j = 0; j < h; j++) {
      double mean = 0;
      for (int i = 0; i < x.rows(); i++) {
        mean += codes.get(i, j) / x.rows();
      }
      double slope = 1 / (mean * (1 - mean));
      error += autoencoder.beta() * (slope * (a2 + (x.rows() + 2) * U) + 40 * 8 * U);
    }
    return 2 * error;
  }

  /** Sample by sample, number by number; the rounding bound of the check is that of this cost. */
  @Test
  void costIsWhatItSays() {
    SparseAutoencoder autoencoder =
        SparseAutoencoder.builder(5, 3).decay(0.3).sparsity(0.2, 2).seed(4).build();
    AutoencoderParameters p = autoencoder.parameters();
    p.b1().fill(0.0005);
    p.b2().fill(-0.0005);
    Matrix x = samples(Precision.F64, 7, 5, 8);
    double squares = 0;
    double[] means = new double[3];
    Matrix codes = autoencoder.encode(x);
    Matrix outputs = autoencoder.predict(x);
    for (int i = 0; i < 7; i++) {
      double[] a2 = new double[3];
      for (int j = 0; j < 3; j++) {
        double z = p.b1().get(0, j);
        for (int k = 0; k < 5; k++) {
          z += p.w1().get(j, k) * x.get(i, k);
        }
        a2[j] = 1 / (1 + Math.exp(-z));
        means[j] += a2[j] / 7;
        assertThat(codes.get(i, j)).isCloseTo(a2[j], within(1e-14));
      }
      for (int k = 0; k < 5; k++) {
        double z = p.b2().get(0, k);
        for (int j = 0; j < 3; j++) {
          z += p.w2().get(k, j) * a2[j];
        }
        double a3 = 1 / (1 + Math.exp(-z));
        squares += (a3 - x.get(i, k)) * (a3 - x.get(i, k));
        assertThat(outputs.get(i, k)).isCloseTo(a3, within(1e-14));
      }
    }
    double expected = squares / 2 / 7;
    for (double mean : means) {
      expected += 2 * (0.2 * Math.log(0.2 / mean) + 0.8 * Math.log(0.8 / (1 - mean)));
    }
    for (int j = 0; j < 3; j++) {
      for (int k = 0; k < 5; k++) {
        double w1 = p.w1().get(j, k);
        double w2 = p.w2().get(k, j);
        expected += 0.3 / 2 * (w1 * w1 + w2 * w2);
      }
    }
    double cost = autoencoder.cost(x).at(p.flat(), p.flat().copy());
    assertThat(cost).isCloseTo(expected, within(2 * rounding(autoencoder, x)));
  }

  @ParameterizedTest
  @EnumSource
  void bitsDependOnNoThreads(Precision precision) {
    SparseAutoencoder autoencoder =
        SparseAutoencoder.builder(64, 25).decay(1e-3).sparsity(0.1, 3).precision(precision).build();
    Matrix x = samples(precision, 1100, 64, 5);
    double[] first = null;
    for (int team = 1; team <= 3; team++) {
      Gemm.setThreads(team);
      Matrix gradient = autoencoder.parameters().flat().copy();
      double cost = autoencoder.cost(x).at(autoencoder.parameters().flat(), gradient);
      double[] bits = Arrays.copyOf(gradient.toDoubles(), gradient.cols() + 1);
      bits[gradient.cols()] = cost;
      first = first == null ? bits : first;
      assertThat(bits).as("%d threads", team).isEqualTo(first);
    }
  }

  @Tag("once")
  @ParameterizedTest
  @EnumSource
  void warmCallsAllocateNothing(Precision precision) {
    SparseAutoencoder autoencoder =
        SparseAutoencoder.builder(16, 5).sparsity(0.1, 1).precision(precision).build();
    AutoencoderCost cost = autoencoder.cost(samples(precision, 300, 16, 5));
    Matrix theta = autoencoder.parameters().flat();
    Matrix gradient = theta.copy();
    cost.at(theta, gradient);
    AllocatedBytes bytes = new AllocatedBytes();
    long least = Long.MAX_VALUE;
    long patience = System.nanoTime() + PATIENCE_NANOS;
    while (least > 0 && System.nanoTime() - patience < 0) {
      least =
          Math.min(
              least,
              bytes.during(
                  () -> {
                    for (int i = 0; i < 20; i++) {
                      cost.at(theta, gradient);
                    }
                  }));
    }
    assertThat(least).isZero();
  }

  @Test
  void beginsAsTheSourceDoes() {
    SparseAutoencoder autoencoder = SparseAutoencoder.builder(64, 25).seed(1).build();
    AutoencoderParameters p = autoencoder.parameters();
    double bound = Math.sqrt(6.0 / 90);
    assertThat(p.w1().rows()).isEqualTo(25);
    assertThat(p.w2().rows()).isEqualTo(64);
    assertThat(p.flat().cols()).isEqualTo(2 * 64 * 25 + 25 + 64);
    for (Matrix weights : new Matrix[] {p.w1(), p.w2()}) {
      double[] sorted = Arrays.stream(weights.toDoubles()).sorted().toArray();
      assertThat(sorted[0]).isBetween(-bound, -0.9 * bound);
      assertThat(sorted[sorted.length - 1]).isBetween(0.9 * bound, bound);
    }
    assertThat(p.b1().toDoubles()).containsOnly(0);
    assertThat(p.b2().toDoubles()).containsOnly(0);
    SparseAutoencoder single =
        SparseAutoencoder.builder(64, 25).seed(1).precision(Precision.F32).build();
    assertThat(single.parameters().flat().toFloats()).isEqualTo(p.flat().toFloats());
  }

  @Test
  void refusesWhatDoesNotFit() {
    SparseAutoencoder.Builder builder = SparseAutoencoder.builder(4, 2);
    refused(() -> builder.decay(-1), "the weight decay is -1.0, must be 0 or more and finite");
    refused(() -> builder.sparsity(0, 1), "rho is 0.0, must be between 0 and 1");
    refused(() -> builder.sparsity(0.1, Double.NaN), "the weight of sparsity is NaN");
    refused(() -> SparseAutoencoder.builder(0, 2), "an autoencoder of 0–2 units");
    SparseAutoencoder autoencoder = builder.build();
    Matrix theta = autoencoder.parameters().flat();
    refused(() -> autoencoder.cost(DoubleMatrix.zeros(3, 5)), "samples is F64 3×5");
    refused(() -> autoencoder.cost(DoubleMatrix.zeros(0, 4)), "samples are 0×4 (ld 4): none");
    refused(() -> autoencoder.encode(DoubleMatrix.zeros(3, 5)), "samples is F64 3×5");
    refused(() -> autoencoder.decode(DoubleMatrix.zeros(3, 4)), "codes is F64 3×4");
    AutoencoderCost cost = autoencoder.cost(DoubleMatrix.zeros(3, 4));
    refused(() -> cost.at(theta, theta), "gradient (1×22 (ld 22) at offset 0) overlaps");
    refused(() -> cost.at(DoubleMatrix.zeros(1, 21), theta), "parameters is F64 1×21");
    refused(() -> cost.at(theta.toFloat(), theta), "parameters is F32 1×22");
  }

  private static void refused(Runnable call, String message) {
    assertThatIllegalArgumentException().isThrownBy(call::run).withMessageContaining(message);
  }

  private static Matrix samples(Precision precision, int m, int visible, long seed) {
    Random random = new Random(seed);
    Matrix x = Matrix.zeros(precision, m, visible);
    for (int i = 0; i < m; i++) {
      for (int k = 0; k < visible; k++) {
        x.set(i, k, random.nextDouble());
      }
    }
    return x;
  }
}
