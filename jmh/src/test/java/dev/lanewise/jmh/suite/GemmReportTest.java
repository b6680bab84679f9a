package dev.lanewise.jmh.suite;

import static dev.lanewise.jmh.suite.Contender.BLIS;
import static dev.lanewise.jmh.suite.Contender.LANEWISE;
import static dev.lanewise.jmh.suite.Contender.MKL;
import static dev.lanewise.jmh.suite.Contender.VECTORBLAS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lanewise.jmh.suite.GemmResults.Cell;
import dev.lanewise.jmh.suite.Probe.Answer;
import dev.lanewise.jmh.suite.Probe.State;
import dev.lanewise.matrix.Precision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nobody is dropped in silence, and nothing tells whose machine it was. */
class GemmReportTest {
  private final StoredResults stored =
      new StoredResults()
          .peak(100)
          .peak(90)
          .fork(LANEWISE, 1, 80, 81, 82)
          .fork(LANEWISE, 1, 83, 84, 85);

  private GemmReport report() {
    Map<Contender, Answer> answers = new EnumMap<>(Contender.class);
    answers.put(LANEWISE, new Answer(State.AVAILABLE, "vectors of 512 bits"));
    answers.put(MKL, new Answer(State.MISSING, "not built: Maven profile -Ppeers"));
    answers.put(BLIS, new Answer(State.FAILED, "C(0, 0) is 1, but should be 2"));
    answers.put(VECTORBLAS, new Answer(State.AVAILABLE, "VectorBLAS"));
    return new GemmReport(
        StoredResults.plan(List.of(1, 2), LANEWISE, VECTORBLAS),
        stored.results,
        answers,
        "java -jar jmh/target/benchmarks.jar run gemm");
  }

  @Test
  void namesWhoIsMissing() {
    assertThat(report().text().lines())
        .contains(
            "Lanewise: vectors of 512 bits",
            "MKL was not available: not built: Maven profile -Ppeers",
            "BLIS FAILED its check and was left out: C(0, 0) is 1, but should be 2",
            "VectorBLAS has one thread",
            "FMA peak of one core, f32: 100.0 at best, 90.0 at worst of 2 measurements during the run");
  }

  @Test
  void namesWhatFailedOnTheWay() {
    stored.results.fail(
        new Cell(Precision.F32, 2, StoredResults.SHAPE, LANEWISE), "the fork died\nat once");
    assertThat(report().text().lines())
        .contains("FAILED: Lanewise, f32 64×25×10000 TN, 2 threads: the fork died; at once");
  }

  @Test
  void theSummaryHoldsTheSameTablesAndTheCommand() {
    assertThat(report().markdown())
        .contains("# Matrix products\n")
        .contains("\n- MKL was not available: ")
        .contains("\n## f32, 1 thread\n\n| m×n×k | Lanewise | of peak | VectorBLAS | / best native")
        .contains("\n| 64×25×10000 TN | 82.5 | 83 % | – | – | – | 98 % |\n")
        .endsWith("\n```\njava -jar jmh/target/benchmarks.jar run gemm\n```\n");
  }

  @Test
  void filesHoldEveryForkAndNoPathOfTheMachine(@TempDir Path folder) throws IOException {
    report().write(folder.resolve("new"));
    assertThat(folder.resolve("new/summary.md")).hasContent(report().markdown());
    String json = Files.readString(folder.resolve("new/gemm.json"));
    assertThat(json)
        .contains("\"forks\" : 2")
        .contains("\"shape\" : \"64x25x10000\"")
        .contains("84.0")
        .contains("\"jvm\" : \"java\"")
        .doesNotContain(System.getProperty("java.home"))
        .doesNotContain(System.getProperty("user.dir"));
  }
}
