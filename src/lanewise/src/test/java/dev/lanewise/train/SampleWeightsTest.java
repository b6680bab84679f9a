package dev.lanewise.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lanewise.data.DataSet;
import dev.lanewise.elementwise.Activation;
import dev.lanewise.matrix.DoubleMatrix;
import dev.lanewise.matrix.Matrix;
import dev.lanewise.matrix.Precision;
import dev.lanewise.nn.Initializer;
import dev.lanewise.nn.Loss;
import dev.lanewise.nn.Network;
import dev.lanewise.nn.Parameters;
import dev.lanewise.optim.Adam;
import dev.lanewise.optim.Sgd;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A sample of weight w counts as if it were there w times: not at all with 0. */
class SampleWeightsTest {
  /** They sum to 8, by which dividing is exact. */
  private static final int[] WEIGHTS = {1, 2, 0, 4, 1, 0};

  private static final DoubleMatrix X =
      DoubleMatrix.of(new double[][] {{1, 0}, {-1, 2}, {3, 3}, {0, 1}, {2, -1}, {1, 1}});
  private static final DoubleMatrix Y = DoubleMatrix.wrap(new double[] {2, 1, 9, -1, 4, 7}, 6, 1);

  private static DataSet weighted(Precision precision) {
    DoubleMatrix weights = DoubleMatrix.zeros(6, 1);
    for (int i = 0; i < 6; i++) {
      weights.set(i, 0, WEIGHTS[i]);
    }
    return DataSet.of(X, Y).withWeights(weights).to(precision);
  }

  private static DataSet repeated(Precision precision) {
    int[] rows =
        IntStream.range(0, 6).flatMap(i -> IntStream.generate(() -> i).limit(WEIGHTS[i])).toArray();
    return DataSet.of(X, Y).select(rows, 0, rows.length).to(precision);
  }

  /** Whole numbers: two steps at rate 1/4 over eight samples need 13 bits. */
  private static Network linear(Precision precision) {
    return Network.builder(2)
        .dense(1, Activation.IDENTITY, Initializer.constant(1))
        .precision(precision)
        .build();
  }

  @ParameterizedTest
  @EnumSource
  void exactNumbersGiveTheBitsOfRepeatedSamples(Precision precision) {
    for (int batches : new int[] {1, 2}) {
      Network expected = linear(precision);
      Network network = linear(precision);
      History repeated =
          new Trainer(expected, new Sgd(0.25)).epochs(2).batchSize(8).fit(repeated(precision));
      History weighted =
          new Trainer(network, new Sgd(0.25))
              .epochs(2)
              .batchSize(6 / batches)
              .accumulate(batches)
              .fit(weighted(precision));
      assertThat(network.parameters().flat().toDoubles())
          .isEqualTo(expected.parameters().flat().toDoubles());
      for (int i = 0; i < 2; i++) {
        assertThat(weighted.epochs().get(i).batchLoss())
            .isEqualTo(repeated.epochs().get(i).batchLoss());
        assertThat(weighted.epochs().get(i).train()).isEqualTo(repeated.epochs().get(i).train());
      }
      Evaluation one = Evaluation.of(network, weighted(precision));
      Evaluation other = Evaluation.of(network, repeated(precision));
      assertThat(one.rootMeanSquaredError()).isEqualTo(other.rootMeanSquaredError());
    }
  }

  /** Three classes in 300 samples, more than a chunk. */
  private static DataSet drawn(Precision precision) {
    Random random = new Random(5);
    DoubleMatrix x = DoubleMatrix.wrap(random.doubles(300 * 4, -1, 1).toArray(), 300, 4);
    return DataSet.labelled(x, random.ints(300, 0, 3).toArray(), 3).to(precision);
  }

  private static Network network(Precision precision) {
    return Network.builder(4)
        .dense(9, Activation.GELU)
        .layerNorm()
        .prelu()
        .dense(3, Activation.IDENTITY)
        .loss(Loss.softmaxCrossEntropy(0.1))
        .classWeights(1, 2, 0.5)
        .l2(1e-3)
        .precision(precision)
        .build();
  }

  /** Without the samples of weight 0 behind a chunk's worth of others, all sums are the same. */
  @ParameterizedTest
  @EnumSource
  void weightZeroIsAbsentToTheBit(Precision precision) {
    DataSet all = drawn(precision);
    Matrix weights = Matrix.zeros(precision, 300, 1);
    int[] kept = IntStream.range(0, 300).filter(i -> i < 256 || i % 3 > 0).toArray();
    for (int i : kept) {
      weights.set(i, 0, 1);
    }
    DataSet some = all.select(kept, 0, kept.length);
    Network network = network(precision);
    Parameters expected = network.newGradient();
    Parameters gradient = network.newGradient();
    double loss =
        network.accumulateGradient(some.inputs(), some.targets(), null, some.size(), expected);
    assertThat(
            network.accumulateGradient(all.inputs(), all.targets(), weights, some.size(), gradient))
        .isEqualTo(loss);
    assertThat(gradient.flat().toDoubles()).isEqualTo(expected.flat().toDoubles());
    Evaluation one = Evaluation.of(network, all.withWeights(weights));
    Evaluation other = Evaluation.of(network, some);
    assertThat(one.metrics()).isEqualTo(other.metrics());
    assertThat(one.topAccuracy(2)).isEqualTo(other.topAccuracy(2));
  }

  @ParameterizedTest
  @EnumSource
  void onesAreAsNone(Precision precision) {
    Matrix ones = Matrix.zeros(precision, 300, 1);
    ones.fill(1);
    Network expected = network(precision);
    Network network = network(precision);
    DataSet data = drawn(precision);
    Trainer trainer = new Trainer(expected, new Adam(0.01)).epochs(2).batchSize(32);
    History without = trainer.fit(data);
    History with =
        new Trainer(network, new Adam(0.01)).epochs(2).batchSize(32).fit(data.withWeights(ones));
    assertThat(network.parameters().flat().toDoubles())
        .isEqualTo(expected.parameters().flat().toDoubles());
    assertThat(with.last().train()).isEqualTo(without.last().train());
  }

  /** A batch in which nothing counts takes a step by weight decay alone. */
  @Test
  void aBatchOfWeightZero() {
    Matrix weights = Matrix.zeros(Precision.F64, 6, 1);
    weights.set(3, 0, 1);
    Network network = linear(Precision.F64);
    History history =
        new Trainer(network, new Sgd(0.25))
            .epochs(1)
            .batchSize(1)
            .fit(DataSet.of(X, Y).withWeights(weights));
    // Sample 3: x = (0, 1), y = −1, a = 1: the gradient is 4 for w₁ and the bias.
    assertThat(network.parameters().flat().toDoubles()).containsExactly(1, 0, -1);
    assertThat(history.last().batchLoss()).isEqualTo(4);
  }

  @Test
  void weightsGoWithTheirSamples() {
    DataSet data = weighted(Precision.F32);
    DataSet.Split split = data.split(2, 3);
    for (DataSet part :
        new DataSet[] {split.train(), split.test(), data.withInputs(X.to(Precision.F32))}) {
      for (int i = 0; i < part.size(); i++) {
        int from = 0;
        while (Y.get(from, 0) != part.targets().get(i, 0)) {
          from++;
        }
        assertThat(part.weight(i)).isEqualTo(WEIGHTS[from]);
      }
    }
    assertThat(data.totalWeight()).isEqualTo(8);
    assertThat(DataSet.of(X, Y).totalWeight()).isEqualTo(6);
  }

  @Test
  void refusesWhatIsNoWeight() {
    DataSet data = DataSet.of(X, Y);
    for (double wrong : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
      DoubleMatrix weights = DoubleMatrix.zeros(6, 1);
      weights.set(4, 0, wrong);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> data.withWeights(weights))
          .withMessage("weight " + wrong + " of sample 4: must be 0 or more and finite");
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> data.withWeights(DoubleMatrix.zeros(6, 1)))
        .withMessage("all 6 weights are 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> data.withWeights(DoubleMatrix.zeros(5, 1)));
  }
}
