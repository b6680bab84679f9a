package dev.lanewise.gemm;

import dev.lanewise.matrix.Precision;
import dev.lanewise.simd.CacheSizes;
import dev.lanewise.simd.Simd;

/** The single-precision driver of this JVM. */
final class FloatGemm {
  static final GemmDriver<float[]> DRIVER = new GemmDriver<>(kernel(), new FloatPanels(), blocks());

  private FloatGemm() {}

  /** The tile whose accumulators fit the registers that come with the lane width. */
  private static GemmKernel<float[]> kernel() {
    if (!Simd.isVector()) {
      return new FloatTileScalar();
    }
    return Simd.registers() >= 32 ? new FloatTile8x2() : new FloatTile4x2();
  }

  private static BlockSizes blocks() {
    GemmKernel<float[]> kernel = kernel();
    return BlockSizes.of(kernel.mr(), kernel.nr(), Precision.F32, CacheSizes.detected());
  }
}
