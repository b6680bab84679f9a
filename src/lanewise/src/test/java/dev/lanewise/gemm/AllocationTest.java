package dev.lanewise.gemm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanewise.AllocatedBytes;
import dev.lanewise.elementwise.Activation;
import dev.lanewise.matrix.Matrix;
import dev.lanewise.matrix.Precision;
import dev.lanewise.parallel.Workers;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A warm call allocates nothing, neither on the caller's thread nor on a worker's.
 *
 * <p>Warm means compiled: until then the Vector API makes objects. So rounds of calls are repeated
 * until one round allocates nothing; what allocates in every call never has such a round.
 */
@Tag("once")
class AllocationTest {
  private static final int ROUNDS = 200;
  private static final int CALLS = 100;

  @ParameterizedTest
  @CsvSource({"F32, 1", "F32, 2", "F64, 1", "F64, 2"})
  void multiply(Precision precision, int threads) {
    Matrix a = ones(precision, 70, 300);
    Matrix b = ones(precision, 110, 300).transposed();
    Matrix c = ones(precision, 70, 110);
    Epilogue epilogue = Epilogue.activation(ones(precision, 1, 110), Activation.SIGMOID);
    Epilogue summed = epilogue.withColumnSums(ones(precision, 1, 110));
    try (Workers workers = new Workers(threads)) {
      assertWarmCallsAllocateNothing(
          () -> {
            Gemm.multiply(workers, a, b, c, Epilogue.none());
            Gemm.multiply(workers, a, b, c, epilogue);
            Gemm.multiply(workers, a, b, c, summed);
            Gemm.multiply(workers, a, b, c, Epilogue.accumulate());
          });
    }
  }

  @ParameterizedTest
  @CsvSource({"1", "2"})
  void sgemm(int threads) {
    float[] a = new float[70 * 300];
    float[] b = new float[300 * 110];
    float[] c = new float[70 * 110];
    withShared(
        threads,
        () -> Blas.sgemm(false, true, 70, 110, 300, 1.5f, a, 0, 300, b, 0, 300, 0.5f, c, 0, 110));
  }

  @ParameterizedTest
  @CsvSource({"1", "2"})
  void dgemm(int threads) {
    double[] a = new double[70 * 300];
    double[] b = new double[300 * 110];
    double[] c = new double[70 * 110];
    withShared(
        threads,
        () -> Blas.dgemm(true, false, 70, 110, 300, 1.5, a, 0, 70, b, 0, 110, 0.5, c, 0, 110));
  }

  @ParameterizedTest
  @CsvSource({"1", "2"})
  void levelTwoAndBatches(int threads) {
    // Enough for two threads, each call.
    float[] a = new float[600 * 410];
    float[] x = new float[1200];
    float[] y = new float[1200];
    float[] c = new float[600 * 410];
    withShared(
        threads,
        () -> {
          Blas.sgemv(false, 600, 410, 1f, a, 0, 410, x, 0, -2, 0f, y, 0, 2);
          Blas.sgemv(true, 600, 410, 1f, a, 0, 410, x, 0, 1, 0.5f, y, 0, 1);
          Blas.sger(600, 410, 1f, x, 0, 1, y, 0, 2, c, 0, 410);
          Blas.sgemmStridedBatched(
              false, true, 20, 20, 20, 1f, a, 0, 20, 400, a, 0, 20, 0, 0f, c, 0, 20, 400, 65);
        });
  }

  @ParameterizedTest
  @CsvSource({"1", "2"})
  void dsyrk(int threads) {
    double[] a = new double[150 * 90];
    double[] c = new double[150 * 150];
    withShared(threads, () -> Blas.dsyrk(true, false, 150, 90, 1.5, a, 0, 90, 0.5, c, 0, 150));
  }

  @ParameterizedTest
  @CsvSource({"1", "2"})
  void oneRowAndOneColumn(int threads) {
    Matrix row = ones(Precision.F32, 1, 600);
    Matrix column = row.transposed();
    Matrix wide = ones(Precision.F32, 600, 310);
    Matrix high = wide.transposed();
    Matrix c = ones(Precision.F32, 1, 310);
    Matrix d = ones(Precision.F32, 310, 1);
    Epilogue epilogue = Epilogue.activation(ones(Precision.F32, 1, 310), Activation.SIGMOID);
    try (Workers workers = new Workers(threads)) {
      assertWarmCallsAllocateNothing(
          () -> {
            Gemm.multiply(workers, row, wide, c, epilogue);
            Gemm.multiply(workers, high, column, d, Epilogue.none());
          });
    }
  }

  private static void withShared(int threads, Runnable call) {
    int before = Gemm.threads();
    Gemm.setThreads(threads);
    try {
      assertWarmCallsAllocateNothing(call);
    } finally {
      Gemm.setThreads(before);
    }
  }

  private static void assertWarmCallsAllocateNothing(Runnable call) {
    call.run();
    AllocatedBytes bytes = new AllocatedBytes();
    long least = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS && least > 0; round++) {
      least =
          Math.min(
              least,
              bytes.during(
                  () -> {
                    for (int i = 0; i < CALLS; i++) {
                      call.run();
                    }
                  }));
    }
    assertThat(least).as("fewest bytes that %d calls allocated", CALLS).isZero();
  }

  private static Matrix ones(Precision precision, int rows, int cols) {
    Matrix matrix = Matrix.zeros(precision, rows, cols);
    matrix.fill(1);
    return matrix;
  }
}
