package dev.lanewise.nn;

import static dev.lanewise.nn.ForwardRounding.SLACK;
import static dev.lanewise.nn.ForwardRounding.gamma;

import dev.lanewise.elementwise.Activation;

/**
 * A bound on |computed gradient − gradient|, entry by entry: the {@link ForwardRounding} carried on
 * through the backward pass, for m samples. e(·) bounds the error of what stands in the brackets; γ
 * as in Higham, §3.1.
 *
 * <pre>
 * squared error  d = c·(a − y), c = 2/(mn):  e(d) = c·e(a) + γ(3)·c·(|a − y| + e(a))
 * cross-entropy  d = (p − y)/m:              e(d) = (e(p) + γ(3)·(|p − y| + e(p)))/m
 * f′             sigmoid a(1 − a):           e(f′) = e(a) + e(a)² + γ(2)·(f′ + e(a) + e(a)²)
 *                tanh 1 − a²:      e(f′) = 2|a|e(a) + e(a)² + 8u, the comparison's own rounding included
 *                softplus 1 − e^−a: e(f′) = e(a) + 14u·(f′ + e(a)), as f′ itself is 1-Lipschitz in a
 *                ELU a + α:        e(f′) = e(a) + 4u·(f′ + e(a) + α); leaky ReLU: u·f′
 *                SiLU, GELU from z: e(f′) = e(z) + 24u: |f″| &lt; 1, FloatGatedTest says 8u, and the
 *                comparison rounds as often again
 *                ReLU, identity: none
 * δ = d ⊙ f′:                                e(δ) = e(d)·|f′| + (|d| + e(d))·e(f′) + u·(…)
 * ∂W = aᵀ·δ:     e(∂W) = |a|ᵀ·e(δ) + e(a)ᵀ·(|δ| + e(δ)) + γ(m + 2)·(|a| + e(a))ᵀ·(|δ| + e(δ))
 * ∂b = Σ δ:      e(∂b) = Σ e(δ) + γ(m + 1)·Σ (|δ| + e(δ))
 * d = δ·Wᵀ:      e(d) = e(δ)·|W|ᵀ + γ(K + 2)·(|δ| + e(δ))·|W|ᵀ, K the number of outputs
 * </pre>
 *
 * <p>Softmax p: logits off by at most E change p by at most p·(e^(2E) − 1), exp(t̂) by (|t| + 3)u
 * relative to itself, the sum by as much and γ(n), the division by u. All ReLUs must be further
 * from their kink than the rounding of z.
 */
final class GradientRounding {
  private final PlainBackprop plain;
  private final ForwardRounding forward;
  private final double u;
  private final double[][][] dw;
  private final double[][] db;

  private GradientRounding(PlainBackprop plain, double u) {
    this.plain = plain;
    this.u = u;
    forward = ForwardRounding.at(plain, u);
    dw = Shift.zerosLike(plain.w);
    db = new double[plain.depth()][];
    for (int l = 0; l < db.length; l++) {
      db[l] = new double[plain.b[l].length];
    }
  }

  /** Bounds at unit roundoff u, flat: layer after layer, W row-major, then b. */
  static double[] at(PlainBackprop plain, double u) {
    GradientRounding rounding = new GradientRounding(plain, u);
    for (int s = 0; s < plain.y.length; s++) {
      double[][] d =
          plain.loss().equals(Loss.MEAN_SQUARED_ERROR)
              ? rounding.squaredError(s)
              : rounding.crossEntropy(s);
      for (int l = plain.depth() - 1; l >= 0; l--) {
        double[][] delta = rounding.derivative(l, s, d);
        rounding.accumulate(l, s, delta);
        d = rounding.back(l, delta);
      }
    }
    return PlainBackprop.flat(rounding.dw, rounding.db);
  }

  /** Whether rounding might turn a ReLU on or off. */
  static boolean meetsKink(PlainBackprop plain, double u) {
    return Shift.none(plain).meetsKink(plain, ForwardRounding.at(plain, u));
  }

  /** [0] is |d|, [1] is e(d). */
  private double[][] squaredError(int s) {
    double[] a = plain.a[plain.depth()][s];
    double[] e = forward.ea[plain.depth()][s];
    double c = 2.0 / ((double) plain.y.length * a.length);
    double[][] d = new double[2][a.length];
    for (int j = 0; j < a.length; j++) {
      d[0][j] = c * Math.abs(a[j] - plain.y[s][j]);
      d[1][j] = c * e[j] + gamma(3, u) * (d[0][j] + c * e[j]);
    }
    return d;
  }

  private double[][] crossEntropy(int s) {
    double[] z = plain.a[plain.depth()][s];
    double max = Double.NEGATIVE_INFINITY;
    double min = Double.POSITIVE_INFINITY;
    double largest = 0;
    double sum = 0;
    for (int j = 0; j < z.length; j++) {
      max = Math.max(max, z[j]);
      min = Math.min(min, z[j]);
      largest = Math.max(largest, forward.ea[plain.depth()][s][j]);
      sum += Math.exp(z[j]);
    }
    double exp = (max - min + 2 * largest + 3) * u;
    double relative = Math.expm1(2 * largest) + 2 * exp + gamma(z.length, u) + u;
    double[][] d = new double[2][z.length];
    for (int j = 0; j < z.length; j++) {
      double p = Math.exp(z[j]) / sum;
      double e = SLACK * relative * p;
      double difference = Math.abs(p - plain.y[s][j]);
      d[0][j] = difference / plain.y.length;
      d[1][j] = (e + gamma(3, u) * (difference + e)) / plain.y.length;
    }
    return d;
  }

  private double[][] derivative(int l, int s, double[][] d) {
    double[][] delta = d;
    for (int j = 0; j < d[0].length; j++) {
      double a = plain.a[l + 1][s][j];
      Activation g = plain.activation(l);
      double f = Math.abs(plain.derivative(l, s, j));
      double ef =
          g.derivativeFrom() == Activation.Source.INPUT
              ? forward.ez[l][s][j] + 24 * u
              : ofDerivative(g, a, f, forward.ea[l + 1][s][j]);
      if (g.equals(Activation.IDENTITY) || g.equals(Activation.RELU)) {
        delta[0][j] = f * d[0][j];
        delta[1][j] = f * d[1][j];
      } else {
        double e = d[1][j] * f + (d[0][j] + d[1][j]) * ef;
        delta[0][j] = d[0][j] * f;
        delta[1][j] = SLACK * (e + u * (delta[0][j] + e));
      }
    }
    return delta;
  }

  /** e(f′), from the output a with e(a). */
  private double ofDerivative(Activation g, double a, double f, double ea) {
    return switch (g.kind()) {
      case IDENTITY, RELU -> 0;
      case SIGMOID -> ea + ea * ea + gamma(2, u) * (f + ea + ea * ea);
      case TANH -> 2 * Math.abs(a) * ea + ea * ea + 8 * u;
      case LEAKY_RELU -> u * f;
      case ELU -> a > 0 ? 0 : ea + 4 * u * (f + ea + g.parameter());
      default -> ea + 14 * u * (f + ea);
    };
  }

  private void accumulate(int l, int s, double[][] delta) {
    int m = plain.y.length;
    for (int j = 0; j < delta[0].length; j++) {
      double size = delta[0][j] + delta[1][j];
      db[l][j] += SLACK * (delta[1][j] + gamma(m + 1, u) * size);
      for (int i = 0; i < dw[l].length; i++) {
        double a = Math.abs(plain.a[l][s][i]);
        double ea = forward.ea[l][s][i];
        dw[l][i][j] += SLACK * (a * delta[1][j] + ea * size + gamma(m + 2, u) * (a + ea) * size);
      }
    }
  }

  private double[][] back(int l, double[][] delta) {
    double[][] d = new double[2][plain.w[l].length];
    double gamma = gamma(delta[0].length + 2, u);
    for (int i = 0; i < d[0].length; i++) {
      double size = 0;
      for (int j = 0; j < delta[0].length; j++) {
        double w = Math.abs(plain.w[l][i][j]);
        size += delta[0][j] * w;
        d[1][i] += SLACK * (delta[1][j] + gamma * (delta[0][j] + delta[1][j])) * w;
      }
      d[0][i] = size;
    }
    return d;
  }
}
