package dev.lanewise.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lanewise.matrix.DoubleMatrix;
import dev.lanewise.matrix.Matrix;
import dev.lanewise.matrix.Precision;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Labels, one-hot targets, selections and splits. */
class DataSetTest {
  /** Sample i has the inputs (i, −i) and the label i mod 3. */
  static DataSet numbered(int size, Precision precision) {
    Matrix inputs = Matrix.zeros(precision, size, 2);
    int[] labels = new int[size];
    for (int i = 0; i < size; i++) {
      inputs.set(i, 0, i);
      inputs.set(i, 1, -i);
      labels[i] = i % 3;
    }
    return DataSet.labelled(inputs, labels, 3);
  }

  /** Numbers of the samples, after a check that input and target belong together. */
  static int[] numbers(Matrix inputs, Matrix targets) {
    int[] numbers = new int[inputs.rows()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (int) inputs.get(i, 0);
      assertThat(inputs.get(i, 1)).isEqualTo(-1.0 * numbers[i]);
      for (int j = 0; j < 3; j++) {
        assertThat(targets.get(i, j)).isEqualTo(numbers[i] % 3 == j ? 1 : 0);
      }
    }
    return numbers;
  }

  static int[] upTo(int size) {
    int[] numbers = new int[size];
    Arrays.setAll(numbers, i -> i);
    return numbers;
  }

  @ParameterizedTest
  @EnumSource
  void labelsBecomeOneHotRows(Precision precision) {
    DataSet data = numbered(7, precision);
    assertThat(data.size()).isEqualTo(7);
    assertThat(data.targets().precision()).isEqualTo(precision);
    assertThat(numbers(data.inputs(), data.targets())).isEqualTo(upTo(7));
    for (int i = 0; i < 7; i++) {
      assertThat(data.label(i)).isEqualTo(i % 3);
    }
  }

  @Test
  void refusesBadLabels() {
    Matrix inputs = DoubleMatrix.zeros(2, 4);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DataSet.labelled(inputs, new int[] {0, 3}, 3))
        .withMessage("label 3 of sample 1 is not in 0..2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DataSet.labelled(inputs, new int[] {-1, 0}, 3))
        .withMessage("label -1 of sample 0 is not in 0..2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DataSet.labelled(inputs, new int[] {0}, 3))
        .withMessage("1 labels for inputs of 2×4 (ld 4)");
  }

  @Test
  void refusesMatricesThatDoNotFit() {
    Matrix inputs = DoubleMatrix.zeros(2, 4);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DataSet.of(inputs, DoubleMatrix.zeros(3, 1)))
        .withMessage("targets is F64 3×1 (ld 1), but must be F64 2×1 and no transposed view");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DataSet.of(inputs, DoubleMatrix.zeros(2, 1).toFloat()))
        .withMessageContaining("targets is F32");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DataSet.of(inputs.transposed(), DoubleMatrix.zeros(4, 1)))
        .withMessageContaining("inputs is F64 4×2 (ld 4, transposed)");
  }

  @Test
  void theLabelIsTheFirstOfTheLargestTargets() {
    Matrix targets =
        DoubleMatrix.of(
            new double[] {1, 3, 3}, new double[] {-2, -2, -3}, new double[] {0, -0.0, 1e-300});
    DataSet data = DataSet.of(DoubleMatrix.zeros(3, 1), targets);
    assertThat(data.label(0)).isEqualTo(1);
    assertThat(data.label(1)).isZero();
    assertThat(data.label(2)).isEqualTo(2);
  }

  @Test
  void convertsOnlyWhereItMust() {
    DataSet data = numbered(4, Precision.F64);
    assertThat(data.to(Precision.F64)).isSameAs(data);
    DataSet single = data.to(Precision.F32);
    assertThat(single.inputs().precision()).isEqualTo(Precision.F32);
    assertThat(numbers(single.inputs(), single.targets())).isEqualTo(upTo(4));
  }

  @Test
  void selectsCopies() {
    DataSet data = numbered(5, Precision.F32);
    DataSet chosen = data.select(new int[] {4, 0, 3, 3}, 1, 4);
    assertThat(numbers(chosen.inputs(), chosen.targets())).containsExactly(0, 3, 3);
    chosen.inputs().fill(9);
    assertThat(numbers(data.inputs(), data.targets())).isEqualTo(upTo(5));
  }

  @Provide
  Arbitrary<Long> seeds() {
    return Arbitraries.randomValue(random -> random.nextLong());
  }

  @Property(tries = 200)
  void everySampleFallsInOnePart(
      @ForAll @IntRange(max = 50) int size,
      @ForAll @IntRange(max = 50) int test,
      @ForAll("seeds") long seed) {
    int testSize = Math.min(test, size);
    DataSet.Split split = numbered(size, Precision.F64).split(testSize, seed);
    assertThat(split.test().size()).isEqualTo(testSize);
    int[] trainNumbers = numbers(split.train().inputs(), split.train().targets());
    int[] testNumbers = numbers(split.test().inputs(), split.test().targets());
    int[] both = Arrays.copyOf(trainNumbers, size);
    System.arraycopy(testNumbers, 0, both, trainNumbers.length, testSize);
    Arrays.sort(both);
    assertThat(both).isEqualTo(upTo(size));
  }

  @Test
  void theSeedDecidesTheSplit() {
    DataSet data = numbered(40, Precision.F64);
    double[] first = data.split(10, 1).test().inputs().toDoubles();
    assertThat(data.split(10, 1).test().inputs().toDoubles()).isEqualTo(first);
    assertThat(data.split(10, 2).test().inputs().toDoubles()).isNotEqualTo(first);
  }

  @Test
  void refusesPartsThatDoNotExist() {
    DataSet data = numbered(3, Precision.F64);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> data.split(4, 0))
        .withMessage("a test part of 4 samples out of 3");
    assertThatIllegalArgumentException().isThrownBy(() -> data.split(-1, 0));
    assertThat(data.split(3, 0).train().size()).isZero();
    assertThat(data.split(0, 0).test().size()).isZero();
  }
}
