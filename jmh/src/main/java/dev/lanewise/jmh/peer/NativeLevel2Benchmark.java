package dev.lanewise.jmh.peer;

import static dev.lanewise.jmh.peer.NativeBlas.NO_TRANS;
import static dev.lanewise.jmh.peer.NativeBlas.ROW_MAJOR;
import static dev.lanewise.jmh.peer.NativeBlas.TRANS;

import dev.lanewise.jmh.FlopRate;
import dev.lanewise.jmh.Level2Calls;
import dev.lanewise.matrix.Precision;
import java.lang.foreign.MemorySegment;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Param;

/**
 * Level 2 of a native library: cblas_sgemv, cblas_sger and those of double precision.
 *
 * <pre>java -jar jmh/target/benchmarks.jar NativeLevel2 -p library=MKL -p threads=1</pre>
 */
@Fork(
    value = 3,
    jvmArgsAppend = {"--enable-native-access=ALL-UNNAMED", "--add-modules=jdk.incubator.vector"})
public class NativeLevel2Benchmark extends Level2Calls {
  private static final String GEMV = "iiiieaiaieai";
  private static final NativeFunction SGEMV = NativeFunction.of(Precision.F32, "gemv", GEMV);
  private static final NativeFunction DGEMV = NativeFunction.of(Precision.F64, "gemv", GEMV);
  private static final String GER = "iiieaiaiai";
  private static final NativeFunction SGER = NativeFunction.of(Precision.F32, "ger", GER);
  private static final NativeFunction DGER = NativeFunction.of(Precision.F64, "ger", GER);

  @Param({"OPENBLAS", "MKL"})
  public NativeLibrary library;

  private boolean single;
  private OffHeap[] operands;
  private MemorySegment a;
  private MemorySegment x;
  private MemorySegment y;

  @Override
  protected void begin(double[][] arrays) {
    NativeBlas blas = library.open(threads);
    single = precision == Precision.F32;
    SGEMV.bind(blas);
    DGEMV.bind(blas);
    SGER.bind(blas);
    DGER.bind(blas);
    operands = new OffHeap[arrays.length];
    for (int i = 0; i < arrays.length; i++) {
      operands[i] = OffHeap.of(precision, arrays[i]);
    }
    a = operands[A].segment();
    x = operands[X].segment();
    y = operands[Y].segment();
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
  public void row(FlopRate rate) {
    try {
      if (single) {
        SGEMV.call().invokeExact(ROW_MAJOR, TRANS, rows, cols, 1f, a, cols, x, 1, 0f, y, 1);
      } else {
        DGEMV.call().invokeExact(ROW_MAJOR, TRANS, rows, cols, 1.0, a, cols, x, 1, 0.0, y, 1);
      }
    } catch (Throwable e) {
      throw failed(e);
    }
    count(rate);
  }

  @Benchmark
  @Override
  public void column(FlopRate rate) {
    try {
      if (single) {
        SGEMV.call().invokeExact(ROW_MAJOR, NO_TRANS, rows, cols, 1f, a, cols, y, 1, 0f, x, 1);
      } else {
        DGEMV.call().invokeExact(ROW_MAJOR, NO_TRANS, rows, cols, 1.0, a, cols, y, 1, 0.0, x, 1);
      }
    } catch (Throwable e) {
      throw failed(e);
    }
    count(rate);
  }

  @Benchmark
  @Override
  public void update(FlopRate rate) {
    try {
      if (single) {
        SGER.call().invokeExact(ROW_MAJOR, rows, cols, (float) alpha, x, 1, y, 1, a, cols);
      } else {
        DGER.call().invokeExact(ROW_MAJOR, rows, cols, alpha, x, 1, y, 1, a, cols);
      }
    } catch (Throwable e) {
      throw failed(e);
    }
    count(rate);
  }
}
