package dev.lanewise.jmh.suite;

import dev.lanewise.jmh.suite.GemmResults.Cell;
import dev.lanewise.matrix.Precision;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.ResultRole;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.ScalarResult;
import org.openjdk.jmh.results.ThroughputResult;
import org.openjdk.jmh.runner.IterationType;
import org.openjdk.jmh.runner.WorkloadParams;
import org.openjdk.jmh.runner.options.TimeValue;

/** Results as the harness hands them over, with numbers that a test chooses. */
final class StoredResults {
  static final ProductShape SHAPE = new ProductShape(64, 25, 10_000, "TN");

  final GemmResults results = new GemmResults();

  /** A fork with these GFLOP/s in its iterations. */
  StoredResults fork(Contender contender, int threads, double... gflops) {
    results.add(new Cell(Precision.F32, threads, SHAPE, contender), run(gflops));
    return this;
  }

  StoredResults peak(double... gflops) {
    results.addPeak(Precision.F32, run(gflops));
    return this;
  }

  static GemmPlan plan(List<Integer> threads, Contender... contenders) {
    return new GemmPlan(
        GemmPlan.blocks(List.of("64x25x10000"), List.of("TN")),
        List.of(Precision.F32),
        threads,
        List.of(contenders),
        Effort.NORMAL,
        InstructionSet.NATIVE);
  }

  private static RunResult run(double... gflops) {
    BenchmarkParams params = params();
    List<IterationResult> iterations = new ArrayList<>();
    for (double rate : gflops) {
      IterationResult iteration = new IterationResult(params, params.getMeasurement(), null);
      iteration.addResult(
          new ThroughputResult(ResultRole.PRIMARY, "multiply", 1, 1_000_000, TimeUnit.SECONDS));
      iteration.addResult(new ScalarResult("gflops", rate, "ops/s", AggregationPolicy.SUM));
      iterations.add(iteration);
    }
    return new RunResult(params, List.of(new BenchmarkResult(params, iterations)));
  }

  private static BenchmarkParams params() {
    WorkloadParams parameters = new WorkloadParams();
    parameters.put("shape", "64x25x10000", 0);
    IterationParams iterations =
        new IterationParams(IterationType.MEASUREMENT, 3, TimeValue.milliseconds(200), 1);
    return new BenchmarkParams(
        "dev.lanewise.jmh.GemmBenchmark.multiply",
        "generated",
        true,
        1,
        new int[] {1},
        List.of(),
        1,
        0,
        iterations,
        iterations,
        Mode.Throughput,
        parameters,
        TimeUnit.SECONDS,
        1,
        System.getProperty("java.home") + "/bin/java",
        List.of("--add-modules=jdk.incubator.vector"),
        "25",
        "a JVM",
        "25+1",
        "1.37",
        TimeValue.minutes(10));
  }
}
