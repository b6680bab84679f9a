package dev.lanewise.gemm;

import dev.lanewise.matrix.Precision;
import dev.lanewise.parallel.Workers;
import dev.lanewise.simd.CacheSizes;
import dev.lanewise.simd.Simd;

/** The single-precision driver of this JVM and what {@link Blas} runs on it. */
final class FloatGemm {
  static final GemmDriver<float[]> DRIVER =
      new GemmDriver<>(
          kernel(), columnKernel(), panels(), blocks(), Unpacked.measured(Precision.F32));
  static final Level2<float[]> LEVEL2 = new Level2<>(DRIVER, Workers::shared);
  static final Level3<float[]> LEVEL3 = new Level3<>(DRIVER, Workers::shared);

  private FloatGemm() {}

  /** What this JVM runs. */
  static GemmKernel<float[]> kernel() {
    if (!Simd.isVector()) {
      return new FloatTileScalar();
    }
    return Simd.vectorBits() >= 512 ? new FloatWideKernel() : new FloatVectorKernel();
  }

  /** What reads A down its columns beside the kernel, or null. */
  static GemmKernel<float[]> columnKernel() {
    return Simd.isVector() ? new FloatColumnKernel() : null;
  }

  private static Panels<float[]> panels() {
    return Simd.isVector() ? new FloatVectorPanels() : new FloatPanels();
  }

  private static BlockSizes blocks() {
    GemmKernel<float[]> kernel = kernel();
    return BlockSizes.of(kernel.mr(), kernel.nr(), Precision.F32, CacheSizes.detected());
  }
}
