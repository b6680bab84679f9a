package dev.lanewise.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lanewise.matrix.DoubleMatrix;
import dev.lanewise.matrix.FloatMatrix;
import dev.lanewise.matrix.Matrix;
import dev.lanewise.matrix.Precision;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One fused multiply-add an entry, and the rates that are refused. */
class SgdTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 3, 16, 33, 1000})
  void stepsByFma(int n) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(n);
    double rate = 0.1;
    double[] theta = random.doubles(n, -1, 1).toArray();
    double[] gradient = random.doubles(n, -1, 1).toArray();
    DoubleMatrix parameters = DoubleMatrix.rowVector(theta);
    FloatMatrix singleParameters = parameters.toFloat();
    FloatMatrix singleGradient = DoubleMatrix.rowVector(gradient).toFloat();
    float[] singleTheta = parameters.toFloats();

    new Sgd(rate).step(parameters, DoubleMatrix.rowVector(gradient));
    new Sgd(rate).step(singleParameters, singleGradient);
    for (int i = 0; i < n; i++) {
      assertThat(parameters.at(0, i)).isEqualTo(Math.fma(-rate, gradient[i], theta[i]));
      assertThat(singleParameters.at(0, i))
          .isEqualTo(Math.fma((float) -rate, singleGradient.at(0, i), singleTheta[i]));
    }
    assertThat(singleGradient.toFloats()).isEqualTo(DoubleMatrix.rowVector(gradient).toFloats());
  }

  @ParameterizedTest
  @ValueSource(
      doubles = {0, -0.0, -1, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void refusesRates(double rate) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Sgd(rate))
        .withMessage("the learning rate is " + rate + ", must be positive and finite");
  }

  @ParameterizedTest
  @EnumSource
  void refusesWhatDoesNotFit(Precision precision) {
    Matrix parameters = Matrix.zeros(precision, 1, 4);
    Precision other = precision == Precision.F32 ? Precision.F64 : Precision.F32;
    Sgd sgd = new Sgd(1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> sgd.step(parameters, Matrix.zeros(precision, 1, 5)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> sgd.step(parameters, Matrix.zeros(other, 1, 4)));
    assertThatIllegalArgumentException().isThrownBy(() -> sgd.step(parameters, parameters));
    assertThat(parameters.toDoubles()).containsOnly(0);
  }
}
