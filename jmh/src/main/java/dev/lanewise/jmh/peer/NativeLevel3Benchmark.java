package dev.lanewise.jmh.peer;

import static dev.lanewise.jmh.peer.NativeBlas.LOWER;
import static dev.lanewise.jmh.peer.NativeBlas.NO_TRANS;
import static dev.lanewise.jmh.peer.NativeBlas.ROW_MAJOR;

import dev.lanewise.jmh.FlopRate;
import dev.lanewise.jmh.Level3Calls;
import dev.lanewise.matrix.Precision;
import java.lang.foreign.MemorySegment;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Param;

/**
 * Level 3 of a native library beside one product: cblas_ssyrk, cblas_sgemm_batch_strided, a loop of
 * cblas_sgemm, and those of double precision.
 *
 * <pre>java -jar jmh/target/benchmarks.jar NativeLevel3 -p library=MKL -p threads=1</pre>
 */
@Fork(
    value = 3,
    jvmArgsAppend = {"--enable-native-access=ALL-UNNAMED", "--add-modules=jdk.incubator.vector"})
public class NativeLevel3Benchmark extends Level3Calls {
  private static final String SYRK = "iiiiieaieai";
  private static final NativeFunction SSYRK = NativeFunction.of(Precision.F32, "syrk", SYRK);
  private static final NativeFunction DSYRK = NativeFunction.of(Precision.F64, "syrk", SYRK);
  private static final String GEMM = "iiiiiieaiaieai";
  private static final NativeFunction SGEMM = NativeFunction.of(Precision.F32, "gemm", GEMM);
  private static final NativeFunction DGEMM = NativeFunction.of(Precision.F64, "gemm", GEMM);
  private static final String BATCH = "iiiiiieaiiaiieaiii";
  private static final NativeFunction SBATCH =
      NativeFunction.of(Precision.F32, "gemm_batch_strided", BATCH);
  private static final NativeFunction DBATCH =
      NativeFunction.of(Precision.F64, "gemm_batch_strided", BATCH);

  private static final NativeFunction[] FUNCTIONS = {SSYRK, DSYRK, SGEMM, DGEMM};

  @Param({"OPENBLAS", "MKL"})
  public NativeLibrary library;

  private boolean single;
  private OffHeap[] operands;
  private MemorySegment a;
  private MemorySegment b;
  private MemorySegment c;

  @Override
  protected void begin(double[][] arrays) {
    NativeBlas blas = library.open(threads);
    single = precision == Precision.F32;
    for (NativeFunction function : FUNCTIONS) {
      function.bind(blas);
    }
    if (library.hasBatches()) {
      SBATCH.bind(blas);
      DBATCH.bind(blas);
    }
    operands = new OffHeap[arrays.length];
    for (int i = 0; i < arrays.length; i++) {
      operands[i] = OffHeap.of(precision, arrays[i]);
    }
    a = operands[A].segment();
    b = operands[B].segment();
    c = operands[C].segment();
  }

  @Override
  protected double[] array(int index) {
    return operands[index].array();
  }

  private LinkageError failed(Throwable thrown) {
    return new LinkageError(library + " failed", thrown);
  }

  @Benchmark
  @Override
  public void triangle(FlopRate rate) {
    try {
      if (single) {
        SSYRK.call().invokeExact(ROW_MAJOR, LOWER, NO_TRANS, n, n, 1f, a, n, 0f, c, n);
      } else {
        DSYRK.call().invokeExact(ROW_MAJOR, LOWER, NO_TRANS, n, n, 1.0, a, n, 0.0, c, n);
      }
    } catch (Throwable e) {
      throw failed(e);
    }
    countTriangle(rate);
  }

  @Benchmark
  @Override
  public void batched(FlopRate rate) {
    if (!library.hasBatches()) {
      calls(rate);
      return;
    }
    try {
      int nn = n * n;
      if (single) {
        SBATCH
            .call()
            .invokeExact(
                ROW_MAJOR, NO_TRANS, NO_TRANS, n, n, n, 1f, a, n, nn, b, n, nn, 0f, c, n, nn,
                batch);
      } else {
        DBATCH
            .call()
            .invokeExact(
                ROW_MAJOR, NO_TRANS, NO_TRANS, n, n, n, 1.0, a, n, nn, b, n, nn, 0.0, c, n, nn,
                batch);
      }
    } catch (Throwable e) {
      throw failed(e);
    }
    countBatch(rate);
  }

  @Benchmark
  @Override
  public void calls(FlopRate rate) {
    long bytes = (long) n * n * precision.bytes();
    try {
      for (int i = 0; i < batch; i++) {
        MemorySegment left = a.asSlice(i * bytes);
        MemorySegment right = b.asSlice(i * bytes);
        MemorySegment result = c.asSlice(i * bytes);
        if (single) {
          SGEMM
              .call()
              .invokeExact(
                  ROW_MAJOR, NO_TRANS, NO_TRANS, n, n, n, 1f, left, n, right, n, 0f, result, n);
        } else {
          DGEMM
              .call()
              .invokeExact(
                  ROW_MAJOR, NO_TRANS, NO_TRANS, n, n, n, 1.0, left, n, right, n, 0.0, result, n);
        }
      }
    } catch (Throwable e) {
      throw failed(e);
    }
    countBatch(rate);
  }
}
