package dev.lanewise.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.lanewise.elementwise.Activation;
import dev.lanewise.matrix.Matrix;
import dev.lanewise.matrix.Precision;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Micro-batches add up to the whole batch: in bits by chunks of 256 rows, else within rounding. */
class AccumulatedGradientTest {
  private static final int BATCH = 700;

  private static Network network(Precision precision) {
    return Network.builder(13)
        .dense(20, Activation.TANH)
        .dropout(0.3)
        .layerNorm()
        .dense(9, Activation.IDENTITY)
        .prelu()
        .dense(4, Activation.IDENTITY)
        .loss(Loss.SOFTMAX_CROSS_ENTROPY)
        .classWeights(1, 2, 0.5, 3)
        .l1(1e-3)
        .l2(1e-2)
        .precision(precision)
        .build();
  }

  private static Matrix draw(Precision precision, int rows, int cols, long seed) {
    Random random = new Random(seed);
    Matrix x = Matrix.zeros(precision, rows, cols);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < cols; j++) {
        x.set(i, j, random.nextDouble());
      }
    }
    return x;
  }

  /** Micro-batches of {@code size} rows, between which a loss changes nothing; returns theirs. */
  private static double accumulate(
      Network network, Matrix x, Matrix y, Matrix weights, int size, Parameters gradient) {
    gradient.flat().fill(0);
    network.setStep(3);
    double loss = 0;
    for (int from = 0; from < BATCH; from += size) {
      int to = Math.min(from + size, BATCH);
      Matrix part = weights.rowRange(from, to);
      loss +=
          network.accumulateGradient(
              x.rowRange(from, to), y.rowRange(from, to), part, BATCH, gradient);
      network.trainingLoss(x.rowRange(from, to), y.rowRange(from, to), part);
    }
    return loss + network.accumulateDecay(gradient);
  }

  @ParameterizedTest
  @EnumSource
  void chunksGiveTheBitsOfTheWhole(Precision precision) {
    Network network = network(precision);
    Matrix x = draw(precision, BATCH, 13, 1);
    Matrix y = draw(precision, BATCH, 4, 2);
    Matrix weights = draw(precision, BATCH, 1, 3);
    Parameters whole = network.newGradient();
    network.setStep(3);
    double loss = network.gradient(x, y, weights, whole);
    Parameters parts = network.newGradient();
    double sum = accumulate(network, x, y, weights, 256, parts);
    assertThat(parts.flat().toDoubles()).isEqualTo(whole.flat().toDoubles());
    assertThat(sum).isCloseTo(loss, within(16 * 0x1p-53 * loss));
    network.setStep(4);
    network.gradient(x, y, weights, parts);
    assertThat(parts.flat().toDoubles()).isNotEqualTo(whole.flat().toDoubles());
  }

  /**
   * Any other cut: the terms of the sum over samples are the same, what differs is how their m
   * products are added: each way within γ(m + 2)·Σ |terms|. That sum is at most m times the largest
   * term; the terms themselves come from the micro-batches of one sample.
   */
  @ParameterizedTest
  @EnumSource
  void otherCutsAgreeWithinRounding(Precision precision) {
    Network network = network(precision);
    Matrix x = draw(precision, BATCH, 13, 1);
    Matrix y = draw(precision, BATCH, 4, 2);
    Matrix weights = draw(precision, BATCH, 1, 3);
    Parameters whole = network.newGradient();
    network.setStep(3);
    network.gradient(x, y, weights, whole);
    double[] sizes = magnitudes(network, x, y, weights);
    double bound = 2 * ForwardRounding.gamma(BATCH + 4, precision.unitRoundoff());
    Parameters parts = network.newGradient();
    for (int size : new int[] {1, 7, 100, 300, 699}) {
      accumulate(network, x, y, weights, size, parts);
      for (int i = 0; i < sizes.length; i++) {
        assertThat(parts.flat().get(0, i))
            .as("entry %d, micro-batches of %d", i, size)
            .isCloseTo(whole.flat().get(0, i), within(bound * sizes[i]));
      }
    }
  }

  /** Σ |what each sample adds|, by entry. */
  private static double[] magnitudes(Network network, Matrix x, Matrix y, Matrix weights) {
    Parameters one = network.newGradient();
    double[] sums = new double[one.size()];
    network.setStep(3);
    for (int i = 0; i < BATCH; i++) {
      one.flat().fill(0);
      Matrix weight = weights.rowRange(i, i + 1);
      network.accumulateGradient(x.rowRange(i, i + 1), y.rowRange(i, i + 1), weight, BATCH, one);
      for (int j = 0; j < sums.length; j++) {
        sums[j] += Math.abs(one.flat().get(0, j));
      }
    }
    one.flat().fill(0);
    network.accumulateDecay(one);
    for (int j = 0; j < sums.length; j++) {
      sums[j] += Math.abs(one.flat().get(0, j));
    }
    return sums;
  }

  @Test
  void decayIsOfWeightsAlone() {
    Network network =
        Network.builder(2)
            .dense(2, Activation.TANH)
            .prelu()
            .l1(0.5)
            .l2(0.25)
            .precision(Precision.F64)
            .build();
    network.parameters().flat().fill(3);
    network.parameters().weights(0).set(0, 1, -2);
    network.parameters().weights(0).set(1, 0, 0);
    Parameters gradient = network.newGradient();
    assertThat(network.accumulateDecay(gradient)).isEqualTo(0.5 * 8 + 0.125 * (9 + 4 + 9));
    assertThat(gradient.flat().toDoubles())
        .containsExactly(0.5 + 0.75, -0.5 - 0.5, 0, 0.5 + 0.75, 0, 0, 0, 0);
    Matrix x = draw(Precision.F64, 5, 2, 4);
    Network without =
        Network.builder(2).dense(2, Activation.TANH).prelu().precision(Precision.F64).build();
    without.parameters().flat().copyFrom(network.parameters().flat());
    assertThat(network.loss(x, x)).isEqualTo(without.loss(x, x) + 6.75);
    assertThat(network.trainingLoss(x, x, null)).isEqualTo(without.loss(x, x) + 6.75);
    assertThat(network.gradient(x, x, gradient)).isEqualTo(without.loss(x, x) + 6.75);
  }

  /** Weights of classes are those of samples, for one-hot targets to the bit. */
  @Test
  void classWeightsAreSampleWeights() {
    NetworkBuilder builder =
        Network.builder(3).dense(3, Activation.IDENTITY).loss(Loss.SOFTMAX_CROSS_ENTROPY);
    Network plain = builder.build();
    Network weighted = builder.classWeights(1, 0, 2.5).build();
    Matrix x = draw(Precision.F32, 8, 3, 5);
    Matrix y = Matrix.zeros(Precision.F32, 8, 3);
    Matrix weights = Matrix.zeros(Precision.F32, 8, 1);
    for (int i = 0; i < 8; i++) {
      y.set(i, i % 3, 1);
      weights.set(i, 0, i % 3 == 0 ? 1 : i % 3 == 1 ? 0 : 2.5);
    }
    Parameters expected = plain.newGradient();
    Parameters actual = plain.newGradient();
    assertThat(weighted.gradient(x, y, actual)).isEqualTo(plain.gradient(x, y, weights, expected));
    assertThat(actual.flat().toDoubles()).isEqualTo(expected.flat().toDoubles());
    weights.fill(2);
    plain.gradient(x, y, expected);
    plain.gradient(x, y, weights, actual);
    for (int i = 0; i < actual.size(); i++) {
      assertThat(actual.flat().get(0, i)).isEqualTo(2 * expected.flat().get(0, i));
    }
  }

  @Test
  void refusesWhatDoesNotFit() {
    Network network = network(Precision.F32);
    Matrix x = draw(Precision.F32, 5, 13, 1);
    Matrix y = draw(Precision.F32, 5, 4, 2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> network.accumulateGradient(x, y, null, 4, network.newGradient()))
        .withMessage("a micro-batch of 5 samples in a batch of 4.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> network.gradient(x, y, y, network.newGradient()))
        .withMessage(
            "sample weights is F32 5×4 (ld 4), but must be F32 5×1 and no transposed view");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Network.builder(2).prelu().classWeights(1, 2, 3).build())
        .withMessage("3 class weights for 2 outputs");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Network.builder(2).l2(-1))
        .withMessage("a weight decay of -1.0: must be finite and not negative");
  }
}
