package dev.lanewise.jmh.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanewise.jmh.peer.Contender;
import dev.lanewise.jmh.report.Measurements;
import dev.lanewise.matrix.Precision;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.RunResult;

/** Several cases in one JVM, as its caller sees them. */
class BatchTest {
  /** These allocate nothing, compiled or not. */
  private static final List<String> SCALAR = List.of("-Dlanewise.vectorBits=0");

  /** A second shape that is none: what the first one gave is not lost, and the failure is told. */
  @Test
  void whatPrecedesAFailureIsTaken() {
    Fork first =
        GemmSuite.product(Contender.LANEWISE, Precision.F32, 1, ProductShape.of("2x3x4", "NT"));
    Fork second = Fork.of("", first.method(), with(first, "shape", "2x3"));
    Batch batch = new Batch("Lanewise", true, List.of(first, second, first), 20, 20);
    List<RunResult> taken = new ArrayList<>();
    assertThatThrownBy(() -> batch.run(new Harness(Effort.QUICK, SCALAR), taken::add))
        .isInstanceOfSatisfying(
            UnfinishedException.class,
            unfinished -> assertThat(unfinished.rest().cases()).containsExactly(first))
        .hasMessageMatching(
            "GemmBenchmark.multiply precision=F32 shape=2x3 threads=1 transposed=NT:"
                + " status 1: .*ArrayIndexOutOfBoundsException: Index 2 .*");
    assertThat(taken).hasSize(1);
    assertThat(taken.get(0).getParams().getParam("shape")).isEqualTo("2x3x4");
    assertThat(taken.get(0).getParams().getParam("transposed")).isEqualTo("NT");
    assertThat(taken.get(0).getSecondaryResults()).containsKeys("gflops", "gc.alloc.rate.norm");
  }

  /** After 20 ms vectors are boxed: 6 KB in an operation, seen without more warm-up. */
  @Test
  void whatIsNotCompiledYetIsWarmedUp() throws IOException {
    Fork product =
        GemmSuite.product(Contender.LANEWISE, Precision.F64, 1, ProductShape.of("8x9x10", "NN"));
    Results results = new Results();
    product.warmedUp(20).run(new Harness(Effort.QUICK, List.of()), results::add);
    Measurements measured = Measurements.parse(results.json());
    assertThat(measured.allocation(product.headline())).hasValue(0);
    assertThat(measured.score(product.headline()).orElseThrow().comparedInWords())
        .matches("[0-9.]+ GFLOP/s, 0[.](0[1-9]|[1-9][0-9]) of a core's peak");
  }

  /** Scalar code allocates nothing; C1 and C2 are at work on it for long after 20 ms. */
  @Test
  void whatIsBeingCompiledIsWarmedUp() throws IOException {
    Fork product =
        GemmSuite.product(Contender.LANEWISE, Precision.F32, 1, ProductShape.of("8x9x10", "NN"));
    List<RunResult> taken = new ArrayList<>();
    product.warmedUp(20).run(new Harness(Effort.QUICK, SCALAR), taken::add);
    double[] millis = BatchProcess.scores(taken.get(0), BatchProcess.COMPILATION);
    assertThat(millis).hasSize(Effort.ITERATIONS);
    assertThat(Arrays.stream(millis).sum()).isLessThanOrEqualTo(Effort.MOST_COMPILING_MILLIS);
    Results results = new Results();
    results.add(taken.get(0));
    Measurements measured = Measurements.parse(results.json());
    assertThat(measured.score(product.headline()).orElseThrow().comparedInWords())
        .matches("[0-9.]+ GFLOP/s");
  }

  /** Neither a failure of the process nor a result. */
  @Test
  void aJvmThatDoesNothingHasFailed() {
    Fork product =
        GemmSuite.product(Contender.LANEWISE, Precision.F32, 1, ProductShape.of("2x3x4", "NN"));
    assertThatThrownBy(() -> product.run(new Harness(Effort.QUICK, List.of("-version")), r -> {}))
        .isInstanceOf(IOException.class)
        .hasMessage("its JVM ended without a result");
  }

  @Test
  void timeIsThatOfAllCases() {
    Fork one = Fork.of("", "a.B.run", Map.of());
    Batch batch = new Batch("", true, List.of(one, one.slower(2), one), 600, 80);
    double expected =
        Effort.START_SECONDS + 0.6 + 2 * 0.08 + 3 * (0.3 + Effort.readySeconds(1)) + 2;
    assertThat(batch.seconds()).isBetween(expected - 1e-9, expected + 1e-9);
    assertThat(batch.headlines()).hasSize(3);
  }

  private static Map<String, String> with(Fork fork, String name, String value) {
    Map<String, String> changed = new TreeMap<>(fork.parameters());
    changed.put(name, value);
    return changed;
  }
}
