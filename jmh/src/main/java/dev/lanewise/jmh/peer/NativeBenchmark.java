package dev.lanewise.jmh.peer;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import dev.lanewise.jmh.FlopRate;
import dev.lanewise.jmh.ProductBenchmark;
import dev.lanewise.matrix.Precision;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.invoke.MutableCallSite;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Param;

/**
 * The product of a native library, called by cblas_sgemm or cblas_dgemm. Operands lie off the heap
 * on boundaries of 64 bytes, so that no copy is timed.
 *
 * <pre>java -jar jmh/target/benchmarks.jar Native -p library=BLIS -p threads=1</pre>
 */
@Fork(value = 3, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
public class NativeBenchmark extends ProductBenchmark {
  private static final long CACHE_LINE = 64;

  /** Constant to the compiler, which a handle in a field of this object is not. */
  private static final MutableCallSite SGEMM = new MutableCallSite(gemmType(float.class));

  private static final MutableCallSite DGEMM = new MutableCallSite(gemmType(double.class));
  private static final MethodHandle CALL_SGEMM = SGEMM.dynamicInvoker();
  private static final MethodHandle CALL_DGEMM = DGEMM.dynamicInvoker();

  @Param public NativeLibrary library;

  private NativeBlas blas;
  private MemorySegment left;
  private MemorySegment right;
  private MemorySegment result;
  private int opA;
  private int opB;
  private int lda;
  private int ldb;

  private static MethodType gemmType(Class<?> element) {
    return MethodType.methodType(
        void.class,
        int.class,
        int.class,
        int.class,
        int.class,
        int.class,
        int.class,
        element,
        MemorySegment.class,
        int.class,
        MemorySegment.class,
        int.class,
        element,
        MemorySegment.class,
        int.class);
  }

  @Override
  protected void begin(double[] a, double[] b) {
    blas = library.open();
    blas.setThreads(threads);
    if (blas.threads() != threads) {
      throw new IllegalStateException(
          library + " was told to use " + threads + " threads, but uses " + blas.threads());
    }
    SGEMM.setTarget(blas.sgemm());
    DGEMM.setTarget(blas.dgemm());
    left = offHeap(a);
    right = offHeap(b);
    result = offHeap(new double[m * n]);
    opA = transA ? NativeBlas.TRANS : NativeBlas.NO_TRANS;
    opB = transB ? NativeBlas.TRANS : NativeBlas.NO_TRANS;
    lda = transA ? m : k;
    ldb = transB ? k : n;
  }

  private MemorySegment offHeap(double[] values) {
    MemorySegment segment =
        Arena.global().allocate((long) values.length * precision.bytes(), CACHE_LINE);
    for (int i = 0; i < values.length; i++) {
      if (precision == Precision.F32) {
        segment.setAtIndex(JAVA_FLOAT, i, (float) values[i]);
      } else {
        segment.setAtIndex(JAVA_DOUBLE, i, values[i]);
      }
    }
    return segment;
  }

  @Benchmark
  @Override
  public void multiply(FlopRate rate) {
    try {
      if (precision == Precision.F32) {
        CALL_SGEMM.invokeExact(
            NativeBlas.ROW_MAJOR, opA, opB, m, n, k, 1f, left, lda, right, ldb, 0f, result, n);
      } else {
        CALL_DGEMM.invokeExact(
            NativeBlas.ROW_MAJOR, opA, opB, m, n, k, 1.0, left, lda, right, ldb, 0.0, result, n);
      }
    } catch (Throwable e) {
      throw new LinkageError(library + " failed", e);
    }
    count(rate);
  }

  @Override
  protected double product(int i, int j) {
    long index = (long) i * n + j;
    return precision == Precision.F32
        ? result.getAtIndex(JAVA_FLOAT, index)
        : result.getAtIndex(JAVA_DOUBLE, index);
  }

  /** Known once the first product is computed. */
  @Override
  public String library() {
    return blas.description();
  }
}
