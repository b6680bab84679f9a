package dev.lanewise.jmh;

import dev.lanewise.data.DataSet;
import dev.lanewise.elementwise.Activation;
import dev.lanewise.elementwise.Elementwise;
import dev.lanewise.elementwise.Reductions;
import dev.lanewise.elementwise.Updates;
import dev.lanewise.gemm.Gemm;
import dev.lanewise.matrix.FloatMatrix;
import dev.lanewise.matrix.Matrix;
import dev.lanewise.nn.Loss;
import dev.lanewise.nn.Network;
import dev.lanewise.optim.Sgd;
import dev.lanewise.train.Trainer;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Does one thing as the first of its process, and prints the nanoseconds that it took. */
public final class ColdStart {
  private static final int SAMPLES = 1437;
  private static final int INPUTS = 64;
  private static final int CLASSES = 10;

  /** What is done; the first two are timed from the start of the process. */
  public enum What {
    /** Nothing: what a JVM costs. */
    JVM,
    FIRST_EPOCH,
    PRODUCT,
    SIGMOID,
    SOFTMAX,
    SUM_OF_COLUMNS,
    UPDATE;

    /** Lower case. */
    public String title() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** Whether the whole process is timed, by the one that starts it. */
    public boolean isProcess() {
      return compareTo(FIRST_EPOCH) <= 0;
    }
  }

  private ColdStart() {}

  public static void main(String[] args) {
    What what = What.valueOf(args[0]);
    Matrix a = random(256, 256);
    Matrix b = random(256, 256);
    Matrix c = random(256, 256);
    Matrix row = random(1, 256);
    long begin = System.nanoTime();
    switch (what) {
      case JVM -> {}
      case FIRST_EPOCH -> trainOneEpoch();
      case PRODUCT -> Gemm.multiply(a, b, c);
      case SIGMOID -> Elementwise.apply(a, Activation.SIGMOID, c);
      case SOFTMAX -> Elementwise.softmax(a, c);
      case SUM_OF_COLUMNS -> Reductions.columnSums(a, row);
      case UPDATE -> Updates.momentum(a, 0.1, 0.9, b, c);
    }
    System.out.println(System.nanoTime() - begin);
  }

  private static void trainOneEpoch() {
    RandomGenerator random = generator();
    int[] labels = random.ints(SAMPLES, 0, CLASSES).toArray();
    DataSet data = DataSet.labelled(random(SAMPLES, INPUTS), labels, CLASSES);
    Network network =
        Network.builder(INPUTS)
            .dense(32, Activation.SIGMOID)
            .dense(CLASSES, Activation.IDENTITY)
            .loss(Loss.SOFTMAX_CROSS_ENTROPY)
            .build();
    new Trainer(network, new Sgd(0.1)).epochs(1).batchSize(32).fit(data);
  }

  private static RandomGenerator generator() {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(1);
  }

  private static FloatMatrix random(int rows, int cols) {
    RandomGenerator random = generator();
    FloatMatrix matrix = FloatMatrix.zeros(rows, cols);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < cols; j++) {
        matrix.set(i, j, random.nextFloat());
      }
    }
    return matrix;
  }
}
