package dev.lanewise.nn;

import static dev.lanewise.nn.ForwardRounding.SLACK;
import static dev.lanewise.nn.ForwardRounding.gamma;

import dev.lanewise.gradcheck.GradientCheck;
import dev.lanewise.matrix.Precision;

/**
 * A bound on |computed loss − loss|, from a {@link ForwardRounding} of the outputs a with bounds e,
 * for m samples of n outputs; γ(k) as in Higham, §3.1.
 *
 * <p><b>Squared error</b>, Σ (a − y)²/(mn). Wrong outputs change a term by at most 2|d|e + e² with
 * d = a − y. The roundings on the way of a term: difference twice (it is squared), product, at most
 * m·⌈n/16⌉ additions in its lane, 4 of lanes, division by mn: γ(m·⌈n/16⌉ + 8)·Σ (|d| + e)².
 *
 * <p><b>Softmax cross-entropy</b>, log Σ exp(z) − Σ y·z for a row, the outputs being z. The first
 * part is 1-Lipschitz in the largest change of z, so wrong outputs change the row by at most max e
 * + Σ |y|e. With t = z − max z, rounded once, and s = Σ exp(t) ≥ 1:
 *
 * <ul>
 *   <li>exp(t̂) is off by (|t| + 3)u relative to itself, the sum by γ(n) more: e(s) = Σ exp(t)·(|t|
 *       + 3)u + γ(n)·s. Logarithm: e(s)/s, and 2u·log s of its own (DoubleMathTest: below 1 ulp).
 *   <li>the terms y·(max − z): difference, product and additions as above: γ(m·⌈n/16⌉ + 8)·(log s +
 *       Σ |y||t|).
 * </ul>
 *
 * <p>The logarithms add up with m additions; division by m. Logits stay far from where exp(t)
 * underflows.
 */
final class LossRounding {
  private LossRounding() {}

  /** ε for a {@link GradientCheck}: holds at all points that it evaluates. */
  static double nearTheta(Problem problem) {
    PlainBackprop plain = new PlainBackprop(problem);
    double[] theta = problem.theta();
    Shift shift = Shift.none(plain);
    for (int i = 0; i < theta.length; i++) {
      shift.include(Shift.of(plain, i, GradientCheck.step(theta[i])));
    }
    double u = Precision.F64.unitRoundoff();
    return of(plain, new ForwardRounding(plain, u, shift, GradientCheck.step(0)), shift);
  }

  /** The bound at θ itself, in any precision. */
  static double at(PlainBackprop plain, double u) {
    return of(plain, ForwardRounding.at(plain, u), Shift.none(plain));
  }

  private static double of(PlainBackprop plain, ForwardRounding rounding, Shift shift) {
    int last = plain.depth();
    int m = plain.y.length;
    int n = plain.y[0].length;
    boolean squared = plain.loss().equals(Loss.MEAN_SQUARED_ERROR);
    double error = 0;
    double sum = 0;
    for (int s = 0; s < m; s++) {
      double[] e = rounding.ea[last][s];
      Row row =
          squared
              ? squaredError(plain.a[last][s], plain.y[s], e, shift.a[last][s])
              : crossEntropy(plain.a[last][s], plain.y[s], e, shift.a[last][s], rounding.u);
      error += row.error;
      sum += row.size;
    }
    double roundings = gamma(m * ((n + 15) / 16) + 8, rounding.u);
    return SLACK * (error + roundings * sum) / (squared ? (double) m * n : m);
  }

  /** A row's error and a bound on its size. */
  private record Row(double error, double size) {}

  private static Row squaredError(double[] a, double[] y, double[] e, double[] shift) {
    double error = 0;
    double size = 0;
    for (int j = 0; j < a.length; j++) {
      double d = Math.abs(a[j] - y[j]) + shift[j];
      error += 2 * d * e[j] + e[j] * e[j];
      size += (d + e[j]) * (d + e[j]);
    }
    return new Row(error, size);
  }

  private static Row crossEntropy(double[] z, double[] y, double[] e, double[] shift, double u) {
    double max = Double.NEGATIVE_INFINITY;
    double largestError = 0;
    double largestShift = 0;
    for (int j = 0; j < z.length; j++) {
      max = Math.max(max, z[j]);
      largestError = Math.max(largestError, e[j]);
      largestShift = Math.max(largestShift, shift[j] + e[j]);
    }
    double inputs = largestError;
    double s = 0;
    double argument = 0;
    double linear = 0;
    for (int j = 0; j < z.length; j++) {
      double t = max - z[j] + 2 * largestShift;
      s += Math.exp(z[j] - max);
      argument = Math.max(argument, t);
      linear += Math.abs(y[j]) * t;
      inputs += Math.abs(y[j]) * e[j];
    }
    // Relative to s: a mean of (|t| + 3)u, no more than the largest; log s moves by 2·shift.
    double ofSum = (argument + 3) * u + gamma(z.length, u);
    double log = Math.log(s) + 2 * largestShift;
    double size = log + linear;
    return new Row(inputs + ofSum + 2 * u * log + gamma(3, u) * size, size);
  }
}
