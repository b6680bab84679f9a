package dev.lanewise.app.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanewise.gemm.BlockSizes;
import dev.lanewise.gemm.SelfCheck;
import dev.lanewise.matrix.Precision;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {
  private static final String FAULT = "(0, 1) of 2×3 is 4.0, must be 5.0";

  private static Report report(String fault) {
    BlockSizes sizes = new BlockSizes(4, 16, 256, 128, 4096);
    return new Report(
        "25",
        "Linux",
        "scalar",
        "a reason",
        "--add-modules jdk.incubator.vector",
        0,
        2,
        2,
        new Report.Caches(32 << 10, 1 << 20, 1536 << 10, "defaults"),
        Report.Checks.of(
            List.of(
                new SelfCheck.Result("softmax", Precision.F32, null),
                new SelfCheck.Result("softmax", Precision.F64, fault))),
        new Report.Both<>(sizes, sizes),
        new Report.Both<>(100.0, 50.0),
        List.of(new Report.Gemm("f32", 64, 64, 64, 2, 100.0, 0.5)));
  }

  @Test
  void aFailedSelfCheckEndsWithOneAndIsShown() {
    Report failed = report(FAULT);

    assertThat(DoctorCommand.exitCode(failed)).isEqualTo(1);
    assertThat(ReportText.write(failed)).contains("FAILED", "softmax, f64: " + FAULT);
    assertThat(ReportJson.write(failed)).contains("\"passed\" : false", FAULT);
  }

  @Test
  void aPassedSelfCheckEndsWithZero() {
    Report passed = report(null);

    assertThat(DoctorCommand.exitCode(passed)).isZero();
    assertThat(ReportText.write(passed))
        .contains("L1 32 KiB, L2 1 MiB, L3 1536 KiB", "4×16", "50%", "all passed")
        .contains("--add-modules jdk.incubator.vector")
        .doesNotContain("FAILED");
  }
}
