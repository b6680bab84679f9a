package dev.lanewise.optim;

import dev.lanewise.matrix.DoubleMatrix;
import dev.lanewise.matrix.Matrix;
import dev.lanewise.matrix.Precision;

/**
 * Test functions of Moré, Garbow and Hillstrom, Testing Unconstrained Optimization Software (1981),
 * with their numbers there: sums of squares Σ fᵢ(x)², where they are begun, and where they are
 * least.
 */
enum TestFunction {
  /** (1). */
  ROSENBROCK(new double[] {-1.2, 1}, new double[] {1, 1}) {
    @Override
    double add(double[] x, double[] g) {
      return square(10 * (x[1] - x[0] * x[0]), g, -20 * x[0], 10) + square(1 - x[0], g, -1, 0);
    }
  },
  /** (5). */
  BEALE(new double[] {1, 1}, new double[] {3, 0.5}) {
    @Override
    double add(double[] x, double[] g) {
      double[] y = {1.5, 2.25, 2.625};
      double sum = 0;
      double power = 1;
      for (int i = 1; i <= 3; i++) {
        double lower = power;
        power *= x[1];
        sum += square(y[i - 1] - x[0] * (1 - power), g, power - 1, i * x[0] * lower);
      }
      return sum;
    }
  },
  /** (14). */
  WOOD(new double[] {-3, -1, -3, -1}, new double[] {1, 1, 1, 1}) {
    @Override
    double add(double[] x, double[] g) {
      double root90 = Math.sqrt(90);
      double root10 = Math.sqrt(10);
      return square(10 * (x[1] - x[0] * x[0]), g, -20 * x[0], 10, 0, 0)
          + square(1 - x[0], g, -1, 0, 0, 0)
          + square(root90 * (x[3] - x[2] * x[2]), g, 0, 0, -2 * root90 * x[2], root90)
          + square(1 - x[2], g, 0, 0, -1, 0)
          + square(root10 * (x[1] + x[3] - 2), g, 0, root10, 0, root10)
          + square((x[1] - x[3]) / root10, g, 0, 1 / root10, 0, -1 / root10);
    }
  },
  /** (13): the Hessian is singular at the minimum. */
  POWELL_SINGULAR(new double[] {3, -1, 0, 1}, new double[] {0, 0, 0, 0}) {
    @Override
    double add(double[] x, double[] g) {
      double a = x[1] - 2 * x[2];
      double b = x[0] - x[3];
      double r = Math.sqrt(10);
      return square(x[0] + 10 * x[1], g, 1, 10, 0, 0)
          + square(Math.sqrt(5) * (x[2] - x[3]), g, 0, 0, Math.sqrt(5), -Math.sqrt(5))
          + square(a * a, g, 0, 2 * a, -4 * a, 0)
          + square(r * b * b, g, 2 * r * b, 0, 0, -2 * r * b);
    }
  },
  /** (7), the helix by atan. */
  HELICAL_VALLEY(new double[] {-1, 0, 0}, new double[] {1, 0, 0}) {
    @Override
    double add(double[] x, double[] g) {
      double square = x[0] * x[0] + x[1] * x[1];
      double radius = Math.sqrt(square);
      double turns = Math.atan(x[1] / x[0]) / (2 * Math.PI) + (x[0] < 0 ? 0.5 : 0);
      double slope = 100 / (2 * Math.PI * square);
      return square(10 * (x[2] - 10 * turns), g, slope * x[1], -slope * x[0], 10)
          + square(10 * (radius - 1), g, 10 * x[0] / radius, 10 * x[1] / radius, 0)
          + square(x[2], g, 0, 0, 1);
    }
  };

  @SuppressWarnings("ImmutableEnumChecker") // nobody writes it
  final double[] start;

  @SuppressWarnings("ImmutableEnumChecker") // nobody writes it
  final double[] minimum;

  TestFunction(double[] start, double[] minimum) {
    this.start = start;
    this.minimum = minimum;
  }

  /** Returns the value and adds the gradient to g. */
  abstract double add(double[] x, double[] g);

  /** f², whose gradient 2f∇f is added to g. */
  private static double square(double f, double[] g, double... df) {
    for (int i = 0; i < df.length; i++) {
      g[i] += 2 * f * df[i];
    }
    return f * f;
  }

  Objective objective() {
    return (theta, gradient) -> {
      double[] g = new double[start.length];
      double value = add(theta.toDoubles(), g);
      for (int i = 0; i < g.length; i++) {
        gradient.set(0, i, g[i]);
      }
      return value;
    };
  }

  /** The start in a precision. */
  Matrix begin(Precision precision) {
    return DoubleMatrix.rowVector(start).to(precision);
  }
}
