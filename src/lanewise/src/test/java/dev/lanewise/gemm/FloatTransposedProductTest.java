package dev.lanewise.gemm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanewise.parallel.Workers;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Bits of products with a transposed B that are computed as (Bᵀ·Aᵀ)ᵀ, and where that is done. */
class FloatTransposedProductTest {
  private static final GemmDriver<float[]> DRIVER = FloatGemm.DRIVER;

  private final Random random = new Random(12);

  @Test
  void fewRowsTimesALargeTransposedMatrix() {
    // The scalar kernel's tile is too wide for 32 columns.
    assertThat(transposes(32, 512, 784, true)).isEqualTo(DRIVER.blocks().nr() <= 32);
    assertThat(transposes(32, 512, 784, false)).isFalse();
    assertThat(transposes(512, 512, 512, true)).isFalse();
    assertThat(transposes(1, 512, 784, true)).isFalse();
    assertThat(transposes(10_000, 25, 64, true)).isFalse();
  }

  @Test
  void bitsDoNotChange() {
    for (int threads = 1; threads <= 3; threads++) {
      try (Workers workers = new Workers(threads)) {
        for (int k : new int[] {31, 256, 257, 700}) {
          for (int transposedA = 0; transposedA < 2; transposedA++) {
            check(workers, 5, 150, k, 2 + transposedA, 1f, 0f);
            check(workers, 16, 97, k, 2 + transposedA, 1f, 1f);
            check(workers, 33, 210, k, 2 + transposedA, -1.7f, 0.5f);
          }
        }
      }
    }
  }

  private void check(
      Workers workers, int m, int n, int k, int transposes, float alpha, float beta) {
    FloatGemmCase.random(m, n, k, transposes, random).check(DRIVER, workers, alpha, beta);
  }

  private static boolean transposes(int m, int n, int k, boolean transposedB) {
    GemmCall<float[]> call = DRIVER.call();
    call.m = m;
    call.n = n;
    call.k = k;
    call.aRow = k;
    call.aCol = 1;
    call.bRow = transposedB ? 1 : n;
    call.bCol = transposedB ? k : 1;
    boolean pays = DRIVER.transposed().pays(call);
    DRIVER.release(call);
    return pays;
  }
}
