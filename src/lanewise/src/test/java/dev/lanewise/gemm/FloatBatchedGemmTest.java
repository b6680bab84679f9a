package dev.lanewise.gemm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanewise.matrix.FloatBits;
import dev.lanewise.parallel.Workers;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A batch has the bits of its products, one by one, and writes nothing else. */
class FloatBatchedGemmTest {
  private final Random random = new Random(24);

  @Test
  void smallBatches() {
    for (int batch : new int[] {0, 1, 2, 5}) {
      for (int[] shape : new int[][] {{1, 1, 1}, {3, 5, 0}, {7, 33, 9}, {1, 9, 4}, {9, 1, 300}}) {
        for (int kind = 0; kind < 16; kind++) {
          check(FloatGemmCase.SERIAL, kind, shape[0], shape[1], shape[2], batch);
        }
      }
    }
  }

  /** Fewer products than threads, as many, and a rest that is cut inside of its products. */
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 7})
  void bitsDoNotDependOnThreads(int threads) {
    try (Workers workers = new Workers(threads)) {
      for (int batch : new int[] {1, 2, 3, 4, 9}) {
        for (int kind = 0; kind < 16; kind += 5) {
          check(workers, kind, 70, 80, 60, batch);
          check(workers, kind, 9, 10, 11, 50 * batch);
        }
      }
    }
  }

  /** Bits of {@code kind}: 1 A transposed, 2 B transposed, 4 A and B shared, 8 C interleaved. */
  private void check(Workers workers, int kind, int m, int n, int k, int batch) {
    boolean transA = (kind & 1) != 0;
    boolean transB = (kind & 2) != 0;
    boolean shared = (kind & 4) != 0;
    boolean interleaved = (kind & 8) != 0;
    int lda = (transA ? m : k) + 2;
    int ldb = (transB ? k : n) + 1;
    int ldc = interleaved ? n * Math.max(1, batch) + 1 : n + 3;
    int strideA = shared ? 0 : (transA ? k : m) * lda + 1;
    int strideB = shared ? 0 : (transB ? n : k) * ldb;
    int strideC = interleaved ? n : m * ldc + 2;
    float[] a = numbers(3 + (shared ? 1 : batch) * ((transA ? k : m) * lda + 1));
    float[] b = numbers(1 + (shared ? 1 : batch) * (transB ? n : k) * ldb);
    float[] result = FloatBits.marks(2 + (interleaved ? m * ldc : batch * strideC));
    float[] expected = result.clone();
    for (int i = 0; i < batch; i++) {
      for (int row = 0; row < m; row++) {
        for (int col = 0; col < n; col++) {
          float sum =
              FloatReferenceGemm.sum(
                  k,
                  a,
                  3 + i * strideA + (transA ? row : row * lda),
                  transA ? lda : 1,
                  b,
                  1 + i * strideB + (transB ? col * ldb : col),
                  transB ? 1 : ldb);
          expected[2 + i * strideC + row * ldc + col] = k == 0 ? 0f : -0.5f * sum;
        }
      }
    }
    new Level3<>(FloatGemm.DRIVER, () -> workers)
        .gemmStridedBatched(
            transA, transB, m, n, k, -0.5f, a, 3, lda, strideA, b, 1, ldb, strideB, 0f, result, 2,
            ldc, strideC, batch);
    String what = String.format("%d of %d×%d×%d, kind %d", batch, m, n, k, kind);
    FloatBlasCase.compare(expected, result, at -> false, what);
  }

  private float[] numbers(int length) {
    float[] array = new float[length];
    for (int i = 0; i < length; i++) {
      array[i] = (float) random.nextGaussian();
    }
    return array;
  }

  /** The public door: its arguments in their places; β counts for every product. */
  @Test
  void isGemmForEach() {
    float[] a = numbers(4 * 6);
    float[] b = numbers(6);
    float[] c = numbers(4 * 9);
    float[] expected = c.clone();
    for (int i = 0; i < 4; i++) {
      Blas.sgemm(false, true, 3, 3, 2, 2f, a, 6 * i, 2, b, 0, 2, 3f, expected, 9 * i, 3);
    }
    Blas.sgemmStridedBatched(false, true, 3, 3, 2, 2f, a, 0, 2, 6, b, 0, 2, 0, 3f, c, 0, 3, 9, 4);
    assertThat(c).containsExactly(expected);
  }
}
