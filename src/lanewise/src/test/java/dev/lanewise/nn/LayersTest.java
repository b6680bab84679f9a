package dev.lanewise.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.lanewise.elementwise.Activation;
import dev.lanewise.elementwise.Masks;
import dev.lanewise.matrix.DoubleMatrix;
import dev.lanewise.matrix.Matrix;
import dev.lanewise.matrix.Precision;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What each layer does, in training and at inference, and what it refuses. */
class LayersTest {
  private static final int BATCH = 6;

  private final Random random = new Random(17);

  private static NetworkBuilder builder(int inputs) {
    return Network.builder(inputs).precision(Precision.F64).seed(21);
  }

  private DoubleMatrix draw(int rows, int cols) {
    DoubleMatrix x = DoubleMatrix.zeros(rows, cols);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < cols; j++) {
        x.set(i, j, 2 * random.nextGaussian() + 1);
      }
    }
    return x;
  }

  /** Σ (a − 0)²/mn tells the outputs in training. */
  private static double meanSquare(Network network, Matrix x) {
    return network.trainingLoss(x, Matrix.zeros(Precision.F64, x.rows(), network.outputs()), null);
  }

  @Test
  void tensorsOfAllLayersHaveNames() {
    Network network =
        builder(12)
            .flatten(2, 3, 2)
            .dense(5, Activation.IDENTITY)
            .batchNorm()
            .prelu()
            .dropout(0.5)
            .add(new PRelu(5, true, 0.1))
            .layerNorm()
            .activation(Activation.TANH)
            .build();
    assertThat(network.parameters().tensors().keySet())
        .containsExactly(
            "1.weights",
            "1.bias",
            "2.scale",
            "2.shift",
            "3.slope",
            "5.slope",
            "6.scale",
            "6.shift");
    assertThat(network.state().tensors().keySet()).containsExactly("2.mean", "2.variance");
    assertThat(network.parameters().tensor("2.scale").toDoubles()).containsOnly(1);
    assertThat(network.parameters().tensor("2.shift").toDoubles()).containsOnly(0);
    assertThat(network.parameters().tensor("3.slope").toDoubles()).hasSize(5).containsOnly(0.25);
    assertThat(network.parameters().tensor("5.slope").toDoubles()).containsExactly(0.1);
    assertThat(network.state().tensor("2.mean").toDoubles()).containsOnly(0);
    assertThat(network.state().tensor("2.variance").toDoubles()).containsOnly(1);
    assertThat(network.layers())
        .extracting(Layer::label)
        .containsExactly(
            "flatten 2×3×2",
            "dense",
            "batch_norm",
            "prelu",
            "dropout(0.5)",
            "prelu",
            "layer_norm",
            "tanh");
    assertThat(network.predict(draw(3, 12)).cols()).isEqualTo(5);
  }

  @Test
  void preluHasItsSlopes() {
    Network network = builder(3).prelu().build();
    network.parameters().tensor("0.slope").copyFrom(DoubleMatrix.rowVector(0.5, -2, 0));
    Matrix a = network.predict(DoubleMatrix.of(new double[][] {{-2, -3, -4}, {1, 2, 3}}));
    assertThat(a.toDoubles()).containsExactly(-1, 6, -0.0, 1, 2, 3);
  }

  @Test
  void dropoutDrawsInTrainingAlone() {
    Network network = builder(40).dropout(0.25).build();
    Matrix x = draw(BATCH, 40);
    assertThat(network.predict(x).toDoubles()).isEqualTo(x.toDoubles());
    network.setStep(9);
    DoubleMatrix mask = DoubleMatrix.zeros(BATCH, 40);
    Masks.draw(0.25, 21 + 0x9E3779B97F4A7C15L, 9, 0, mask);
    double sum = 0;
    for (int i = 0; i < BATCH; i++) {
      for (int j = 0; j < 40; j++) {
        double a = x.get(i, j) * mask.get(i, j);
        sum += a * a;
      }
    }
    double loss = meanSquare(network, x);
    assertThat(loss).isCloseTo(sum / (40 * BATCH), within(1e-13 * sum));
    assertThat(meanSquare(network, x)).isEqualTo(loss);
    network.setStep(10);
    assertThat(meanSquare(network, x)).isNotEqualTo(loss);
    network.setStep(9);
    assertThat(meanSquare(network, x)).isEqualTo(loss);
  }

  /** Rows of mean 0 and variance 1·(1 − ε/variance) have a mean square just below 1. */
  @Test
  void layerNormNormalisesRows() {
    Network network = builder(50).layerNorm().build();
    Matrix a = network.predict(draw(BATCH, 50));
    for (int i = 0; i < BATCH; i++) {
      double sum = 0;
      double squares = 0;
      for (double v : a.row(i).toDoubles()) {
        sum += v;
        squares += v * v;
      }
      assertThat(sum).isCloseTo(0, within(1e-13));
      assertThat(squares / 50).isCloseTo(1, within(1e-4));
    }
  }

  @Test
  void batchNormNormalisesColumnsAndRemembers() {
    Network network = builder(4).add(new BatchNorm(4, 1e-5, 0.25)).build();
    Matrix x = draw(BATCH, 4);
    assertThat(meanSquare(network, x)).isCloseTo(1, within(1e-4));
    assertThat(network.state().tensor("0.mean").toDoubles()).containsOnly(0);

    Parameters gradient = network.newGradient();
    network.gradient(x, draw(BATCH, 4), gradient);
    double[] mean = new double[4];
    double[] variance = new double[4];
    for (int j = 0; j < 4; j++) {
      for (int i = 0; i < BATCH; i++) {
        mean[j] += x.get(i, j) / BATCH;
      }
      for (int i = 0; i < BATCH; i++) {
        variance[j] += (x.get(i, j) - mean[j]) * (x.get(i, j) - mean[j]) / (BATCH - 1);
      }
    }
    for (int j = 0; j < 4; j++) {
      double m = 0.25 * mean[j];
      double v = 1 + 0.25 * (variance[j] - 1);
      assertThat(network.state().tensor("0.mean").get(0, j)).isCloseTo(m, within(1e-14));
      assertThat(network.state().tensor("0.variance").get(0, j)).isCloseTo(v, within(1e-13));
      double expected = (x.get(0, j) - m) / Math.sqrt(v + 1e-5);
      assertThat(network.predict(x).get(0, j)).isCloseTo(expected, within(1e-13));
    }
  }

  /** A batch of one has no variance: outputs are the shift, and no gradient is infinite. */
  @Test
  void batchNormOfOneSample() {
    Network network = builder(3).dense(4, Activation.TANH).batchNorm().build();
    Parameters gradient = network.newGradient();
    assertThat(network.gradient(draw(1, 3), draw(1, 4), gradient)).isFinite();
    assertThat(gradient.weights(0).toDoubles()).containsOnly(0);
    assertThat(network.state().flat().toDoubles()).doesNotContain(Double.NaN);
  }

  @Test
  void flattenChangesNothing() {
    Matrix x = draw(BATCH, 12);
    Network plain = builder(12).dense(3, Activation.TANH).build();
    Network flat = builder(12).flatten(2, 2, 3).dense(3, Activation.TANH).build();
    assertThat(flat.predict(x).toDoubles()).isEqualTo(plain.predict(x).toDoubles());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder(12).flatten(2, 2, 2))
        .withMessage("flatten 2×2×2 takes 8 inputs, but is given 12");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Flatten(1 << 20, 1 << 20, 3))
        .withMessage("pictures of 1048576×1048576×3: sizes must be positive, their product an int");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder(12).flatten(2, 2, 3).build())
        .withMessage("a network needs at least one layer");
  }

  @Test
  void refusesWhatIsOutOfRange() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Dropout(3, 1))
        .withMessage("a dropout rate of 1.0: must be at least 0 and below 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LayerNorm(3, 0))
        .withMessage("an epsilon of 0.0: must be positive and finite");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BatchNorm(3, 1, 2))
        .withMessage("a momentum of 2.0: must be in 0 … 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PRelu(0, true, 0))
        .withMessage("prelu of 0 inputs: the number must be positive");
    assertThatIllegalArgumentException().isThrownBy(() -> new PRelu(1, true, Double.NaN));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ActivationLayer(-1, Activation.TANH))
        .withMessage("tanh of -1 inputs: the number must be positive");
  }
}
