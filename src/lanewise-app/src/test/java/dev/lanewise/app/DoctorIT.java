package dev.lanewise.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DoctorIT {
  @Test
  void jsonHasEveryKeyAndNothingElseIsPrinted() throws Exception {
    LanewiseProcess.Outcome outcome = LanewiseProcess.onModulePath().run("doctor", "--json");

    assertThat(outcome.status()).isZero();
    JsonNode report = JsonMapper.shared().readTree(outcome.out());
    assertThat(report.at("/provider").asString()).isEqualTo("vector");
    assertThat(report.at("/reason").asString()).isNotEmpty();
    assertThat(report.at("/vectorBits").asInt()).isIn(64, 128, 256, 512);
    assertThat(report.at("/cores").asInt()).isPositive();
    assertThat(report.at("/threads").asInt()).isPositive();
    assertThat(report.at("/caches/l1").asInt()).isPositive();
    assertThat(report.at("/caches/source").asString()).isNotEmpty();
    assertThat(report.at("/selfCheck/passed").asBoolean()).isTrue();
    assertThat(report.at("/selfCheck/kernels").size()).isGreaterThan(10);
    for (String precision : new String[] {"f32", "f64"}) {
      assertThat(report.at("/blockSizes/" + precision + "/kc").asInt()).isEqualTo(256);
      assertThat(report.at("/fmaPeakGflops/" + precision).asDouble()).isPositive();
    }
    checkProducts(report);
  }

  /** Speed itself is a matter of JMH; here only what cannot be on any machine. */
  private static void checkProducts(JsonNode report) {
    int counts = report.at("/threads").asInt() == 1 ? 1 : 2;
    assertThat(report.at("/gemm").size()).isEqualTo(2 * 3 * counts);
    for (JsonNode product : report.at("/gemm")) {
      assertThat(product.at("/precision").asString()).isIn("f32", "f64");
      assertThat(product.at("/m").asInt()).isIn(64, 256, 1024);
      assertThat(product.at("/n").asInt()).isEqualTo(product.at("/m").asInt());
      assertThat(product.at("/k").asInt()).isEqualTo(product.at("/m").asInt());
      assertThat(product.at("/threads").asInt()).isPositive();
      assertThat(product.at("/gflops").asDouble()).isPositive();
      assertThat(product.at("/ofPeak").asDouble()).isBetween(0.0, 1.5);
    }
  }

  @Test
  void withoutTheModuleItShowsTheFlagToPaste() throws Exception {
    LanewiseProcess.Outcome outcome = LanewiseProcess.onClassPath().run("doctor");

    assertThat(outcome.status()).isZero();
    assertThat(outcome.out())
        .contains("scalar", "for vectors  --add-modules jdk.incubator.vector", "all passed")
        .doesNotContain("\r", "\u001b");
  }
}
