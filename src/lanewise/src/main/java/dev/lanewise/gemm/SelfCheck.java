package dev.lanewise.gemm;

import dev.lanewise.elementwise.Activation;
import dev.lanewise.elementwise.Elementwise;
import dev.lanewise.elementwise.Reductions;
import dev.lanewise.elementwise.Updates;
import dev.lanewise.matrix.Matrix;
import dev.lanewise.matrix.Precision;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Runs kernels of every kind, as this JVM has them, on inputs with known answers, in a second or
 * so: products of small integers, which are exact in any order and in both precisions, and
 * functions at points where their value is exact or is known from the JDK.
 */
public final class SelfCheck {
  /**
   * Units in the last place: 2.5 are ours, the others the double-precision formula's. Inputs and
   * bits are the same everywhere, so what passes on one machine does on all.
   */
  private static final double SIGMOID_UNITS = 4.5;

  private SelfCheck() {}

  /**
   * One kernel's outcome.
   *
   * @param kernel what was run
   * @param fault the first wrong result, or null
   */
  public record Result(String kernel, Precision precision, String fault) {
    /** Whether all results were right. */
    public boolean passed() {
      return fault == null;
    }
  }

  /** Runs all checks in both precisions. */
  public static List<Result> run() {
    List<Result> results = new ArrayList<>();
    for (Precision precision : Precision.values()) {
      BlockSizes sizes = Gemm.blockSizes(precision);
      int m = 2 * sizes.mr() + 1;
      int n = 2 * sizes.nr() + 1;
      results.add(product("gemm, full tiles", precision, sizes.mr(), sizes.nr(), 9, 0));
      results.add(product("gemm, edge tiles", precision, m, n, 9, 0));
      results.add(product("gemm, three chunks of k", precision, m, n, 2 * sizes.kc() + 3, 0));
      results.add(product("gemm, A transposed", precision, m, n, 37, 1));
      results.add(product("gemm, B transposed", precision, m, n, 37, 2));
      results.add(product("gemm, C transposed", precision, m, n, 37, 4));
      results.add(product("gemm, cut over threads", precision, 8 * m, 2 * n, 67, 0));
      results.add(product("gemm, one row", precision, 1, n, 67, 0));
      results.add(product("gemm, one column", precision, m, 1, 67, 0));
      results.add(epilogue(precision, m, n));
      results.add(timesDerivative(precision, m, n));
      results.add(sigmoid(precision));
      results.add(softmax(precision));
      results.add(columnSums(precision));
      results.add(addScaled(precision));
    }
    return results;
  }

  /** Small integers, different along rows and columns. */
  private static Matrix integers(Precision precision, int rows, int cols, int salt) {
    Matrix matrix = Matrix.zeros(precision, rows, cols);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < cols; j++) {
        matrix.set(i, j, (7 * i + 5 * j + salt) % 11 - 5);
      }
    }
    return matrix;
  }

  private static double dot(Matrix a, Matrix b, int i, int j) {
    double sum = 0; // exact: small integers
    for (int p = 0; p < a.cols(); p++) {
      sum += a.get(i, p) * b.get(p, j);
    }
    return sum;
  }

  /** Bits of {@code transposes}: 1 A, 2 B, 4 C. */
  private static Result product(
      String name, Precision precision, int m, int n, int k, int transposes) {
    Matrix a =
        (transposes & 1) == 0
            ? integers(precision, m, k, 1)
            : integers(precision, k, m, 1).transposed();
    Matrix b =
        (transposes & 2) == 0
            ? integers(precision, k, n, 2)
            : integers(precision, n, k, 2).transposed();
    Matrix c =
        (transposes & 4) == 0
            ? Matrix.zeros(precision, m, n)
            : Matrix.zeros(precision, n, m).transposed();
    c.fill(Double.NaN);
    Gemm.multiply(a, b, c);
    return compare(name, c, (i, j) -> dot(a, b, i, j));
  }

  private static Result epilogue(Precision precision, int m, int n) {
    Matrix a = integers(precision, m, 12, 3);
    Matrix b = integers(precision, 12, n, 4);
    Matrix bias = integers(precision, 1, n, 5);
    Matrix c = Matrix.zeros(precision, m, n);
    Gemm.multiply(a, b, c, Epilogue.activation(bias, Activation.RELU));
    return compare(
        "gemm, bias and ReLU", c, (i, j) -> Math.max(0, dot(a, b, i, j) + bias.get(0, j)));
  }

  private static Result timesDerivative(Precision precision, int m, int n) {
    Matrix a = integers(precision, m, 12, 3);
    Matrix b = integers(precision, 12, n, 4);
    Matrix output = integers(precision, m, n, 6);
    Matrix c = Matrix.zeros(precision, m, n);
    Gemm.multiply(a, b, c, Epilogue.timesDerivative(output, Activation.SIGMOID));
    return compare(
        "gemm times sigmoid derivative",
        c,
        (i, j) -> dot(a, b, i, j) * (output.get(i, j) * (1 - output.get(i, j))));
  }

  /** Vectors and a tail. */
  private static Result sigmoid(Precision precision) {
    int n = 67;
    Matrix row = Matrix.zeros(precision, 1, n);
    for (int j = 0; j < n; j++) {
      row.set(0, j, (j - 33) * 0.75);
    }
    Elementwise.activate(row, Matrix.zeros(precision, 1, n), Activation.SIGMOID);
    return compare(
        "sigmoid", row, (i, j) -> 1 / (1 + StrictMath.exp((33 - j) * 0.75)), SIGMOID_UNITS);
  }

  private static Result softmax(Precision precision) {
    Matrix z = Matrix.zeros(precision, 3, 64);
    z.fill(-1e30);
    Elementwise.softmax(z);
    return compare("softmax", z, (i, j) -> 1.0 / 64);
  }

  private static Result columnSums(Precision precision) {
    Matrix x = integers(precision, 600, 67, 7);
    Matrix ones = Matrix.zeros(precision, 1, 600);
    ones.fill(1);
    Matrix sums = Matrix.zeros(precision, 1, 67);
    Reductions.columnSums(x, sums);
    return compare("column sums", sums, (i, j) -> dot(ones, x, 0, j));
  }

  private static Result addScaled(Precision precision) {
    Matrix x = integers(precision, 1, 67, 8);
    Matrix y = integers(precision, 1, 67, 9);
    Matrix sum = y.copy();
    Updates.addScaled(-3, x, sum);
    return compare("parameter update", sum, (i, j) -> y.get(i, j) - 3 * x.get(i, j));
  }

  private interface Known {
    double at(int i, int j);
  }

  private static Result compare(String kernel, Matrix result, Known known) {
    return compare(kernel, result, known, 0);
  }

  private static Result compare(String kernel, Matrix result, Known known, double units) {
    boolean single = result.precision() == Precision.F32;
    for (int i = 0; i < result.rows(); i++) {
      for (int j = 0; j < result.cols(); j++) {
        double must = known.at(i, j);
        double unit = single ? Math.ulp((float) must) : Math.ulp(must);
        if (!(Math.abs(result.get(i, j) - must) <= units * unit)) {
          String fault =
              String.format(
                  Locale.ROOT,
                  "(%d, %d) of %d×%d is %s, must be %s",
                  i,
                  j,
                  result.rows(),
                  result.cols(),
                  result.get(i, j),
                  must);
          return new Result(kernel, result.precision(), fault);
        }
      }
    }
    return new Result(kernel, result.precision(), null);
  }
}
