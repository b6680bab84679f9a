package dev.lanewise.elementwise;

import dev.lanewise.elementwise.UpdatePass.Operation;
import dev.lanewise.matrix.Matrix;
import dev.lanewise.matrix.Shapes;

/**
 * How a step of a minimiser changes parameters θ, given their gradient g: each in one pass over the
 * parameters and what is kept of earlier steps, which begins as zeros.
 *
 * <p>All matrices of a call have the shape and precision of g, 1×n as a rule; none is a transposed
 * view, none overlaps another: {@link IllegalArgumentException} otherwise, before anything is
 * written. Constants are rounded to that precision first, everything else is rounded as written
 * below, the same for any number of threads, any vector width and on the scalar path
 * (FloatUpdatesTest). NaN in g reaches θ and the state. A warm call allocates nothing.
 */
public final class Updates {
  private Updates() {}

  /** Accumulates α·x into {@code y}: y ← fma(α, x, y). */
  public static void addScaled(double alpha, Matrix x, Matrix y) {
    checkOperands(x, y, null, null);
    UpdatePass pass = UpdatePass.take();
    pass.rate = alpha;
    pass.run(Operation.ADD_SCALED, x, null, null, y);
  }

  /** Accumulates α·sign(x) into {@code y}, nothing where x is 0: the gradient of α·Σ |x|. */
  public static void addSign(double alpha, Matrix x, Matrix y) {
    checkOperands(x, y, null, null);
    UpdatePass pass = UpdatePass.take();
    pass.rate = alpha;
    pass.run(Operation.ADD_SIGN, x, null, null, y);
  }

  /**
   * Gradient descent with momentum γ (Polyak 1964), in the form of PyTorch: v ← fma(γ, v, g), θ ←
   * fma(−rate, v, θ).
   */
  public static void momentum(Matrix g, double rate, double gamma, Matrix v, Matrix theta) {
    checkOperands(g, v, theta, null);
    UpdatePass pass = UpdatePass.take();
    pass.rate = rate;
    pass.decay = gamma;
    pass.run(Operation.MOMENTUM, g, v, null, theta);
  }

  /**
   * Nesterov's momentum, with the gradient taken where θ is (Sutskever et al. 2013), in the form of
   * PyTorch: v ← fma(γ, v, g), θ ← fma(−rate, fma(γ, v, g), θ).
   */
  public static void nesterov(Matrix g, double rate, double gamma, Matrix v, Matrix theta) {
    checkOperands(g, v, theta, null);
    UpdatePass pass = UpdatePass.take();
    pass.rate = rate;
    pass.decay = gamma;
    pass.run(Operation.NESTEROV, g, v, null, theta);
  }

  /**
   * RMSProp (Tieleman and Hinton 2012): s ← fma(1 − ρ, g·g, ρ·s), θ ← fma(−rate, g/(√s + ε), θ).
   */
  public static void rmsProp(
      Matrix g, double rate, double rho, double epsilon, Matrix s, Matrix theta) {
    checkOperands(g, s, theta, null);
    UpdatePass pass = UpdatePass.take();
    pass.rate = rate;
    pass.decay = rho;
    pass.epsilon = epsilon;
    pass.run(Operation.RMS_PROP, g, s, null, theta);
  }

  /**
   * Adam (Kingma and Ba 2015): {@link #adamW} without decay.
   *
   * @param t number of this step, from 1
   */
  public static void adam(
      Matrix g,
      double rate,
      double beta1,
      double beta2,
      double epsilon,
      long t,
      Matrix m,
      Matrix v,
      Matrix theta) {
    adamW(g, rate, beta1, beta2, epsilon, 0, t, m, v, theta);
  }

  /**
   * Adam with decoupled weight decay (Loshchilov and Hutter 2019): m ← fma(1 − β₁, g, β₁·m), v ←
   * fma(1 − β₂, g·g, β₂·v), θ ← fma(−rate/(1 − β₁ᵗ), m/fma(√v, 1/√(1 − β₂ᵗ), ε), (1 −
   * rate·decay)·θ); what depends on t alone is computed in double precision.
   *
   * @param t number of this step, from 1
   * @throws IllegalArgumentException if t is not positive, too
   */
  public static void adamW(
      Matrix g,
      double rate,
      double beta1,
      double beta2,
      double epsilon,
      double decay,
      long t,
      Matrix m,
      Matrix v,
      Matrix theta) {
    checkOperands(g, m, theta, v);
    if (t < 1) {
      throw new IllegalArgumentException("step " + t + ": the first step is 1");
    }
    UpdatePass pass = UpdatePass.take();
    pass.rate = rate / (1 - power(beta1, t));
    pass.decay = beta1;
    pass.secondDecay = beta2;
    pass.rootScale = 1 / Math.sqrt(1 - power(beta2, t));
    pass.epsilon = epsilon;
    pass.keep = 1 - rate * decay;
    pass.run(Operation.ADAM, g, m, v, theta);
  }

  /** Checks what is read and up to three matrices that are written. */
  private static void checkOperands(Matrix g, Matrix state, Matrix theta, Matrix moreState) {
    Elementwise.checkPlain("gradient", g);
    Elementwise.checkWritten("state", state, "gradient", g, false);
    if (theta != null) {
      Elementwise.checkWritten("parameters", theta, "gradient", g, false);
      Shapes.checkNoOverlap("parameters", theta, "state", state);
    }
    if (moreState != null) {
      Elementwise.checkWritten("second state", moreState, "gradient", g, false);
      Shapes.checkNoOverlap("second state", moreState, "state", state);
      Shapes.checkNoOverlap("second state", moreState, "parameters", theta);
    }
  }

  /**
   * baseⁿ by squaring, at most n units of roundoff off (PowerTest): one answer on every machine, as
   * StrictMath.pow has, which makes objects of its tables until C2 removes them.
   */
  static double power(double base, long n) {
    double result = 1;
    double square = base;
    for (long rest = n; rest > 0; rest >>= 1) {
      if ((rest & 1) != 0) {
        result *= square;
      }
      square *= square;
    }
    return result;
  }
}
