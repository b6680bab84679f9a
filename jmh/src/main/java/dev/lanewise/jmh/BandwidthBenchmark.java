package dev.lanewise.jmh;

import java.util.concurrent.TimeUnit;
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
 * What memory delivers at each level, in single precision, arrays of its own for each thread of
 * {@code -t}: STREAM's copy and triad (McCalpin 1995). Bytes are those that the program names; what
 * a cache fetches before it is overwritten is not counted.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(
    value = 3,
    jvmArgsAppend = {"--add-modules=jdk.incubator.vector", "-Xms2g"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class BandwidthBenchmark {
  private static final float SCALE = 0.5f;

  /** All arrays of a thread together; the threads share L3 and memory. */
  @Param public Place place;

  float[] a;
  float[] b;
  float[] c;

  @Setup
  public void prepare() {
    int n = place.bytes / Float.BYTES / 3;
    a = new float[n];
    b = new float[n];
    c = new float[n];
    for (int i = 0; i < n; i++) {
      b[i] = i % 97;
      c[i] = i % 89;
    }
  }

  /** a = b. */
  @Benchmark
  public float[] copy(ByteRate rate) {
    System.arraycopy(b, 0, a, 0, a.length);
    rate.add(2.0 * Float.BYTES * a.length);
    return a;
  }

  /** a = b + s·c, which C2 turns into vectors. */
  @Benchmark
  public float[] triad(ByteRate rate) {
    float[] to = a;
    float[] left = b;
    float[] right = c;
    for (int i = 0; i < to.length; i++) {
      to[i] = left[i] + SCALE * right[i];
    }
    rate.add(3.0 * Float.BYTES * to.length);
    return to;
  }
}
