package dev.lanewise.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lanewise.elementwise.Activation;
import dev.lanewise.matrix.Precision;
import org.junit.jupiter.api.Test;

/** Counts, and the table as a user sees it. */
class SummaryTest {
  private static NetworkBuilder builder() {
    return Network.builder(64)
        .flatten(8, 8, 1)
        .dense(25, Activation.SIGMOID)
        .dropout(0.2)
        .batchNorm()
        .dense(10, Activation.SILU)
        .layerNorm()
        .prelu()
        .activation(Activation.TANH)
        .dense(1000, Activation.IDENTITY);
  }

  @Test
  void countsParametersFlopsAndBytes() {
    Summary summary = builder().build().summary();
    assertThat(summary.rows())
        .containsExactly(
            new Summary.Row("flatten 8×8×1", "64 → 64", 0, 0, 0, 0, 0),
            // x, a and the parameters; ∂W from x and δ, f′ from a, the gradient.
            new Summary.Row(
                "dense + sigmoid",
                "64 → 25",
                1625,
                3200,
                3200,
                4 * (64 + 25 + 1625),
                4 * (64 + 25 + 25 + 1625)),
            new Summary.Row("dropout(0.2)", "25 → 25", 0, 25, 25, 400, 300),
            new Summary.Row("batch_norm", "25 → 25", 50, 200, 175, 4 * (125 + 50), 4 * (150 + 100)),
            // z is written, read and made a; ∂x from δ and W, too.
            new Summary.Row(
                "dense + silu",
                "25 → 10",
                260,
                500,
                1000,
                4 * (25 + 30 + 260),
                4 * (25 + 10 + 10 + 25 + 10 + 2 * 260)),
            new Summary.Row("layer_norm", "10 → 10", 20, 80, 110, 4 * 50, 4 * 100),
            new Summary.Row("prelu", "10 → 10", 10, 10, 30, 4 * 30, 4 * 50),
            new Summary.Row("tanh", "10 → 10", 0, 10, 10, 80, 120),
            new Summary.Row(
                "dense",
                "10 → 1000",
                11000,
                20000,
                40000,
                4 * (10 + 1000 + 11000),
                4 * (10 + 1000 + 10 + 1000 + 22000)));
    assertThat(summary.parameters()).isEqualTo(12965);
    assertThat(summary.forward()).isEqualTo(3200 + 25 + 200 + 500 + 80 + 10 + 10 + 20000);
    assertThat(summary.training())
        .isEqualTo(summary.forward() + 3200 + 25 + 175 + 1000 + 110 + 30 + 10 + 40000);
  }

  @Test
  void batchesReadTheirParametersOnce() {
    Summary one = builder().build().summary(1);
    Summary hundred = builder().build().summary(100);
    Summary doubles = builder().precision(Precision.F64).build().summary(100);
    assertThat(hundred.total().forward()).isEqualTo(100 * one.total().forward());
    assertThat(hundred.total().backward()).isEqualTo(100 * one.total().backward());
    long parameters = 4L * one.parameters();
    assertThat(hundred.total().bytesForward())
        .isEqualTo(100 * (one.total().bytesForward() - parameters) + parameters);
    assertThat(doubles.total().bytesBackward()).isEqualTo(2 * hundred.total().bytesBackward());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder().build().summary(0))
        .withMessage("a batch of 0: must be positive");
  }

  @Test
  void showsATable() {
    Summary summary =
        Network.builder(64)
            .dense(25, Activation.SIGMOID)
            .batchNorm()
            .dense(1000, Activation.IDENTITY)
            .build()
            .summary(128);
    assertThat(summary.toString().lines())
        .containsExactly(
            "                                                        FLOPs of 128 samples                       bytes",
            "  layer              shape            parameters       forward      backward       forward      backward",
            "  dense + sigmoid    64 → 25               1,625       409,600       409,600        52,068        64,868",
            "  batch_norm         25 → 25                  50        25,600        22,400        64,200        77,200",
            "  dense              25 → 1000            26,000     6,400,000    12,800,000       628,800     1,257,600",
            "  total                                   27,675     6,835,200    13,232,000       745,068     1,399,668");
  }
}
