package dev.lanewise.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GradcheckIT {
  @Test
  void randomNetworksAgreeWithDifferences() throws Exception {
    LanewiseProcess.Outcome outcome =
        LanewiseProcess.onModulePath()
            .run("gradcheck", "--networks", "40", "--seed", "1", "--tensors");

    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.status()).isZero();
    assertThat(outcome.out())
        .contains("40 networks, ", ": all agree", "batch_norm", "dropout", "0.weights", "analytic")
        .doesNotContain("DIFFERS");
  }
}
