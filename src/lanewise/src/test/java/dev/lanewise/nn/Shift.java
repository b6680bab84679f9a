package dev.lanewise.nn;

import dev.lanewise.elementwise.Activation;

/**
 * How far pre-activations and activations can move when one entry of θ moves by at most h: bounds
 * by layer, sample and unit.
 *
 * <p>In the entry's own layer nothing before z changes, so z(j) moves by at most h·|a(i)| for an
 * entry W(i, j) and h for b(j). From there on the parameters are those of θ: a moves by at most
 * Lip(f) times as much as z, and the next z by the sum of |W| times that. No term is left out.
 */
final class Shift {
  final double[][][] z;
  final double[][][] a;

  private Shift(PlainBackprop plain) {
    z = zerosLike(plain.z);
    a = zerosLike(plain.a);
  }

  /** Nothing moves. */
  static Shift none(PlainBackprop plain) {
    return new Shift(plain);
  }

  /** Entry {@code index} of the flat parameters moves. */
  static Shift of(PlainBackprop plain, int index, double h) {
    Shift shift = new Shift(plain);
    int layer = 0;
    int rest = index;
    while (rest >= (plain.w[layer].length + 1) * plain.b[layer].length) {
      rest -= (plain.w[layer].length + 1) * plain.b[layer].length;
      layer++;
    }
    int i = rest / plain.b[layer].length;
    int j = rest % plain.b[layer].length;
    for (int s = 0; s < plain.y.length; s++) {
      double in = i == plain.w[layer].length ? 1 : Math.abs(plain.a[layer][s][i]);
      shift.z[layer][s][j] = h * in;
      shift.activate(plain, layer, s);
      for (int l = layer + 1; l < plain.depth(); l++) {
        shift.multiply(plain, l, s);
        shift.activate(plain, l, s);
      }
    }
    return shift;
  }

  private void multiply(PlainBackprop plain, int l, int s) {
    for (int j = 0; j < z[l][s].length; j++) {
      for (int i = 0; i < a[l][s].length; i++) {
        z[l][s][j] += a[l][s][i] * Math.abs(plain.w[l][i][j]);
      }
    }
  }

  private void activate(PlainBackprop plain, int l, int s) {
    for (int j = 0; j < z[l][s].length; j++) {
      a[l + 1][s][j] = lipschitz(plain.activation(l)) * z[l][s][j];
    }
  }

  /** The largest |f′|. */
  static double lipschitz(Activation f) {
    return switch (f.kind()) {
      case SIGMOID -> 0.25;
      case LEAKY_RELU, ELU -> Math.max(1, f.parameter());
      case SILU -> 1.1; // 1.0998 at z = 2.4
      case GELU, GELU_TANH -> 1.13; // 1.129 at z = √2
      default -> 1;
    };
  }

  /** Takes the larger of the two, bound by bound. */
  void include(Shift other) {
    for (int l = 0; l < z.length; l++) {
      for (int s = 0; s < z[l].length; s++) {
        for (int j = 0; j < z[l][s].length; j++) {
          z[l][s][j] = Math.max(z[l][s][j], other.z[l][s][j]);
          a[l + 1][s][j] = Math.max(a[l + 1][s][j], other.a[l + 1][s][j]);
        }
      }
    }
  }

  /**
   * Whether the input of a ReLU, or of what has a kink like it, may change its sign: some |z| is
   * not above its shift and twice its rounding (that of z here and of z in the library).
   */
  boolean meetsKink(PlainBackprop plain, ForwardRounding rounding) {
    for (int l = 0; l < z.length; l++) {
      for (int s = 0; s < z[l].length && hasKink(plain.activation(l)); s++) {
        for (int j = 0; j < z[l][s].length; j++) {
          if (Math.abs(plain.z[l][s][j]) <= z[l][s][j] + 2 * rounding.ez[l][s][j]) {
            return true;
          }
        }
      }
    }
    return false;
  }

  /** Whether a derivative of order 1 or 2 jumps at 0. */
  static boolean hasKink(Activation f) {
    return switch (f.kind()) {
      case RELU, LEAKY_RELU, ELU -> true;
      default -> false;
    };
  }

  static double[][][] zerosLike(double[][][] shape) {
    double[][][] zeros = new double[shape.length][][];
    for (int l = 0; l < shape.length; l++) {
      zeros[l] = new double[shape[l].length][shape[l][0].length];
    }
    return zeros;
  }
}
