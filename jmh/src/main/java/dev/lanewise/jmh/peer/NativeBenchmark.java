package dev.lanewise.jmh.peer;

import dev.lanewise.jmh.FlopRate;
import dev.lanewise.jmh.ProductBenchmark;
import dev.lanewise.matrix.Precision;
import java.lang.foreign.MemorySegment;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Param;

/**
 * The product of a native library, called by cblas_sgemm or cblas_dgemm.
 *
 * <pre>java -jar jmh/target/benchmarks.jar Native -p library=BLIS -p threads=1</pre>
 */
@Fork(
    value = 3,
    jvmArgsAppend = {"--enable-native-access=ALL-UNNAMED", "--add-modules=jdk.incubator.vector"})
public class NativeBenchmark extends ProductBenchmark {
  private static final String GEMM = "iiiiiieaiaieai";
  private static final NativeFunction SGEMM = NativeFunction.of(Precision.F32, "gemm", GEMM);
  private static final NativeFunction DGEMM = NativeFunction.of(Precision.F64, "gemm", GEMM);

  @Param public NativeLibrary library;

  private NativeBlas blas;
  private MemorySegment left;
  private MemorySegment right;
  private MemorySegment result;
  private OffHeap product;
  private int opA;
  private int opB;
  private int lda;
  private int ldb;

  @Override
  protected void begin(double[] a, double[] b) {
    blas = library.open(threads);
    SGEMM.bind(blas);
    DGEMM.bind(blas);
    left = OffHeap.of(precision, a).segment();
    right = OffHeap.of(precision, b).segment();
    product = OffHeap.of(precision, new double[m * n]);
    result = product.segment();
    opA = transA ? NativeBlas.TRANS : NativeBlas.NO_TRANS;
    opB = transB ? NativeBlas.TRANS : NativeBlas.NO_TRANS;
    lda = transA ? m : k;
    ldb = transB ? k : n;
  }

  @Benchmark
  @Override
  public void multiply(FlopRate rate) {
    try {
      if (precision == Precision.F32) {
        SGEMM
            .call()
            .invokeExact(
                NativeBlas.ROW_MAJOR, opA, opB, m, n, k, 1f, left, lda, right, ldb, 0f, result, n);
      } else {
        DGEMM
            .call()
            .invokeExact(
                NativeBlas.ROW_MAJOR,
                opA,
                opB,
                m,
                n,
                k,
                1.0,
                left,
                lda,
                right,
                ldb,
                0.0,
                result,
                n);
      }
    } catch (Throwable e) {
      throw new LinkageError(library + " failed", e);
    }
    count(rate);
  }

  @Override
  protected double product(int i, int j) {
    return product.get((long) i * n + j);
  }

  /** Known once the first product is computed. */
  @Override
  public String library() {
    return blas.description();
  }
}
