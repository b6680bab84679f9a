package dev.lanewise.elementwise;

import dev.lanewise.simd.Simd;

/** The kernels of this JVM, chosen when first asked for; vector classes load only when they run. */
final class KernelChoice {
  static final ElementwiseKernels<float[]> FLOAT =
      Simd.selectsAmong(Simd.vectorBits() / Float.SIZE)
          ? new FloatVectorElementwise()
          : new FloatScalarElementwise();
  static final ElementwiseKernels<double[]> DOUBLE =
      Simd.selectsAmong(Simd.vectorBits() / Double.SIZE)
          ? new DoubleVectorElementwise()
          : new DoubleScalarElementwise();

  private KernelChoice() {}
}
