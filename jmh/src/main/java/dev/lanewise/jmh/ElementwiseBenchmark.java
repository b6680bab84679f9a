package dev.lanewise.jmh;

import dev.lanewise.elementwise.Activation;
import dev.lanewise.elementwise.Elementary;
import dev.lanewise.elementwise.Elementwise;
import dev.lanewise.elementwise.Losses;
import dev.lanewise.elementwise.Reductions;
import dev.lanewise.elementwise.Updates;
import dev.lanewise.gemm.Gemm;
import dev.lanewise.matrix.Matrix;
import dev.lanewise.matrix.Precision;
import dev.lanewise.parallel.Workers;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Elementwise kernels at sizes that lie in L1, L2, L3 and memory, all operands of a call together;
 * rows of 64 elements, updates one long row. The suite {@code elementwise} makes tables of it.
 *
 * <pre>java -jar jmh/target/benchmarks.jar Elementwise -p kernel=SIGMOID -p place=L1</pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
    value = 3,
    jvmArgsAppend = {"--add-modules=jdk.incubator.vector", "-Xmx2g"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ElementwiseBenchmark {
  static final int COLS = 64;

  /** Random numbers repeat after so many, rows of them, since drawing 256 MiB takes 1.5 s. */
  private static final int PERIOD = 1 << 20;

  private static final Activation ELU = Activation.elu(1);

  @Param public Precision precision;
  @Param public ElementwiseKernel kernel;
  @Param public Place place;

  @Param("1")
  public int threads;

  /** As small as to leave parameters where they are, however often a step is repeated. */
  double rate = 1e-9;

  Matrix x;
  Matrix y;
  Matrix z;
  Matrix w;
  Matrix row;
  Matrix sums;
  Matrix column;
  int[] columns;
  private final Workers.Task copyPart = this::copy;

  @Setup
  public void prepare() {
    Gemm.setThreads(threads);
    int n = kernel.elements(place, precision);
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
    Matrix[] all = new Matrix[4];
    for (int i = 0; i < 4; i++) {
      int size = i < kernel.operands ? n : COLS;
      boolean update = kernel.isUpdate();
      all[i] = matrix(update ? 1 : size / COLS, update ? size : COLS, kernel.lowest(i), random);
    }
    x = all[0];
    y = all[1];
    z = all[2];
    w = all[3];
    if (kernel == ElementwiseKernel.CROSS_ENTROPY) {
      Elementwise.softmax(y); // targets are probabilities
    }
    row = matrix(1, COLS, 0, random);
    sums = matrix(1, COLS, 0, random);
    column = Matrix.zeros(precision, x.rows(), 1);
    columns = new int[x.rows()];
  }

  private Matrix matrix(int rows, int cols, double lowest, RandomGenerator random) {
    Matrix matrix = Matrix.zeros(precision, rows, cols);
    int size = rows * cols;
    int drawn = Math.min(size, PERIOD);
    for (int i = 0; i < drawn; i++) {
      matrix.set(i / cols, i % cols, random.nextDouble(lowest, 1));
    }
    for (int i = drawn; i < size; i += drawn) {
      System.arraycopy(matrix.array(), 0, matrix.array(), i, Math.min(drawn, size - i));
    }
    return matrix;
  }

  /** One of as many parts as there are threads: who has two is compared with a copy on two. */
  private void copy(int part) {
    int from = (int) ((long) x.size() * part / threads);
    int to = (int) ((long) x.size() * (part + 1) / threads);
    System.arraycopy(x.array(), from, y.array(), from, to - from);
  }

  @Benchmark
  public double run() {
    switch (kernel) {
      case COPY -> Workers.shared().run(threads, copyPart);
      case RELU -> Elementwise.apply(x, Activation.RELU, x);
      case RELU_ELSEWHERE -> Elementwise.apply(x, Activation.RELU, y);
      case SIGMOID -> Elementwise.apply(x, Activation.SIGMOID, y);
      case TANH -> Elementwise.apply(x, Activation.TANH, y);
      case SOFTPLUS -> Elementwise.apply(x, Activation.SOFTPLUS, y);
      case ELU -> Elementwise.apply(x, ELU, y);
      case GELU -> Elementwise.apply(x, Activation.GELU, y);
      case GELU_TANH -> Elementwise.apply(x, Activation.GELU_TANH, y);
      case SILU -> Elementwise.apply(x, Activation.SILU, y);
      case EXP -> Elementwise.apply(x, Elementary.EXP, y);
      case BIAS_SIGMOID -> Elementwise.activate(x, row, Activation.SIGMOID);
      case RELU_DERIVATIVE -> Elementwise.timesDerivative(x, y, Activation.RELU);
      case SIGMOID_DERIVATIVE -> Elementwise.timesDerivative(x, y, Activation.SIGMOID);
      case GELU_DERIVATIVE -> Elementwise.timesDerivative(x, y, Activation.GELU);
      case SILU_DERIVATIVE -> Elementwise.timesDerivative(x, y, Activation.SILU);
      case OUTPUT_DELTA -> Elementwise.sigmoidOutputDelta(x, y, z, null);
      case OUTPUT_DELTA_SUMS -> Elementwise.sigmoidOutputDelta(x, y, z, sums);
      case HIDDEN_DELTA -> Elementwise.sigmoidHiddenDelta(x, row, y, z, null);
      case HIDDEN_DELTA_SUMS -> Elementwise.sigmoidHiddenDelta(x, row, y, z, sums);
      case COLUMN_SUMS -> Reductions.columnSums(x, sums);
      case SOFTMAX -> Elementwise.softmax(x, y);
      case LOG_SOFTMAX -> Elementwise.logSoftmax(x, y);
      case LOG_SUM_EXP -> Reductions.logSumExp(x, column);
      case ARG_MAX -> Reductions.argMax(x, columns);
      case SUM -> {
        return Reductions.sum(x);
      }
      case DOT -> {
        return Reductions.dot(x, y);
      }
      case CROSS_ENTROPY -> {
        return Losses.softmaxCrossEntropy(x, y, 0, z, 1);
      }
      case SQUARED_ERROR -> {
        return Losses.squaredError(x, y, z, 1);
      }
      case ADD_SCALED -> Updates.addScaled(-rate, x, y);
      case MOMENTUM -> Updates.momentum(x, rate, 0.9, y, z);
      case NESTEROV -> Updates.nesterov(x, rate, 0.9, y, z);
      case RMS_PROP -> Updates.rmsProp(x, rate, 0.99, 1e-8, y, z);
      case ADAM -> Updates.adam(x, rate, 0.9, 0.999, 1e-8, 7, y, z, w);
      case ADAM_W -> Updates.adamW(x, rate, 0.9, 0.999, 1e-8, 0.01, 7, y, z, w);
    }
    return 0;
  }
}
