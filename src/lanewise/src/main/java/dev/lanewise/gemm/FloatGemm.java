package dev.lanewise.gemm;

import dev.lanewise.matrix.Precision;
import dev.lanewise.simd.CacheSizes;
import dev.lanewise.simd.Simd;

/** The single-precision driver of this JVM. */
final class FloatGemm {
  static final GemmDriver<float[]> DRIVER = new GemmDriver<>(kernel(), new FloatPanels(), blocks());

  private FloatGemm() {}

  private static GemmKernel<float[]> kernel() {
    return Simd.isVector() ? new FloatTile6x2() : new FloatTileScalar();
  }

  private static BlockSizes blocks() {
    GemmKernel<float[]> kernel = kernel();
    return BlockSizes.of(kernel.mr(), kernel.nr(), Precision.F32, CacheSizes.detected());
  }
}
