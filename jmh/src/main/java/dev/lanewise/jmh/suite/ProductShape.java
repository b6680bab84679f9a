package dev.lanewise.jmh.suite;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * C = op(A)·op(B): op(A) is m×k, op(B) k×n; {@code transposed} as in "NT", A plain, B transposed.
 */
record ProductShape(int m, int n, int k, String transposed) {
  private static final Pattern SIZES =
      Pattern.compile("([1-9][0-9]{0,5})x([1-9][0-9]{0,5})x([1-9][0-9]{0,5})");

  /**
   * Reads "m×n×k", written with the letter x.
   *
   * @throws IllegalArgumentException if it is not that
   */
  static ProductShape of(String sizes, String transposed) {
    Matcher matcher = SIZES.matcher(sizes);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("'" + sizes + "' is no shape such as 64x25x10000");
    }
    return new ProductShape(
        Integer.parseInt(matcher.group(1)),
        Integer.parseInt(matcher.group(2)),
        Integer.parseInt(matcher.group(3)),
        transposed);
  }

  /** As the benchmarks' parameter has it. */
  String sizes() {
    return m + "x" + n + "x" + k;
  }

  double flops() {
    return 2.0 * m * n * k;
  }

  String label() {
    return m + "×" + n + "×" + k + " " + transposed;
  }
}
