package dev.lanewise.elementwise;

import dev.lanewise.simd.Simd;

/** The kernels of this JVM, chosen when first asked for; vector classes load only when they run. */
final class KernelChoice {
  private static final boolean FLOAT_VECTORS = Simd.selectsAmong(Simd.vectorBits() / Float.SIZE);
  private static final boolean DOUBLE_VECTORS = Simd.selectsAmong(Simd.vectorBits() / Double.SIZE);

  static final ElementwiseKernels<float[]> FLOAT =
      FLOAT_VECTORS ? new FloatVectorElementwise() : new FloatScalarElementwise();
  static final ElementwiseKernels<double[]> DOUBLE =
      DOUBLE_VECTORS ? new DoubleVectorElementwise() : new DoubleScalarElementwise();

  static final FloatSpans FLOAT_SPANS =
      FLOAT_VECTORS ? new FloatVectorSpans() : new FloatScalarSpans();
  static final DoubleSpans DOUBLE_SPANS =
      DOUBLE_VECTORS ? new DoubleVectorSpans() : new DoubleScalarSpans();

  static final FloatRows FLOAT_ROWS = new FloatRows(FLOAT_SPANS);
  static final DoubleRows DOUBLE_ROWS = new DoubleRows(DOUBLE_SPANS);

  static final LossKernels FLOAT_LOSSES =
      new FloatLosses(
          FLOAT_SPANS,
          FLOAT_ROWS,
          FLOAT_VECTORS ? new FloatVectorLossTerms() : new FloatScalarLossTerms());
  static final LossKernels DOUBLE_LOSSES =
      new DoubleLosses(
          DOUBLE_SPANS,
          DOUBLE_ROWS,
          DOUBLE_VECTORS ? new DoubleVectorLossTerms() : new DoubleScalarLossTerms());

  // Neither normalisation nor updates compare anything.
  static final FloatNorms FLOAT_NORMS =
      new FloatNorms(
          FLOAT_SPANS, Simd.isVector() ? new FloatVectorNormSpans() : new FloatScalarNormSpans());
  static final DoubleNorms DOUBLE_NORMS =
      new DoubleNorms(
          DOUBLE_SPANS,
          Simd.isVector() ? new DoubleVectorNormSpans() : new DoubleScalarNormSpans());

  static final UpdateKernels<float[]> FLOAT_UPDATES =
      Simd.isVector() ? new FloatVectorUpdates() : new FloatScalarUpdates();
  static final UpdateKernels<double[]> DOUBLE_UPDATES =
      Simd.isVector() ? new DoubleVectorUpdates() : new DoubleScalarUpdates();

  private KernelChoice() {}
}
