package dev.lanewise.gemm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanewise.matrix.Precision;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The self-check finds this JVM's kernels right, in both precisions. */
class SelfCheckTest {
  @Test
  void everyKernelPasses() {
    List<SelfCheck.Result> results = SelfCheck.run();
    assertThat(results).allSatisfy(result -> assertThat(result.fault()).isNull());
    assertThat(results).allMatch(SelfCheck.Result::passed);
    for (Precision precision : Precision.values()) {
      assertThat(results.stream().filter(result -> result.precision() == precision))
          .as("kernels run in %s", precision)
          .hasSizeGreaterThanOrEqualTo(15);
    }
  }

  @Test
  void aFaultIsAFailure() {
    assertThat(new SelfCheck.Result("gemm", Precision.F32, "(0, 0) is 1, must be 2").passed())
        .isFalse();
  }
}
