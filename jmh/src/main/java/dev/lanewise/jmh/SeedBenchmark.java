package dev.lanewise.jmh;

import dev.lanewise.gemm.Gemm;
import dev.lanewise.jmh.seed.Form;
import dev.lanewise.jmh.seed.Problem;
import dev.lanewise.matrix.Precision;
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
 * The gradient of a sparse autoencoder, 64–25–64, over 10,000 samples, given its activations.
 *
 * <pre>java -jar jmh/target/benchmarks.jar Seed -p threads=1,2</pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 3, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class SeedBenchmark {
  @Param public Precision precision;
  @Param public Form form;

  @Param("10000")
  public int samples;

  @Param("1")
  public int threads;

  private Problem problem;
  private Runnable gradient;

  @Setup
  public void prepare() {
    Gemm.setThreads(threads);
    problem = Problem.random(precision, samples);
    gradient = form.over(problem);
  }

  @Benchmark
  public Object run() {
    gradient.run();
    return problem.gradient.flat().array();
  }
}
