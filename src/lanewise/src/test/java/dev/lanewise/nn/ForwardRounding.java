package dev.lanewise.nn;

import dev.lanewise.elementwise.Activation;

/**
 * Running error analysis of a forward pass: bounds on what rounding does to every pre-activation z
 * and activation a, by layer, sample and unit.
 *
 * <p>Write â for a computed value, e(a) for its bound, u for the unit roundoff and γ(k) = ku/(1 −
 * ku) (Higham, Accuracy and Stability of Numerical Algorithms, §3.1). A layer of K inputs has K
 * fused multiply-adds and the bias, at most K + 2 roundings on the way of any term:
 *
 * <pre>
 * e(z) = e(a)·|W| + γ(K + 2)·((|a| + e(a))·|W| + |b|)
 * </pre>
 *
 * <p>the first term for wrong inputs in an exact sum, the second for the sum's own rounding. Then
 * e(f(z)) = Lip(f)·e(z) + ρ(f)·|f(z)|, with ρ = 0 for identity and ReLU, which round nothing, ρ =
 * 2u for the leaky ReLU (its slope and the product), ρ = 14u for functions that FloatMathTest holds
 * within 3 ulp, at most 6u here, as much again for {@link Math}, and 2u for a parameter; and ρ = 6u
 * for the sigmoid:
 *
 * <ul>
 *   <li>exp has a relative error of at most 3u: its reduced argument, |r| ≤ 0.35, is off by u/2
 *       after two fused steps; r + r²q by 0.4u; the last addition of 1 by u or, below 1, u/2; the
 *       polynomial by 0.2u in f32 and nothing to speak of in f64; over the sum, 0.7 … 1.42, this
 *       stays below 2.5u.
 *   <li>e/(1 + e) with e ≤ 1 takes on that error at most once and adds two roundings: 5u.
 * </ul>
 *
 * <p>Bounds hold at every point of a {@link Shift}: |a| is taken with its shift, |W| and |b| with
 * h. They are sums of positive terms, evaluated in double precision, hence exact to far less than
 * the factor {@link #SLACK}, which also covers products of two relative errors, each below 2⁻¹¹.
 */
final class ForwardRounding {
  /** For second-order terms and the rounding of the analysis itself. */
  static final double SLACK = 1 + 0x1p-10;

  final double u;

  /** |a| with its shift; [0] is the input. */
  final double[][][] magnitude;

  final double[][][] ea;
  final double[][][] ez;

  /**
   * Analyses a forward pass.
   *
   * @param h by how much entries of θ may move at most, relative to max(1, |θ|)
   */
  ForwardRounding(PlainBackprop plain, double u, Shift shift, double h) {
    this.u = u;
    magnitude = Shift.zerosLike(plain.a);
    ea = Shift.zerosLike(plain.a);
    ez = Shift.zerosLike(plain.z);
    for (int l = 0; l <= plain.depth(); l++) {
      for (int s = 0; s < plain.y.length; s++) {
        for (int j = 0; j < magnitude[l][s].length; j++) {
          magnitude[l][s][j] = Math.abs(plain.a[l][s][j]) + shift.a[l][s][j];
        }
        if (l < plain.depth()) {
          multiply(plain, l, s, h);
        }
      }
      if (l < plain.depth()) {
        activate(plain, l, shift);
      }
    }
  }

  /** Without any shift. */
  static ForwardRounding at(PlainBackprop plain, double u) {
    return new ForwardRounding(plain, u, Shift.none(plain), 0);
  }

  private void multiply(PlainBackprop plain, int l, int s, double h) {
    double[][] w = plain.w[l];
    double gamma = gamma(w.length + 2, u);
    for (int j = 0; j < ez[l][s].length; j++) {
      double input = 0;
      double sum = moved(plain.b[l][j], h);
      for (int i = 0; i < w.length; i++) {
        double weight = moved(w[i][j], h);
        input += ea[l][s][i] * weight;
        sum += (magnitude[l][s][i] + ea[l][s][i]) * weight;
      }
      ez[l][s][j] = SLACK * (input + gamma * sum);
    }
  }

  private void activate(PlainBackprop plain, int l, Shift shift) {
    Activation f = plain.activation(l);
    double rho = roundings(f) * u;
    for (int s = 0; s < ez[l].length; s++) {
      for (int j = 0; j < ez[l][s].length; j++) {
        double size = Math.abs(plain.a[l + 1][s][j]) + shift.a[l + 1][s][j];
        double lipschitz = Shift.lipschitz(f);
        ea[l + 1][s][j] = SLACK * (lipschitz * ez[l][s][j] + rho * size);
      }
    }
  }

  /** ρ(f)/u. */
  static double roundings(Activation f) {
    return switch (f.kind()) {
      case IDENTITY, RELU -> 0;
      case SIGMOID -> 6;
      case LEAKY_RELU -> 2;
      default -> 14;
    };
  }

  private static double moved(double parameter, double h) {
    return Math.abs(parameter) + h * Math.max(1, Math.abs(parameter));
  }

  /** γ(k) = ku/(1 − ku). */
  static double gamma(int k, double u) {
    return k * u / (1 - k * u);
  }
}
