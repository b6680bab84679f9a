package dev.lanewise.nn;

/**
 * A number and its derivative in one direction: forward-mode differentiation, exact but for
 * rounding.
 */
record Dual(double value, double slope) {
  static Dual constant(double value) {
    return new Dual(value, 0);
  }

  Dual plus(Dual other) {
    return new Dual(value + other.value, slope + other.slope);
  }

  Dual minus(Dual other) {
    return new Dual(value - other.value, slope - other.slope);
  }

  Dual times(Dual other) {
    return new Dual(value * other.value, slope * other.value + value * other.slope);
  }

  Dual over(Dual other) {
    double quotient = value / other.value;
    return new Dual(quotient, (slope - quotient * other.slope) / other.value);
  }

  Dual exp() {
    double exp = Math.exp(value);
    return new Dual(exp, exp * slope);
  }

  Dual log() {
    return new Dual(Math.log(value), slope / value);
  }
}
