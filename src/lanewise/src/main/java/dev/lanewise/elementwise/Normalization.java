package dev.lanewise.elementwise;

import dev.lanewise.elementwise.NormPass.Operation;
import dev.lanewise.matrix.Matrix;
import dev.lanewise.matrix.Shapes;

/**
 * Layer normalisation, over the rows of a matrix (Ba, Kiros and Hinton 2016), and batch
 * normalisation, over its columns (Ioffe and Szegedy 2015), forward and backward.
 *
 * <p>a = x̂·scale + shift with x̂ = (x − mean)·inverse, inverse = 1/√(variance + ε), the variance
 * being Σ (x − mean)² over the number of elements, in two passes. Rounded as: x̂ twice, a once
 * (fused).
 *
 * <p>All follow numerics v1, hence the same bits for any number of threads, any vector width and on
 * the scalar path (FloatNormalizationTest): sums along a row in double precision, in 16 virtual
 * lanes; along a column in chunks of 256 rows. Matrices are of one precision, none a transposed
 * view; m×n unless told otherwise. What is written overlaps nothing that is read, nor anything else
 * that is written, but dx may be d. Else an {@link IllegalArgumentException} before anything is
 * written. NaN and infinities propagate. A warm call allocates nothing.
 */
public final class Normalization {
  private Normalization() {}

  /**
   * Overwrites {@code normal} with x̂, each row by its own mean and variance, {@code inverse} with
   * theirs, and {@code a} with x̂·scale + shift.
   *
   * @param scale 1×n
   * @param shift 1×n
   * @param inverse m×1
   */
  public static void rows(
      Matrix x,
      double epsilon,
      Matrix scale,
      Matrix shift,
      Matrix normal,
      Matrix inverse,
      Matrix a) {
    Elementwise.checkPlain("x", x);
    checkEpsilon(epsilon);
    Shapes.checkRowMajor("inverse", inverse, x.precision(), x.rows(), 1);
    checkForward(x, scale, shift, normal, inverse, a);
    NormPass pass = NormPass.take();
    pass.x = x;
    pass.epsilon = epsilon;
    pass.scale = scale;
    pass.shift = shift;
    pass.normal = normal;
    pass.inverse = inverse;
    pass.a = a;
    try {
      pass.run(Operation.ROWS);
    } finally {
      pass.give();
    }
  }

  /**
   * Backward of {@link #rows}: overwrites {@code dScale} with Σ d·x̂, {@code dShift} with Σ d, both
   * over the rows, and {@code dx} with inverse·(g − mean g − x̂·mean (g·x̂)), g = d·scale.
   *
   * @param d ∂loss/∂a
   * @param dScale 1×n
   * @param dShift 1×n
   */
  public static void rowsGradient(
      Matrix d,
      Matrix normal,
      Matrix inverse,
      Matrix scale,
      Matrix dx,
      Matrix dScale,
      Matrix dShift) {
    Shapes.checkRowMajor("inverse", inverse, d.precision(), d.rows(), 1);
    checkBackward(d, normal, inverse, scale, dx, dScale, dShift);
    gradient(Operation.ROWS_GRADIENT, d, normal, inverse, scale, dx, dScale, dShift);
  }

  private static void gradient(
      Operation operation,
      Matrix d,
      Matrix normal,
      Matrix inverse,
      Matrix scale,
      Matrix dx,
      Matrix dScale,
      Matrix dShift) {
    Reductions.columnSums(d, dShift);
    NormPass pass = NormPass.take();
    pass.d = d;
    pass.normal = normal;
    pass.inverse = inverse;
    pass.scale = scale;
    pass.dx = dx;
    pass.dScale = dScale;
    pass.dShift = dShift;
    try {
      pass.run(Operation.SCALE_GRADIENT);
      pass.run(operation); // may overwrite d
    } finally {
      pass.give();
    }
  }

  /**
   * Overwrites {@code mean} and {@code variance} with those of each column.
   *
   * @param x m×n, m ≥ 1
   * @param mean 1×n
   * @param variance 1×n
   */
  public static void statistics(Matrix x, Matrix mean, Matrix variance) {
    Elementwise.checkPlain("x", x);
    Elementwise.checkRow("mean", mean, x);
    Elementwise.checkRow("variance", variance, x);
    Shapes.checkNoOverlap("variance", variance, "x", x);
    Shapes.checkNoOverlap("variance", variance, "mean", mean);
    Reductions.columnMeans(x, mean);
    NormPass pass = NormPass.take();
    pass.x = x;
    pass.mean = mean;
    pass.variance = variance;
    try {
      pass.run(Operation.VARIANCES);
    } finally {
      pass.give();
    }
  }

  /**
   * Overwrites {@code normal} with x̂, each column by the mean and variance given, {@code inverse}
   * with 1/√(variance + ε), and {@code a} with x̂·scale + shift. A row of them depends on no other
   * row of x.
   *
   * @param mean 1×n
   * @param variance 1×n
   * @param scale 1×n
   * @param shift 1×n
   * @param inverse 1×n
   */
  public static void columns(
      Matrix x,
      Matrix mean,
      Matrix variance,
      double epsilon,
      Matrix scale,
      Matrix shift,
      Matrix normal,
      Matrix inverse,
      Matrix a) {
    Elementwise.checkPlain("x", x);
    checkEpsilon(epsilon);
    Elementwise.checkRow("mean", mean, x);
    Elementwise.checkRow("variance", variance, x);
    Elementwise.checkRow("inverse", inverse, x);
    checkForward(x, scale, shift, normal, inverse, a);
    checkApart("mean", mean, normal, inverse, a);
    checkApart("variance", variance, normal, inverse, a);
    for (int j = 0; j < x.cols(); j++) {
      inverse.set(0, j, 1 / Math.sqrt(variance.get(0, j) + epsilon));
    }
    NormPass pass = NormPass.take();
    pass.x = x;
    pass.mean = mean;
    pass.inverse = inverse;
    pass.scale = scale;
    pass.shift = shift;
    pass.normal = normal;
    pass.a = a;
    try {
      pass.run(Operation.COLUMNS);
    } finally {
      pass.give();
    }
  }

  /**
   * Backward of {@link #columns} with the {@link #statistics} of x itself: overwrites {@code
   * dScale} with Σ d·x̂, {@code dShift} with Σ d, both over the rows, and {@code dx} with
   * scale·inverse·(d − dShift/m − x̂·dScale/m).
   *
   * @param d ∂loss/∂a
   * @param inverse 1×n
   * @param dScale 1×n
   * @param dShift 1×n
   */
  public static void columnsGradient(
      Matrix d,
      Matrix normal,
      Matrix inverse,
      Matrix scale,
      Matrix dx,
      Matrix dScale,
      Matrix dShift) {
    Elementwise.checkRow("inverse", inverse, d);
    checkBackward(d, normal, inverse, scale, dx, dScale, dShift);
    gradient(Operation.COLUMNS_GRADIENT, d, normal, inverse, scale, dx, dScale, dShift);
  }

  private static void checkEpsilon(double epsilon) {
    if (!(epsilon >= 0) || Double.isInfinite(epsilon)) {
      throw new IllegalArgumentException("epsilon is " + epsilon + ", must be finite and ≥ 0");
    }
  }

  private static void checkForward(
      Matrix x, Matrix scale, Matrix shift, Matrix normal, Matrix inverse, Matrix a) {
    Elementwise.checkRow("scale", scale, x);
    Elementwise.checkRow("shift", shift, x);
    Elementwise.checkWritten("normal", normal, "x", x, false);
    Elementwise.checkWritten("a", a, "x", x, false);
    Shapes.checkNoOverlap("a", a, "normal", normal);
    Shapes.checkNoOverlap("inverse", inverse, "x", x);
    Shapes.checkNoOverlap("inverse", inverse, "normal", normal);
    Shapes.checkNoOverlap("inverse", inverse, "a", a);
    checkApart("scale", scale, normal, inverse, a);
    checkApart("shift", shift, normal, inverse, a);
  }

  private static void checkBackward(
      Matrix d,
      Matrix normal,
      Matrix inverse,
      Matrix scale,
      Matrix dx,
      Matrix dScale,
      Matrix dShift) {
    Elementwise.checkPlain("d", d);
    Shapes.checkRowMajor("normal", normal, d.precision(), d.rows(), d.cols());
    Elementwise.checkRow("scale", scale, d);
    Elementwise.checkRow("dScale", dScale, d);
    Elementwise.checkRow("dShift", dShift, d);
    Elementwise.checkWritten("dx", dx, "d", d, true);
    Shapes.checkNoOverlap("dScale", dScale, "d", d);
    Shapes.checkNoOverlap("dShift", dShift, "d", d);
    Shapes.checkNoOverlap("dScale", dScale, "dShift", dShift);
    checkApart("normal", normal, dx, dScale, dShift);
    checkApart("inverse", inverse, dx, dScale, dShift);
    checkApart("scale", scale, dx, dScale, dShift);
    Shapes.checkNoOverlap("dx", dx, "dScale", dScale);
    Shapes.checkNoOverlap("dx", dx, "dShift", dShift);
  }

  private static void checkApart(
      String name, Matrix read, Matrix first, Matrix second, Matrix third) {
    Shapes.checkNoOverlap("what is written", first, name, read);
    Shapes.checkNoOverlap("what is written", second, name, read);
    Shapes.checkNoOverlap("what is written", third, name, read);
  }
}
