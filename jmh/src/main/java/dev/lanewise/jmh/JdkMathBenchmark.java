package dev.lanewise.jmh;

import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
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
 * What the JDK offers for sigmoid and tanh of single precision: scalar {@code Math}, and the Vector
 * API's own EXP and TANH, which call a platform library; y = f(x) as the kernels of the same names
 * in {@link ElementwiseBenchmark}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
    value = 3,
    jvmArgsAppend = {"--add-modules=jdk.incubator.vector", "-Xmx2g"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class JdkMathBenchmark {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

  @Param public Place place;

  float[] x;
  float[] y;

  @Setup
  public void prepare() {
    int n = place.bytes / Float.BYTES / 2;
    x = new float[n];
    y = new float[n];
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
    for (int i = 0; i < n; i++) {
      x[i] = random.nextFloat(-1, 1);
    }
  }

  @Benchmark
  public float[] scalarSigmoid() {
    for (int i = 0; i < x.length; i++) {
      y[i] = (float) (1 / (1 + Math.exp(-x[i])));
    }
    return y;
  }

  @Benchmark
  public float[] scalarTanh() {
    for (int i = 0; i < x.length; i++) {
      y[i] = (float) Math.tanh(x[i]);
    }
    return y;
  }

  /** 1/(1 + e^−x) as it is written. */
  @Benchmark
  public float[] vectorSigmoid() {
    FloatVector one = FloatVector.broadcast(SPECIES, 1f);
    for (int i = 0; i < x.length; i += SPECIES.length()) {
      FloatVector e = FloatVector.fromArray(SPECIES, x, i).neg().lanewise(VectorOperators.EXP);
      one.div(e.add(1f)).intoArray(y, i);
    }
    return y;
  }

  @Benchmark
  public float[] vectorTanh() {
    for (int i = 0; i < x.length; i += SPECIES.length()) {
      FloatVector.fromArray(SPECIES, x, i).lanewise(VectorOperators.TANH).intoArray(y, i);
    }
    return y;
  }
}
