package dev.lanewise.jmh;

import dev.lanewise.simd.DoubleFmaPeak;
import dev.lanewise.simd.FloatFmaPeak;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/** What one core can do: the top line of every comparison, to be run beside it. */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 3, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class FmaPeakBenchmark {
  @Benchmark
  public float f32(FlopRate rate) {
    rate.add(FloatFmaPeak.flopsPerRound());
    return FloatFmaPeak.round();
  }

  @Benchmark
  public double f64(FlopRate rate) {
    rate.add(DoubleFmaPeak.flopsPerRound());
    return DoubleFmaPeak.round();
  }
}
