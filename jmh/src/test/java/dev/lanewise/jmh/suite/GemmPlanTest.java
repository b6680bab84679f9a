package dev.lanewise.jmh.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which shapes a command line means. */
class GemmPlanTest {
  @Test
  void withoutNamesAllShapesThatCount() {
    assertThat(labels(GemmPlan.blocks(List.of(), List.of())))
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
    assertThat(labels(GemmPlan.blocks(List.of("7x8x9", "small"), List.of("NT", "TT"))))
        .hasSize(12)
        .startsWith("32×32×32 NT", "32×32×32 TT")
        .endsWith("7×8×9 NT", "7×8×9 TT");
  }

  @Test
  void gradientsKeepTheirOwnTransposition() {
    assertThat(labels(GemmPlan.blocks(List.of("backward"), List.of("TN"))))
        .hasSize(6)
        .allMatch(label -> label.startsWith("784×") && label.endsWith(" TN"));
    assertThat(GemmPlan.blocks(List.of("backward"), List.of("NN"))).isEmpty();
  }

  @Test
  void refusesWhatIsNoShape() {
    for (String wrong : List.of("tiny", "", "1x2", "0x1x1", "1x1x1x1", "1000000x1x1", "-1x1x1")) {
      assertThatThrownBy(() -> GemmPlan.blocks(List.of(wrong), List.of()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("'" + wrong + "'");
    }
  }

  @Test
  void countsWhatItTakes() {
    GemmPlan plan =
        StoredResults.plan(List.of(1, 2), Contender.LANEWISE, Contender.MKL, Contender.VECTORBLAS);
    assertThat(plan.rows()).isEqualTo(2);
    assertThat(plan.forks()).isEqualTo((3 + 2) * 3); // VectorBLAS has one thread
    assertThat(plan.peakForks()).isEqualTo(2);
  }

  private static Stream<String> labels(Map<String, List<ProductShape>> blocks) {
    return blocks.values().stream().flatMap(List::stream).map(ProductShape::label);
  }
}
