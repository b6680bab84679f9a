package dev.lanewise.gemm;

import dev.lanewise.matrix.Precision;
import dev.lanewise.simd.CacheSizes;
import dev.lanewise.simd.Simd;

/** The single-precision driver of this JVM. */
final class FloatGemm {
  static final GemmDriver<float[]> DRIVER =
      new GemmDriver<>(kernel(), panels(), blocks(), Unpacked.measured());

  private FloatGemm() {}

  private static GemmKernel<float[]> kernel() {
    return Simd.isVector() ? new FloatVectorKernel() : new FloatTileScalar();
  }

  private static Panels<float[]> panels() {
    return Simd.isVector() ? new FloatVectorPanels() : new FloatPanels();
  }

  private static BlockSizes blocks() {
    GemmKernel<float[]> kernel = kernel();
    return BlockSizes.of(kernel.mr(), kernel.nr(), Precision.F32, CacheSizes.detected());
  }
}
