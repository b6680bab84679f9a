package dev.lanewise.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.within;

import dev.lanewise.elementwise.Activation;
import dev.lanewise.matrix.DoubleMatrix;
import dev.lanewise.matrix.FloatMatrix;
import dev.lanewise.matrix.Matrix;
import dev.lanewise.matrix.Precision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Shapes, their errors, and predictions. */
class NetworkTest {
  private static Network network(Precision precision) {
    return Network.builder(4)
        .dense(3, Activation.SIGMOID)
        .dense(2, Activation.IDENTITY)
        .loss(Loss.SOFTMAX_CROSS_ENTROPY)
        .precision(precision)
        .seed(7)
        .build();
  }

  @Test
  void tellsWhatItWasBuiltFrom() {
    Network network = network(Precision.F64);
    assertThat(network.inputs()).isEqualTo(4);
    assertThat(network.outputs()).isEqualTo(2);
    assertThat(network.precision()).isEqualTo(Precision.F64);
    assertThat(network.loss()).isEqualTo(Loss.SOFTMAX_CROSS_ENTROPY);
    assertThat(network.layers())
        .containsExactly(
            new Dense(4, 3, Activation.SIGMOID, Initializer.GLOROT_UNIFORM),
            new Dense(3, 2, Activation.IDENTITY, Initializer.GLOROT_UNIFORM));
  }

  @Test
  void beginsWithTheDocumentedDefaults() {
    Network network = Network.builder(1).dense(1, Activation.RELU).build();
    assertThat(network.precision()).isEqualTo(Precision.F32);
    assertThat(network.loss()).isEqualTo(Loss.MEAN_SQUARED_ERROR);
    assertThat(((Dense) network.layers().get(0)).initializer()).isEqualTo(Initializer.HE_UNIFORM);
    Network zero = Network.builder(1).dense(1, Activation.RELU).seed(0).build();
    assertThat(network.parameters().flat().toDoubles())
        .isEqualTo(zero.parameters().flat().toDoubles());
  }

  @Test
  void refusesLayersWithoutSize() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Network.builder(3).build())
        .withMessage("a network needs at least one layer");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Network.builder(0).dense(2, Activation.RELU))
        .withMessage("a dense layer of 0→2: both sizes must be positive");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Network.builder(3).dense(-1, Activation.RELU))
        .withMessage("a dense layer of 3→-1: both sizes must be positive");
    assertThatNullPointerException()
        .isThrownBy(() -> Network.builder(3).dense(2, null, Initializer.HE_UNIFORM))
        .withMessage("activation");
    assertThatNullPointerException()
        .isThrownBy(() -> Network.builder(3).dense(2, Activation.RELU, null))
        .withMessage("initializer");
  }

  @Test
  void refusesLayersThatDoNotFit() {
    Dense three = new Dense(3, 2, Activation.RELU, Initializer.HE_UNIFORM);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Network.builder(4).add(three))
        .withMessage("dense + relu takes 3 inputs, but is given 4");
  }

  @Test
  void countsStepsFromZero() {
    Network network = network(Precision.F32);
    assertThat(network.step()).isZero();
    network.setStep(5);
    assertThat(network.step()).isEqualTo(5);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> network.setStep(-1))
        .withMessage("step -1: steps count from 0");
  }

  @ParameterizedTest
  @EnumSource
  void refusesWhatDoesNotFit(Precision precision) {
    Network network = network(precision);
    Matrix x = Matrix.zeros(precision, 5, 4);
    Matrix y = Matrix.zeros(precision, 5, 2);
    Parameters gradient = network.newGradient();
    String p = precision.name();
    refused(
        network, Matrix.zeros(precision, 5, 3), y, p + " 5×3 (ld 3), but must be " + p + " 5×4");
    refused(network, Matrix.zeros(precision, 4, 5).transposed(), y, "no transposed view");
    refused(network, x, Matrix.zeros(precision, 4, 2), "targets is " + p + " 4×2 (ld 2)");
    refused(network, x, Matrix.zeros(precision, 5, 3), "but must be " + p + " 5×2");
    refused(network, Matrix.zeros(precision, 0, 4), Matrix.zeros(precision, 0, 2), "1×4");
    Precision other = precision == Precision.F32 ? Precision.F64 : Precision.F32;
    refused(network, x.to(other), y, "inputs is " + other);
    refused(network, x, y.to(other), "targets is " + other);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> network.gradient(x, y, network(other).newGradient()))
        .withMessageStartingWith("gradient is " + other + " 1×23");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> network.predict(Matrix.zeros(precision, 5, 3)));
    assertThat(gradient.flat().toDoubles()).containsOnly(0);
  }

  /** 23 parameters, too, and as a row it would be taken. */
  @Test
  void refusesTheGradientOfAnotherNetwork() {
    Network network = network(Precision.F64);
    Parameters gradient =
        Network.builder(22)
            .dense(1, Activation.IDENTITY)
            .precision(Precision.F64)
            .build()
            .newGradient();
    assertThat(gradient.size()).isEqualTo(network.parameters().size());
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                network.gradient(
                    Matrix.zeros(Precision.F64, 5, 4), Matrix.zeros(Precision.F64, 5, 2), gradient))
        .withMessageStartingWith("gradient has 0.weights 22×1, 0.bias 1×1, must have 0.weights 4×");
  }

  private static void refused(Network network, Matrix x, Matrix y, String message) {
    Parameters gradient = network.newGradient();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> network.gradient(x, y, gradient))
        .withMessageContaining(message);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> network.loss(x, y))
        .withMessageContaining(message);
    assertThat(gradient.flat().toDoubles()).containsOnly(0);
  }

  @ParameterizedTest
  @EnumSource
  void predictsTheSoftmaxOfTheLogits(Precision precision) {
    Network network = network(precision);
    Matrix x = Matrix.zeros(precision, 300, 4);
    for (int i = 0; i < 300; i++) {
      for (int j = 0; j < 4; j++) {
        x.set(i, j, Math.sin(i + 7 * j));
      }
    }
    Matrix p = network.predict(x);
    double[][] logits = new PlainBackprop(new Problem(network, x, p)).a[2];
    double u = precision.unitRoundoff();
    for (int i = 0; i < 300; i++) {
      // Two terms: their sum rounds once, each quotient once, and the sum of quotients not at all.
      assertThat(p.get(i, 0) + p.get(i, 1)).isCloseTo(1, within(3 * u));
      double expected = 1 / (1 + Math.exp(logits[i][1] - logits[i][0]));
      assertThat(p.get(i, 0)).isCloseTo(expected, within(64 * u));
    }
  }

  @Test
  void predictsHugeLogitsWithoutOverflow() {
    Network network = network(Precision.F32);
    network.parameters().flat().fill(0);
    network.parameters().bias(1).copyFrom(FloatMatrix.rowVector(3e38f, -3e38f));
    Matrix x = FloatMatrix.zeros(1, 4);
    assertThat(network.predict(x).toDoubles()).containsExactly(1, 0);
    assertThat(network.loss(x, FloatMatrix.rowVector(0, 1))).isFinite();
  }

  @Test
  void predictsNoRows() {
    assertThat(network(Precision.F64).predict(DoubleMatrix.zeros(0, 4)).rows()).isZero();
  }

  @Test
  void reluHasNoSlopeAtZero() {
    Network network = Network.builder(1).precision(Precision.F64).dense(1, Activation.RELU).build();
    Parameters gradient = network.newGradient();
    Matrix y = DoubleMatrix.rowVector(1);
    double[] signedZeros = {0.0, -0.0};
    for (double z : signedZeros) {
      network.parameters().weights(0).fill(z);
      network.parameters().bias(0).fill(z);
      network.gradient(DoubleMatrix.rowVector(1), y, gradient);
      assertThat(gradient.flat().toDoubles()).containsExactly(0, 0);
    }
    network.parameters().bias(0).fill(Double.MIN_VALUE);
    network.gradient(DoubleMatrix.rowVector(1), y, gradient);
    assertThat(gradient.flat().toDoubles()).containsExactly(-2, -2);
  }
}
