package dev.lanewise.gemm;

import dev.lanewise.elementwise.Activation;
import dev.lanewise.matrix.Matrix;
import dev.lanewise.matrix.Shapes;
import java.util.Objects;

/**
 * What is done to every element of C after its last sum, while its tile is still in the cache.
 *
 * <p>An epilogue refers to its matrices, it copies nothing: it may be made once and used for every
 * call. With s the finished sum (α and β applied):
 *
 * <ul>
 *   <li>{@link #none}: C = s
 *   <li>{@link #bias}: C(i, j) = s + bias(j)
 *   <li>{@link #activation}: C(i, j) = f(s + bias(j))
 *   <li>{@link #timesDerivative}: C(i, j) = s·f′ or (s + row(j))·f′, f′ taken from the output a(i,
 *       j) = f(z), or from z(i, j)
 *   <li>{@link #sigmoidOutputDelta}: C(i, j) = −(x(i, j) − a)·a·(1 − a), a = σ(s + bias(j))
 *   <li>{@link #accumulate}: C(i, j) = C(i, j) + s
 * </ul>
 *
 * <p>{@link #withColumnSums} adds the sums of C's columns to what a multiplication delivers.
 */
public final class Epilogue {
  private static final Epilogue NONE =
      new Epilogue(null, null, null, Activation.IDENTITY, false, null);
  private static final Epilogue ACCUMULATE =
      new Epilogue(null, null, null, Activation.IDENTITY, true, null);

  private final Matrix bias;
  private final Matrix output;
  private final Matrix target;
  private final Activation activation;
  private final boolean accumulate;
  private final Matrix columnSums;

  private Epilogue(
      Matrix bias,
      Matrix output,
      Matrix target,
      Activation activation,
      boolean accumulate,
      Matrix columnSums) {
    this.bias = bias;
    this.output = output;
    this.target = target;
    this.activation = Objects.requireNonNull(activation, "activation");
    this.accumulate = accumulate;
    this.columnSums = columnSums;
  }

  /** Leaves C as it is. */
  public static Epilogue none() {
    return NONE;
  }

  /**
   * Adds a row to every row of C.
   *
   * @param bias 1×n
   */
  public static Epilogue bias(Matrix bias) {
    return activation(bias, Activation.IDENTITY);
  }

  /**
   * Adds a row to every row of C, then applies {@code f}.
   *
   * @param bias 1×n
   */
  public static Epilogue activation(Matrix bias, Activation f) {
    return new Epilogue(Objects.requireNonNull(bias, "bias"), null, null, f, false, null);
  }

  /**
   * Multiplies C elementwise by the derivative of {@code f}.
   *
   * @param output a = f(z), m×n, or z where {@link Activation#derivativeFrom} says INPUT
   */
  public static Epilogue timesDerivative(Matrix output, Activation f) {
    return new Epilogue(null, Objects.requireNonNull(output, "output"), null, f, false, null);
  }

  /**
   * Adds a row to every row of C, then multiplies elementwise by the derivative of {@code f}: with
   * the sigmoid the hidden δ of a sparse autoencoder, to the bits of {@link
   * dev.lanewise.elementwise.Elementwise#sigmoidHiddenDelta}.
   *
   * @param row 1×n; does not overlap C
   * @param output a = f(z), m×n, or z where {@link Activation#derivativeFrom} says INPUT
   */
  public static Epilogue timesDerivative(Matrix row, Matrix output, Activation f) {
    Objects.requireNonNull(row, "row");
    return new Epilogue(row, Objects.requireNonNull(output, "output"), null, f, false, null);
  }

  /**
   * The δ of a sigmoid output layer under Σ (x − a)²/2 straight from the product: adds a row to
   * every row of C, a = σ of that, and what stays in C is −(x − a)·a·(1 − a), to the bits of {@link
   * dev.lanewise.elementwise.Elementwise#sigmoidOutputDelta}. The outputs a are not kept.
   *
   * @param bias 1×n; does not overlap C
   * @param x m×n targets; does not overlap C
   */
  public static Epilogue sigmoidOutputDelta(Matrix bias, Matrix x) {
    Objects.requireNonNull(bias, "bias");
    Objects.requireNonNull(x, "x");
    return new Epilogue(bias, null, x, Activation.SIGMOID, false, null);
  }

  /**
   * Adds to C what would otherwise overwrite it: gradients of several micro-batches, say. Rounded
   * once more than the product alone. C may be a transposed view.
   */
  public static Epilogue accumulate() {
    return ACCUMULATE;
  }

  /**
   * This epilogue, which also overwrites {@code sums} with the sums of the columns of the finished
   * C, in the same pass: with {@link #timesDerivative}, the gradient of a bias. The bits are those
   * of {@link dev.lanewise.elementwise.Reductions#columnSums}: chunks of 256 rows, ascending.
   *
   * @param sums 1×n; overlaps neither C nor an operand
   */
  public Epilogue withColumnSums(Matrix sums) {
    Objects.requireNonNull(sums, "sums");
    return new Epilogue(bias, output, target, activation, accumulate, sums);
  }

  Matrix bias() {
    return bias;
  }

  Matrix output() {
    return output;
  }

  Matrix target() {
    return target;
  }

  Activation activation() {
    return activation;
  }

  boolean isAccumulate() {
    return accumulate;
  }

  Matrix columnSums() {
    return columnSums;
  }

  /** What callers know as the row that is added. */
  private String rowName() {
    return output == null ? "bias" : "row";
  }

  private boolean isAnyC() {
    return bias == null && output == null && columnSums == null;
  }

  /** Checks against the matrices of the product it will be applied to. */
  void check(Matrix a, Matrix b, Matrix c) {
    if (isAnyC()) {
      return;
    }
    if (c.isTransposed()) {
      throw new IllegalArgumentException(
          "C is "
              + Shapes.describe(c)
              + ": an epilogue needs a C that is no transposed view; multiply into a plain one");
    }
    if (bias != null) {
      Shapes.checkRowMajor(rowName(), bias, c.precision(), 1, c.cols());
      Shapes.checkNoOverlap("C", c, rowName(), bias);
    }
    if (output != null) {
      Shapes.checkRowMajor("output", output, c.precision(), c.rows(), c.cols());
      Shapes.checkNoOverlap("C", c, "output", output);
    }
    if (target != null) {
      Shapes.checkRowMajor("x", target, c.precision(), c.rows(), c.cols());
      Shapes.checkNoOverlap("C", c, "x", target);
    }
    if (columnSums != null) {
      Shapes.checkRowMajor("column sums", columnSums, c.precision(), 1, c.cols());
      Shapes.checkNoOverlap("column sums", columnSums, "C", c);
      Shapes.checkNoOverlap("column sums", columnSums, "A", a);
      Shapes.checkNoOverlap("column sums", columnSums, "B", b);
      if (bias != null) {
        Shapes.checkNoOverlap("column sums", columnSums, rowName(), bias);
      }
      if (output != null) {
        Shapes.checkNoOverlap("column sums", columnSums, "output", output);
      }
      if (target != null) {
        Shapes.checkNoOverlap("column sums", columnSums, "x", target);
      }
    }
  }
}
