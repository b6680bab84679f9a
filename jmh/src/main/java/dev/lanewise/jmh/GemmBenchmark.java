package dev.lanewise.jmh;

import dev.lanewise.matrix.Precision;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Matrix products: {@code java -jar jmh/target/benchmarks.jar GemmBenchmark}. */
@State(Scope.Benchmark)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class GemmBenchmark {
  @Param public Precision precision;

  @Benchmark
  public int bytes() {
    return precision.bytes();
  }
}
