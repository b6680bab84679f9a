package dev.lanewise.nn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanewise.elementwise.Activation;
import org.junit.jupiter.api.Test;

/** Counts, and the table as a user sees it. */
class SummaryTest {
  private static final Summary SUMMARY =
      Network.builder(64)
          .dense(25, Activation.SIGMOID)
          .dense(10, Activation.RELU)
          .dense(1000, Activation.IDENTITY)
          .build()
          .summary();

  @Test
  void countsParametersAndFlops() {
    assertThat(SUMMARY.rows())
        .containsExactly(
            new Summary.Row("dense + sigmoid", "64 → 25", 1625, 3200, 6400),
            new Summary.Row("dense + relu", "25 → 10", 260, 500, 1500),
            new Summary.Row("dense", "10 → 1000", 11000, 20000, 60000));
    assertThat(SUMMARY.parameters()).isEqualTo(12885);
    assertThat(SUMMARY.forward()).isEqualTo(23700);
    assertThat(SUMMARY.training()).isEqualTo(67900);
  }

  @Test
  void showsATable() {
    assertThat(SUMMARY.toString().lines())
        .containsExactly(
            "  layer              shape            parameters    FLOPs forward   FLOPs training",
            "  dense + sigmoid    64 → 25               1,625            3,200            6,400",
            "  dense + relu       25 → 10                 260              500            1,500",
            "  dense              10 → 1000            11,000           20,000           60,000",
            "  total                                   12,885           23,700           67,900");
  }
}
