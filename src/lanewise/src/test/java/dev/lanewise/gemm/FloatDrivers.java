package dev.lanewise.gemm;

import dev.lanewise.matrix.Precision;
import java.util.List;

/** The micro-kernel of this JVM, and drivers that cut small products often. */
final class FloatDrivers {
  private FloatDrivers() {}

  /**
   * The kernel that this JVM would choose: the suite runs with every width of vectors and without,
   * so each gets its turn.
   */
  static List<GemmKernel<float[]>> kernels() {
    return List.of(FloatGemm.kernel());
  }

  static Panels<float[]> panels(GemmKernel<float[]> kernel) {
    return kernel instanceof FloatVectorKernel || kernel instanceof FloatWideKernel
        ? new FloatVectorPanels()
        : new FloatPanels();
  }

  /** Blocks of two tiles by two: loops 3 and 4 run several times for a few dozen rows. */
  static GemmDriver<float[]> smallBlocks(GemmKernel<float[]> kernel) {
    return smallBlocks(kernel, Unpacked.measured(Precision.F32));
  }

  static GemmDriver<float[]> smallBlocks(GemmKernel<float[]> kernel, Unpacked unpacked) {
    int mr = kernel.mr();
    int nr = kernel.nr();
    return new GemmDriver<>(
        kernel,
        FloatGemm.columnKernel(),
        panels(kernel),
        new BlockSizes(mr, nr, BlockSizes.CHUNK, 2 * mr, 2 * nr),
        unpacked);
  }
}
