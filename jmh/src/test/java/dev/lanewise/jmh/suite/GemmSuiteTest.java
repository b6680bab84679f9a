package dev.lanewise.jmh.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which shapes a command line means. */
class GemmSuiteTest {
  @Test
  void withoutNamesAllShapesThatCount() {
    assertThat(labels(GemmSuite.blocks(List.of(), List.of())))
        .contains("32×32×32 NN", "1025×1025×1025 NN", "2048×2048×2048 NN")
        .contains("10000×25×64 NN", "10000×64×25 NN", "25×64×10000 NN")
        .contains("1×512×784 NN", "256×10×128 NN")
        .contains("32×128×784 NN", "32×128×784 NT", "512×512×784 TN")
        .contains("128×784×512 NT", "784×512×128 TN")
        .doesNotHaveDuplicates()
        .hasSize(5 + 6 + 5 + 18 + 12);
  }

  @Test
  void groupsAndSizesMix() {
    assertThat(labels(GemmSuite.blocks(List.of("7x8x9", "small"), List.of("NT", "TT"))))
        .hasSize(12)
        .startsWith("32×32×32 NT", "32×32×32 TT")
        .endsWith("7×8×9 NT", "7×8×9 TT");
  }

  @Test
  void gradientsKeepTheirOwnTransposition() {
    assertThat(labels(GemmSuite.blocks(List.of("backward"), List.of("TN"))))
        .hasSize(6)
        .allMatch(label -> label.startsWith("784×") && label.endsWith(" TN"));
    assertThatThrownBy(() -> GemmSuite.blocks(List.of("backward"), List.of("NN")))
        .hasMessageContaining("backward has NT and TN alone");
  }

  @Test
  void refusesWhatIsNoShape() {
    for (String wrong : List.of("tiny", "", "1x2", "0x1x1", "1x1x1x1", "1000000x1x1", "-1x1x1")) {
      assertThatThrownBy(() -> GemmSuite.blocks(List.of(wrong), List.of()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("'" + wrong + "'");
    }
  }

  /** VectorBLAS has one thread; who is absent has no trial. */
  @Test
  void contendersOfARowTakeTurns() {
    Choice usual = Choice.usual(Effort.FULL);
    Choice choice =
        new Choice(
            usual.precisions(),
            List.of(1, 2),
            usual.effort(),
            usual.instructions(),
            usual.only(),
            List.of("mkl", "blis", "vectorblas"),
            List.of("64x25x10000"),
            List.of("TN"));
    List<Group> groups = new GemmSuite().groups(choice, List.of("BLIS"));
    assertThat(groups)
        .extracting(Group::label)
        .containsExactly(
            "FMA peak of one core, f32",
            "FMA peak of one core, f64",
            "gemm f32 chosen shapes 64×25×10000 TN",
            "gemm f64 chosen shapes 64×25×10000 TN",
            "FMA peak of one core, f32",
            "FMA peak of one core, f64");
    assertThat(groups.get(2).trials())
        .extracting(Trial::who)
        .containsExactly("Lanewise", "MKL", "VectorBLAS");
    assertThat(groups.get(2).trials())
        .extracting(trial -> trial.headlines().size())
        .containsExactly(2, 2, 1);
  }

  /** What the hour does not hold is named; who is named on the command line does everything. */
  @Test
  void whatIsLeftOutIsSaid() {
    Choice full = Choice.usual(Effort.FULL);
    assertThat(who(full, "layers")).contains("OpenBLAS", "MKL", "BLIS", "OpenBLAS deb", "EJML");
    assertThat(who(full, "backward")).containsOnly("Lanewise", "OpenBLAS");
    assertThat(new GemmSuite().leftOut(full)).singleElement().asString().contains("BLIS", "EJML");
    assertThat(who(Choice.usual(Effort.QUICK), "layers"))
        .containsOnly("Lanewise", "OpenBLAS", "MKL");
    Choice named = chosen(full, List.of("ejml"), "backward");
    assertThat(new GemmSuite().leftOut(named)).isEmpty();
    assertThat(new GemmSuite().groups(named, List.of()))
        .flatExtracting(Group::trials)
        .extracting(Trial::who)
        .contains("EJML");
  }

  /**
   * The long run is one that somebody waits for; with {@code run --help} it says so. On a single
   * processor, where "all" threads are one, it is shorter.
   */
  @Test
  void theFullEffortTakesAnHourAndAHalf() {
    assumeThat(Runtime.getRuntime().availableProcessors()).isGreaterThan(1);
    assertThat(RunCommand.list()).containsPattern("all  .*--full (8[5-9]|9[0-5])\n");
  }

  private static List<String> who(Choice choice, String shapes) {
    return new GemmSuite()
        .groups(chosen(choice, List.of("all"), shapes), List.of()).stream()
            .filter(group -> group.label().startsWith("gemm"))
            .flatMap(group -> group.trials().stream())
            .map(Trial::who)
            .distinct()
            .toList();
  }

  private static Choice chosen(Choice usual, List<String> peers, String shapes) {
    return new Choice(
        usual.precisions(),
        usual.threads(),
        usual.effort(),
        usual.instructions(),
        usual.only(),
        peers,
        List.of(shapes),
        List.of());
  }

  private static Stream<String> labels(Map<String, List<ProductShape>> blocks) {
    return blocks.values().stream().flatMap(List::stream).map(ProductShape::label);
  }
}
