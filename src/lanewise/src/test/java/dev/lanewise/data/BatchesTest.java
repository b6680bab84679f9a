package dev.lanewise.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lanewise.matrix.DoubleMatrix;
import dev.lanewise.matrix.Precision;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Every sample once an epoch, in an order that the seed decides. */
class BatchesTest {
  /** Numbers of the samples in the order of one epoch, after a check of the batches' sizes. */
  private static int[] epoch(Batches batches, int size, int batchSize) {
    int[] order = new int[size];
    int at = 0;
    for (int i = 0; i < batches.count(); i++) {
      batches.load(i);
      int[] numbers = DataSetTest.numbers(batches.inputs(i), batches.targets(i));
      assertThat(numbers.length).isEqualTo(Math.min(batchSize, size - at));
      assertThat(batches.targets(i).rows()).isEqualTo(numbers.length);
      System.arraycopy(numbers, 0, order, at, numbers.length);
      at += numbers.length;
    }
    assertThat(at).isEqualTo(size);
    return order;
  }

  @Provide
  Arbitrary<Long> seeds() {
    return Arbitraries.randomValue(random -> random.nextLong());
  }

  @Property(tries = 200)
  void everySampleOnceAnEpoch(
      @ForAll @IntRange(min = 1, max = 40) int size,
      @ForAll @IntRange(min = 1, max = 50) int batchSize,
      @ForAll Precision precision,
      @ForAll("seeds") long seed) {
    Batches batches = new Batches(DataSetTest.numbered(size, precision), batchSize, seed);
    assertThat(batches.count()).isEqualTo((int) Math.ceil((double) size / batchSize));
    assertThat(epoch(batches, size, batchSize)).isEqualTo(DataSetTest.upTo(size));
    for (int i = 1; i <= 3; i++) {
      batches.shuffle(i);
      int[] order = epoch(batches, size, batchSize);
      Arrays.sort(order);
      assertThat(order).isEqualTo(DataSetTest.upTo(size));
    }
  }

  @Test
  void theOrderIsTheDocumentedShuffle() {
    Batches batches = new Batches(DataSetTest.numbered(20, Precision.F32), 6, 11);
    for (int epoch = 0; epoch < 3; epoch++) {
      int[] order = DataSetTest.upTo(20);
      // The first output of SplitMix64 from a state is mix(state + 0x9E37…).
      long seed = new SplittableRandom(11 + (epoch - 1) * 0x9E3779B97F4A7C15L).nextLong();
      RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
      for (int i = 19; i > 0; i--) {
        int other = random.nextInt(i + 1);
        int kept = order[i];
        order[i] = order[other];
        order[other] = kept;
      }
      batches.shuffle(epoch);
      assertThat(epoch(batches, 20, 6)).isEqualTo(order);
    }
  }

  @Property(tries = 100)
  void theOrderOfAnEpochDoesNotDependOnThoseBefore(
      @ForAll @IntRange(min = 1, max = 30) int size,
      @ForAll @IntRange(min = 0, max = 1_000_000) int epoch,
      @ForAll("seeds") long seed) {
    DataSet data = DataSetTest.numbered(size, Precision.F64);
    Batches used = new Batches(data, 4, seed);
    used.shuffle(3);
    used.shuffle(epoch);
    Batches fresh = new Batches(data, 4, seed);
    fresh.shuffle(epoch);
    assertThat(epoch(used, size, 4)).isEqualTo(epoch(fresh, size, 4));
  }

  @Test
  void anotherSeedIsAnotherOrder() {
    DataSet data = DataSetTest.numbered(30, Precision.F64);
    Batches first = new Batches(data, 7, 1);
    Batches same = new Batches(data, 7, 1);
    Batches other = new Batches(data, 7, 2);
    first.shuffle(1);
    same.shuffle(1);
    other.shuffle(1);
    int[] order = epoch(first, 30, 7);
    assertThat(epoch(same, 30, 7)).isEqualTo(order);
    assertThat(epoch(other, 30, 7)).isNotEqualTo(order);
    first.shuffle(2);
    assertThat(epoch(first, 30, 7)).isNotEqualTo(order);
  }

  /** A step keeps what it made for a matrix: a batch of the same size must be the same matrix. */
  @Test
  void allFullBatchesAreOneMatrix() {
    Batches batches = new Batches(DataSetTest.numbered(12, Precision.F64), 4, 0);
    for (int i = 1; i < 3; i++) {
      assertThat(batches.inputs(i)).isSameAs(batches.inputs(0));
      assertThat(batches.targets(i)).isSameAs(batches.targets(0));
    }
  }

  @Test
  void copiesFromWindowsOfLargerMatrices() {
    DoubleMatrix wide = DoubleMatrix.zeros(5, 8);
    for (int i = 0; i < 5; i++) {
      for (int j = 0; j < 8; j++) {
        wide.set(i, j, 10 * i + j);
      }
    }
    DataSet data = DataSet.of(wide.window(1, 2, 4, 3), wide.window(1, 6, 4, 1));
    Batches batches = new Batches(data, 3, 0);
    batches.load(1);
    assertThat(batches.inputs(1).toDoubleRows()).isDeepEqualTo(new double[][] {{42, 43, 44}});
    assertThat(batches.targets(1).toDoubleRows()).isDeepEqualTo(new double[][] {{46}});
  }

  @Test
  void refusesEmptyBatches() {
    DataSet data = DataSetTest.numbered(3, Precision.F64);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Batches(data, 0, 0))
        .withMessage("batches of 0 out of 3 samples");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Batches(DataSetTest.numbered(0, Precision.F64), 1, 0))
        .withMessage("batches of 1 out of 0 samples");
  }
}
