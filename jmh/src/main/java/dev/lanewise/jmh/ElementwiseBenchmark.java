package dev.lanewise.jmh;

import dev.lanewise.elementwise.Activation;
import dev.lanewise.elementwise.Elementwise;
import dev.lanewise.elementwise.Losses;
import dev.lanewise.elementwise.Reductions;
import dev.lanewise.elementwise.Updates;
import dev.lanewise.gemm.Gemm;
import dev.lanewise.matrix.Matrix;
import dev.lanewise.matrix.Precision;
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
 * rows of 64 elements, updates one long row. {@link ElementwiseTable} runs it and prints ns an
 * element and GB/s; {@code jmh/peers/elementwise.py} prints the same of PyTorch and NumPy.
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
  private static final int COLS = 64;

  /** What is timed. */
  public enum Kernel {
    /** System.arraycopy: what memory gives. */
    COPY(2, 2),
    RELU(1, 2),
    RELU_ELSEWHERE(2, 2),
    SIGMOID(2, 2),
    TANH(2, 2),
    SOFTPLUS(2, 2),
    ELU(2, 2),
    GELU(2, 2),
    GELU_TANH(2, 2),
    SILU(2, 2),
    BIAS_SIGMOID(1, 2),
    RELU_DERIVATIVE(2, 3),
    SIGMOID_DERIVATIVE(2, 3),
    GELU_DERIVATIVE(2, 3),
    SILU_DERIVATIVE(2, 3),
    OUTPUT_DELTA(3, 3),
    OUTPUT_DELTA_SUMS(3, 3),
    HIDDEN_DELTA_SUMS(2, 3),
    COLUMN_SUMS(1, 1),
    SOFTMAX(2, 2),
    LOG_SOFTMAX(2, 2),
    LOG_SUM_EXP(1, 1),
    ARG_MAX(1, 1),
    SUM(1, 1),
    DOT(2, 2),
    CROSS_ENTROPY(3, 3),
    SQUARED_ERROR(3, 3),
    ADD_SCALED(2, 3),
    MOMENTUM(3, 5),
    NESTEROV(3, 5),
    RMS_PROP(3, 5),
    ADAM(4, 7),
    ADAM_W(4, 7);

    /** Matrices of full size. */
    final int operands;

    /** Elements read and written, for each element. */
    final int streams;

    Kernel(int operands, int streams) {
      this.operands = operands;
      this.streams = streams;
    }
  }

  /** Where all operands together fit: half of a usual level, or no level. */
  public enum Place {
    L1(16 << 10),
    L2(512 << 10),
    L3(8 << 20),
    MEMORY(256 << 20);

    final int bytes;

    Place(int bytes) {
      this.bytes = bytes;
    }
  }

  @Param public Precision precision;
  @Param public Kernel kernel;
  @Param public Place place;

  @Param("1")
  public int threads;

  Matrix x;
  Matrix y;
  Matrix z;
  Matrix w;
  Matrix row;
  Matrix sums;
  Matrix column;
  int[] columns;

  /** Elements of one operand. */
  static int elements(Kernel kernel, Place place, Precision precision) {
    int bytes = precision == Precision.F32 ? Float.BYTES : Double.BYTES;
    return place.bytes / bytes / kernel.operands / COLS * COLS;
  }

  @Setup
  public void prepare() {
    Gemm.setThreads(threads);
    int n = elements(kernel, place, precision);
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
    boolean flat = kernel.compareTo(Kernel.ADD_SCALED) >= 0;
    Matrix[] all = new Matrix[4];
    for (int i = 0; i < 4; i++) {
      int size = i < kernel.operands ? n : COLS;
      all[i] = matrix(flat ? 1 : size / COLS, flat ? size : COLS, random);
    }
    x = all[0];
    y = all[1];
    z = all[2];
    w = all[3];
    row = matrix(1, COLS, random);
    sums = matrix(1, COLS, random);
    column = Matrix.zeros(precision, x.rows(), 1);
    columns = new int[x.rows()];
  }

  /** Numbers in 0..1, as outputs and probabilities are. */
  private Matrix matrix(int rows, int cols, RandomGenerator random) {
    Matrix matrix = Matrix.zeros(precision, rows, cols);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < cols; j++) {
        matrix.set(i, j, random.nextFloat());
      }
    }
    return matrix;
  }

  @Benchmark
  public double run() {
    switch (kernel) {
      case COPY -> System.arraycopy(x.array(), 0, y.array(), 0, x.size());
      case RELU -> Elementwise.apply(x, Activation.RELU, x);
      case RELU_ELSEWHERE -> Elementwise.apply(x, Activation.RELU, y);
      case SIGMOID -> Elementwise.apply(x, Activation.SIGMOID, y);
      case TANH -> Elementwise.apply(x, Activation.TANH, y);
      case SOFTPLUS -> Elementwise.apply(x, Activation.SOFTPLUS, y);
      case ELU -> Elementwise.apply(x, ELU, y);
      case GELU -> Elementwise.apply(x, Activation.GELU, y);
      case GELU_TANH -> Elementwise.apply(x, Activation.GELU_TANH, y);
      case SILU -> Elementwise.apply(x, Activation.SILU, y);
      case BIAS_SIGMOID -> Elementwise.activate(x, row, Activation.SIGMOID);
      case RELU_DERIVATIVE -> Elementwise.timesDerivative(x, y, Activation.RELU);
      case SIGMOID_DERIVATIVE -> Elementwise.timesDerivative(x, y, Activation.SIGMOID);
      case GELU_DERIVATIVE -> Elementwise.timesDerivative(x, y, Activation.GELU);
      case SILU_DERIVATIVE -> Elementwise.timesDerivative(x, y, Activation.SILU);
      case OUTPUT_DELTA -> Elementwise.sigmoidOutputDelta(x, y, z, null);
      case OUTPUT_DELTA_SUMS -> Elementwise.sigmoidOutputDelta(x, y, z, sums);
      case HIDDEN_DELTA_SUMS -> Elementwise.sigmoidHiddenDelta(x, row, y, x, sums);
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
      case ADD_SCALED -> Updates.addScaled(-1e-9, x, y);
      case MOMENTUM -> Updates.momentum(x, 1e-9, 0.9, y, z);
      case NESTEROV -> Updates.nesterov(x, 1e-9, 0.9, y, z);
      case RMS_PROP -> Updates.rmsProp(x, 1e-9, 0.99, 1e-8, y, z);
      case ADAM -> Updates.adam(x, 1e-9, 0.9, 0.999, 1e-8, 7, y, z, w);
      case ADAM_W -> Updates.adamW(x, 1e-9, 0.9, 0.999, 1e-8, 0.01, 7, y, z, w);
    }
    return 0;
  }

  private static final Activation ELU = Activation.elu(1);
}
