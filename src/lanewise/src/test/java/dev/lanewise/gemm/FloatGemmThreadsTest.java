package dev.lanewise.gemm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanewise.parallel.Workers;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Equal bits for every number of threads, on products that are really cut. */
class FloatGemmThreadsTest {
  private static final int[][] SHAPES = {
    {150, 170, 300}, {1300, 5, 257}, {5, 1300, 257}, {33, 35, 1100}, {1, 4000, 513}, {257, 257, 9}
  };

  private final Random random = new Random(3);

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7})
  void bitsDoNotDependOnThreads(int threads) {
    try (Workers workers = new Workers(threads)) {
      for (int[] shape : SHAPES) {
        for (int transposes = 0; transposes < 4; transposes++) {
          FloatGemmCase product =
              FloatGemmCase.random(shape[0], shape[1], shape[2], transposes, random);
          product.check(FloatGemm.DRIVER, workers, 1f, 0f);
          product.check(FloatGemm.DRIVER, workers, -0.3f, transposes % 2 == 0 ? 1f : 0.7f);
        }
      }
    }
  }

  /** Small blocks inside of every thread's window. */
  @ParameterizedTest
  @ValueSource(ints = {2, 7})
  void smallBlocks(int threads) {
    try (Workers workers = new Workers(threads)) {
      for (GemmKernel<float[]> kernel : FloatDrivers.kernels()) {
        FloatGemmCase product = FloatGemmCase.random(131, 203, 300, threads, random);
        product.check(FloatDrivers.smallBlocks(kernel), workers, 1f, 0f);
        product.check(FloatDrivers.smallBlocks(kernel), workers, 2f, -1f);
      }
    }
  }

  /** Each thread waits in its first tile until all have come: passes only if all take part. */
  @Test
  void everyThreadTakesPart() {
    int threads = 3;
    CountDownLatch missing = new CountDownLatch(threads);
    Set<Thread> seen = ConcurrentHashMap.newKeySet();
    GemmKernel<float[]> kernel = new FloatTileScalar();
    GemmKernel<float[]> meeting =
        new GemmKernel<>() {
          @Override
          public int mr() {
            return kernel.mr();
          }

          @Override
          public int nr() {
            return kernel.nr();
          }

          @Override
          public float[][] scratch() {
            return kernel.scratch();
          }

          @Override
          public void run(
              int rows,
              int cols,
              int kc,
              float[] a,
              int aOff,
              int aLd,
              float[] b,
              int bOff,
              int bLd,
              float[] c,
              int cOff,
              int ldc,
              boolean accumulate,
              float[][] scratch) {
            if (seen.add(Thread.currentThread())) {
              missing.countDown();
              await(missing);
            }
            kernel.run(
                rows, cols, kc, a, aOff, aLd, b, bOff, bLd, c, cOff, ldc, accumulate, scratch);
          }
        };
    try (Workers workers = new Workers(threads)) {
      FloatGemmCase.random(300, 300, 30, 0, random)
          .check(FloatDrivers.smallBlocks(meeting), workers, 1f, 0f);
    }
    assertThat(seen).hasSize(threads);
  }

  /** Also where the tiles of its rows are odd in number, and columns would divide evenly. */
  @Test
  void tallMatrixIsCutIntoRows() {
    for (int m = 9990; m < 10010; m++) {
      GemmCall<float[]> call = FloatGemm.DRIVER.call();
      call.m = m;
      call.n = 64;
      call.k = 25;
      FloatGemm.DRIVER.chooseGrid(call, 2);
      assertThat(call.rowParts).as("parts of %d rows", m).isEqualTo(2);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(1, TimeUnit.MINUTES)).as("all threads came").isTrue();
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }
}
