package dev.lanewise.gemm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanewise.parallel.Workers;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Bits of products that threads cut along k, and where that is done. */
class FloatSplitKTest {
  private static final GemmDriver<float[]> DRIVER = FloatGemm.DRIVER;

  private final Random random = new Random(11);

  @Test
  void gradientsOverABatchAreCutAlongK() {
    assertThat(cutAlongK(25, 64, 10_000, 2)).isTrue();
    assertThat(cutAlongK(10, 128, 60_000, 8)).isTrue();
    assertThat(cutAlongK(512, 512, 2048, 2)).isFalse();
    assertThat(cutAlongK(25, 64, 10_000, 1)).isFalse();
    assertThat(cutAlongK(25, 64, 256, 2)).isFalse();
    assertThat(cutAlongK(1, 64, 10_000, 2)).isFalse();
  }

  @Test
  void bitsDoNotChange() {
    for (int threads = 2; threads <= 5; threads++) {
      try (Workers workers = new Workers(threads)) {
        for (int k : new int[] {threads * 256, threads * 256 + 1, 2817, 5000}) {
          for (int transposes = 0; transposes < 4; transposes++) {
            check(workers, threads, 7, 19, k, transposes, 1f, 0f);
            check(workers, threads, 25, 33, k, transposes, 1f, 1f);
            check(workers, threads, 13, 16, k, transposes, -1.7f, 0.5f);
          }
        }
      }
    }
  }

  private void check(
      Workers workers, int threads, int m, int n, int k, int transposes, float alpha, float beta) {
    if (k >= 2817) {
      assertThat(cutAlongK(m, n, k, threads)).as("%d×%d×%d", m, n, k).isTrue();
    }
    FloatGemmCase.random(m, n, k, transposes, random).check(DRIVER, workers, alpha, beta);
  }

  private static boolean cutAlongK(int m, int n, int k, int threads) {
    GemmCall<float[]> call = DRIVER.call();
    call.m = m;
    call.n = n;
    call.k = k;
    double grid = DRIVER.chooseGrid(call, threads);
    boolean cut = DRIVER.splitK().cost(call, threads) < grid;
    DRIVER.release(call);
    return cut;
  }
}
