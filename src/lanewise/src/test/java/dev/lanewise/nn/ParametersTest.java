package dev.lanewise.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lanewise.elementwise.Activation;
import dev.lanewise.matrix.Matrix;
import dev.lanewise.matrix.Precision;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The layout of the flat parameters and how weights begin. */
class ParametersTest {
  private static NetworkBuilder builder() {
    return Network.builder(3).dense(2, Activation.RELU).dense(4, Activation.SIGMOID);
  }

  @ParameterizedTest
  @EnumSource
  void layerAfterLayerWeightsRowMajorThenBias(Precision precision) {
    Parameters p = builder().precision(precision).build().newGradient();
    assertThat(p.size()).isEqualTo(3 * 2 + 2 + 2 * 4 + 4);
    for (int i = 0; i < p.size(); i++) {
      p.flat().set(0, i, i);
    }
    assertThat(p.weights(0).toDoubleRows()).isDeepEqualTo(new double[][] {{0, 1}, {2, 3}, {4, 5}});
    assertThat(p.bias(0).toDoubleRows()).isDeepEqualTo(new double[][] {{6, 7}});
    assertThat(p.weights(1).toDoubleRows())
        .isDeepEqualTo(new double[][] {{8, 9, 10, 11}, {12, 13, 14, 15}});
    assertThat(p.bias(1).toDoubleRows()).isDeepEqualTo(new double[][] {{16, 17, 18, 19}});
    p.weights(1).set(1, 2, -1);
    assertThat(p.flat().get(0, 14)).isEqualTo(-1);
  }

  @Test
  void tensorsHaveNames() {
    Parameters p = builder().build().newGradient();
    assertThat(p.tensors().keySet()).containsExactly("0.weights", "0.bias", "1.weights", "1.bias");
    assertThat(p.tensor("1.bias")).isSameAs(p.bias(1)).isSameAs(p.layer(1).get(1));
    assertThat(builder().build().state().size()).isZero();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> p.tensor("2.bias"))
        .withMessage("there is no tensor \"2.bias\", only 0.weights, 0.bias, 1.weights, 1.bias");
  }

  @Test
  void weightsBeginUniformAndBiasesZero() {
    Network network =
        Network.builder(50)
            .dense(70, Activation.RELU)
            .dense(30, Activation.SIGMOID)
            .precision(Precision.F64)
            .seed(5)
            .build();
    Parameters p = network.parameters();
    uniform(p.weights(0), Math.sqrt(6.0 / 50));
    uniform(p.weights(1), Math.sqrt(6.0 / (70 + 30)));
    assertThat(p.bias(0).toDoubles()).containsOnly(0);
    assertThat(p.bias(1).toDoubles()).containsOnly(0);
  }

  /**
   * Within the bound, near it on both sides, and with its mean and variance within 5 deviations.
   */
  private static void uniform(Matrix w, double bound) {
    double sum = 0;
    double squares = 0;
    double largest = 0;
    double smallest = 0;
    for (double v : w.toDoubles()) {
      sum += v;
      squares += v * v;
      largest = Math.max(largest, v);
      smallest = Math.min(smallest, v);
    }
    int n = w.size();
    assertThat(largest).isLessThanOrEqualTo(bound).isGreaterThan(0.98 * bound);
    assertThat(smallest).isGreaterThanOrEqualTo(-bound).isLessThan(-0.98 * bound);
    assertThat(Math.abs(sum / n)).isLessThan(5 * bound / Math.sqrt(3.0 * n));
    double deviation = bound * bound * Math.sqrt(4.0 / 45 / n);
    assertThat(Math.abs(squares / n - bound * bound / 3)).isLessThan(5 * deviation);
  }

  @Test
  void drawsAreThoseOfTheDocumentedGenerator() {
    Parameters p = builder().precision(Precision.F64).seed(9).build().parameters();
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(9);
    for (int layer = 0; layer < 2; layer++) {
      Matrix w = p.weights(layer);
      double bound = layer == 0 ? Math.sqrt(2) : 1;
      for (double v : w.toDoubles()) {
        assertThat(v).isEqualTo((2 * random.nextDouble() - 1) * bound);
      }
    }
  }

  @Test
  void bothPrecisionsDrawTheSame() {
    Network single = builder().seed(3).build();
    Network twice = builder().seed(3).precision(Precision.F64).build();
    assertThat(single.parameters().flat().toFloats())
        .isEqualTo(twice.parameters().flat().toFloats());
    Network other = builder().seed(4).build();
    assertThat(single.parameters().flat().toFloats())
        .isNotEqualTo(other.parameters().flat().toFloats());
  }
}
