package dev.lanewise.elementwise;

import dev.lanewise.simd.Simd;
import java.util.Arrays;
import java.util.function.DoubleFunction;
import java.util.stream.Stream;

/**
 * The elementary functions as tests see them: scalar and vector code in both precisions, the exact
 * value, and the bounds that the table in package-info.java states.
 */
@SuppressWarnings("ImmutableEnumChecker") // all of them are method references
enum ElementaryFunction {
  EXP(
      "e^x",
      1.00,
      1.00,
      true,
      FloatScalarExp::exp,
      (end, x, xOff, y, yOff) -> FloatVectorExp.exp(end, 0f, x, xOff, y, yOff),
      DoubleScalarExp::exp,
      (end, x, xOff, y, yOff) -> DoubleVectorExp.exp(end, 0, x, xOff, y, yOff),
      Exact::exp),
  EXPM1(
      "e^x − 1",
      2.00,
      2.00,
      true,
      FloatScalarExp::expm1,
      FloatVectorExp::expm1,
      DoubleScalarExp::expm1,
      DoubleVectorExp::expm1,
      Exact::expm1),
  LOG(
      "ln x",
      2.00,
      2.00,
      true,
      FloatScalarLog::log,
      FloatVectorLog::log,
      DoubleScalarLog::log,
      DoubleVectorLog::log,
      Exact::log),
  LOG1P(
      "ln(1 + x)",
      1.50,
      2.00,
      true,
      FloatScalarLog::log1p,
      FloatVectorLog::log1p,
      DoubleScalarLog::log1p,
      DoubleVectorLog::log1p,
      Exact::log1p),
  SIGMOID(
      "1/(1 + e^−x)",
      2.00,
      2.50,
      true,
      FloatScalarSigmoid::sigmoid,
      FloatVectorSigmoid::sigmoid,
      DoubleScalarSigmoid::sigmoid,
      DoubleVectorSigmoid::sigmoid,
      Exact::sigmoid),
  SILU(
      "x/(1 + e^−x)",
      2.00,
      2.50,
      false,
      FloatScalarSigmoid::silu,
      FloatVectorSigmoid::silu,
      DoubleScalarSigmoid::silu,
      DoubleVectorSigmoid::silu,
      Exact::silu),
  TANH(
      "tanh x",
      2.00,
      2.50,
      true,
      FloatScalarTanh::tanh,
      FloatVectorTanh::tanh,
      DoubleScalarTanh::tanh,
      DoubleVectorTanh::tanh,
      Exact::tanh),
  SOFTPLUS(
      "ln(1 + e^x)",
      2.50,
      2.50,
      false,
      FloatScalarSoftplus::softplus,
      FloatVectorSoftplus::softplus,
      DoubleScalarSoftplus::softplus,
      DoubleVectorSoftplus::softplus,
      Exact::softplus),
  LOG_SIGMOID(
      "−ln(1 + e^−x)",
      2.50,
      2.50,
      false,
      FloatScalarSoftplus::logSigmoid,
      FloatVectorSoftplus::logSigmoid,
      DoubleScalarSoftplus::logSigmoid,
      DoubleVectorSoftplus::logSigmoid,
      Exact::logSigmoid),
  ERF(
      "erf x",
      2.00,
      2.50,
      true,
      FloatScalarErf::erf,
      FloatVectorErf::erf,
      DoubleScalarErf::erf,
      DoubleVectorErf::erf,
      Exact::erf),
  GELU(
      "x·Φ(x)",
      2.00,
      2.50,
      false,
      FloatScalarErf::gelu,
      FloatVectorErf::gelu,
      DoubleScalarErf::gelu,
      DoubleVectorErf::gelu,
      Exact::gelu),
  GELU_TANH(
      "x·σ(2√(2/π)·(x + 0.044715·x³))",
      2.00,
      2.50,
      false,
      FloatScalarTanh::geluTanh,
      FloatVectorTanh::geluTanh,
      DoubleScalarTanh::geluTanh,
      DoubleVectorTanh::geluTanh,
      Exact::geluTanh);

  /** Those that {@code -Dlanewise.mathFunctions=EXP,LOG} names, or all. */
  static Stream<ElementaryFunction> selected() {
    String names = System.getProperty("lanewise.mathFunctions", "");
    return Arrays.stream(values())
        .filter(f -> names.isEmpty() || Arrays.asList(names.split(",", -1)).contains(f.name()));
  }

  /** Whether kernels on elements of so many bits run on vectors here. */
  static boolean vectors(int elementBits) {
    return Simd.selectsAmong(Simd.vectorBits() / elementBits);
  }

  interface FloatFunction {
    float at(float x);
  }

  interface DoubleFunctionOf {
    double at(double x);
  }

  /** y ← f(x) over {@code end} elements, a multiple of the lanes. */
  interface FloatLoop {
    void run(int end, float[] x, int xOff, float[] y, int yOff);
  }

  interface DoubleLoop {
    void run(int end, double[] x, int xOff, double[] y, int yOff);
  }

  final String formula;

  /** Largest error over all inputs in ulp, single precision. */
  final double floatBound;

  /** The same for double precision, where it cannot be tried. */
  final double doubleBound;

  /** Whether single precision is tested to be monotone. */
  final boolean monotone;

  private final FloatFunction floatScalar;
  private final FloatLoop floatLoop;
  private final DoubleFunctionOf doubleScalar;
  private final DoubleLoop doubleLoop;
  private final DoubleFunction<Exact> exact;

  ElementaryFunction(
      String formula,
      double floatBound,
      double doubleBound,
      boolean monotone,
      FloatFunction floatScalar,
      FloatLoop floatLoop,
      DoubleFunctionOf doubleScalar,
      DoubleLoop doubleLoop,
      DoubleFunction<Exact> exact) {
    this.formula = formula;
    this.floatBound = floatBound;
    this.doubleBound = doubleBound;
    this.monotone = monotone;
    this.floatScalar = floatScalar;
    this.floatLoop = floatLoop;
    this.doubleScalar = doubleScalar;
    this.doubleLoop = doubleLoop;
    this.exact = exact;
  }

  float at(float x) {
    return floatScalar.at(x);
  }

  double at(double x) {
    return doubleScalar.at(x);
  }

  void run(int end, float[] x, int xOff, float[] y, int yOff) {
    floatLoop.run(end, x, xOff, y, yOff);
  }

  void run(int end, double[] x, int xOff, double[] y, int yOff) {
    doubleLoop.run(end, x, xOff, y, yOff);
  }

  /** By vectors where kernels run on them; end is a multiple of the lanes. */
  void runChosen(int end, float[] x, float[] y) {
    if (vectors(Float.SIZE)) {
      floatLoop.run(end, x, 0, y, 0);
    } else {
      for (int i = 0; i < end; i++) {
        y[i] = at(x[i]);
      }
    }
  }

  void runChosen(int end, double[] x, double[] y) {
    if (vectors(Double.SIZE)) {
      doubleLoop.run(end, x, 0, y, 0);
    } else {
      for (int i = 0; i < end; i++) {
        y[i] = at(x[i]);
      }
    }
  }

  /** The value at a finite x of the domain. */
  Exact exact(double x) {
    return exact.apply(x);
  }

  /** Whether the function has a value at x, that is, x is finite and not below the domain. */
  boolean hasValue(double x) {
    return switch (this) {
      case LOG -> x > 0 && x < Double.POSITIVE_INFINITY;
      case LOG1P -> x > -1 && x < Double.POSITIVE_INFINITY;
      default -> Double.isFinite(x);
    };
  }
}
