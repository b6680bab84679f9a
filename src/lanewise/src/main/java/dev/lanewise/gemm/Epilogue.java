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
 *   <li>{@link #timesDerivative}: C(i, j) = s·f′, f′ taken from the output a(i, j) = f(z), or from
 *       z(i, j)
 * </ul>
 */
public final class Epilogue {
  private static final Epilogue NONE = new Epilogue(null, null, Activation.IDENTITY);

  private final Matrix bias;
  private final Matrix output;
  private final Activation activation;

  private Epilogue(Matrix bias, Matrix output, Activation activation) {
    this.bias = bias;
    this.output = output;
    this.activation = Objects.requireNonNull(activation, "activation");
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
    return new Epilogue(Objects.requireNonNull(bias, "bias"), null, f);
  }

  /**
   * Multiplies C elementwise by the derivative of {@code f}.
   *
   * @param output a = f(z), m×n, or z where {@link Activation#derivativeFrom} says INPUT
   */
  public static Epilogue timesDerivative(Matrix output, Activation f) {
    return new Epilogue(null, Objects.requireNonNull(output, "output"), f);
  }

  Matrix bias() {
    return bias;
  }

  Matrix output() {
    return output;
  }

  Activation activation() {
    return activation;
  }

  boolean isNone() {
    return bias == null && (output == null || activation.equals(Activation.IDENTITY));
  }

  /** Checks against the m×n matrix it will be applied to. */
  void check(Matrix c) {
    if (isNone()) {
      return;
    }
    if (c.isTransposed()) {
      throw new IllegalArgumentException(
          "C is "
              + Shapes.describe(c)
              + ": an epilogue needs a C that is no transposed view; multiply into a plain one");
    }
    if (bias != null) {
      Shapes.checkRowMajor("bias", bias, c.precision(), 1, c.cols());
      Shapes.checkNoOverlap("C", c, "bias", bias);
    }
    if (output != null) {
      Shapes.checkRowMajor("output", output, c.precision(), c.rows(), c.cols());
      Shapes.checkNoOverlap("C", c, "output", output);
    }
  }
}
