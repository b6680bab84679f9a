package dev.lanewise.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.lanewise.data.DataSet;
import dev.lanewise.elementwise.Activation;
import dev.lanewise.matrix.DoubleMatrix;
import dev.lanewise.matrix.Matrix;
import dev.lanewise.matrix.Precision;
import dev.lanewise.nn.Network;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Metrics against counting by hand. */
@Tag("once")
class EvaluationTest {
  /** Hands its three inputs on. */
  private static Network identity() {
    Network network =
        Network.builder(3).dense(3, Activation.IDENTITY).precision(Precision.F64).build();
    network.parameters().flat().fill(0);
    for (int j = 0; j < 3; j++) {
      network.parameters().weights(0).set(j, j, 1);
    }
    return network;
  }

  private static Evaluation evaluation() {
    Matrix x =
        DoubleMatrix.of(
            new double[] {5, 1, 2}, // class 0: first
            new double[] {3, 2, 1}, // class 1: second
            new double[] {3, 2, 1}, // class 2: third
            new double[] {1, 1, 1}, // class 2: third, after two equals
            new double[] {1, 1, 0}); // class 0: first, before its equal
    return Evaluation.of(identity(), DataSet.labelled(x, new int[] {0, 1, 2, 2, 0}, 3));
  }

  @Test
  void topAccuracy() {
    Evaluation evaluation = evaluation();
    assertThat(evaluation.topAccuracy(1)).isEqualTo(0.4).isEqualTo(evaluation.metrics().accuracy());
    assertThat(evaluation.topAccuracy(2)).isEqualTo(0.6);
    assertThat(evaluation.topAccuracy(3)).isEqualTo(1);
    assertThat(evaluation.topAccuracy(9)).isEqualTo(1);
    assertThatIllegalArgumentException().isThrownBy(() -> evaluation.topAccuracy(0));
  }

  @Test
  void classesAreThoseOfTheNetwork() {
    assertThat(evaluation().classes()).containsExactly(0, 0, 0, 0, 0);
    Matrix x = DoubleMatrix.of(new double[] {1, 2, 2}, new double[] {1, Double.NaN, 3});
    Evaluation evaluation = Evaluation.of(identity(), DataSet.labelled(x, new int[] {1, 0}, 3));
    assertThat(evaluation.classes())
        .containsExactly(1, 0) // a NaN times any weight is NaN
        .containsExactly(identity().predictClass(x));
  }

  @Test
  void predictionsWithNaNAreWrong() {
    Matrix x = DoubleMatrix.of(new double[] {1, 2, 2}, new double[] {1, Double.NaN, 3});
    Evaluation evaluation = Evaluation.of(identity(), DataSet.labelled(x, new int[] {1, 0}, 3));
    assertThat(evaluation.metrics().accuracy()).isEqualTo(evaluation.topAccuracy(1)).isEqualTo(0.5);
  }

  @Test
  void aNaNIsLargerThanTheTarget() {
    Network network = identity();
    network.parameters().layer(0).get(1).set(0, 2, Double.NaN);
    Matrix x = DoubleMatrix.of(new double[] {5, 1, 0}, new double[] {1, 5, 0});
    Evaluation evaluation = Evaluation.of(network, DataSet.labelled(x, new int[] {0, 0}, 3));
    assertThat(evaluation.classes()).containsExactly(2, 2);
    assertThat(evaluation.metrics().accuracy()).isEqualTo(evaluation.topAccuracy(1)).isZero();
    assertThat(evaluation.topAccuracy(2)).isEqualTo(0.5);
  }

  @Test
  void confusion() {
    assertThat(evaluation().confusion())
        .isDeepEqualTo(new int[][] {{2, 0, 0}, {1, 0, 0}, {2, 0, 0}});
    assertThat(evaluation().confusionTable().lines())
        .containsExactly(
            "true \\ predicted 0 1 2",
            "               0 2 0 0",
            "               1 1 0 0",
            "               2 2 0 0");
  }

  @Test
  void rootMeanSquaredError() {
    // Differences (4, 1, 2), (3, 1, 1), (3, 2, 0), (1, 1, 0), (0, 1, 0).
    double mean = (16 + 1 + 4 + 9 + 1 + 1 + 9 + 4 + 1 + 1 + 1) / 15.0;
    assertThat(evaluation().rootMeanSquaredError()).isCloseTo(Math.sqrt(mean), within(1e-15));
    assertThat(evaluation().metrics().loss()).isCloseTo(mean, within(1e-14));
  }
}
