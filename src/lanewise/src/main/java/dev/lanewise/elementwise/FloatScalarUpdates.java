package dev.lanewise.elementwise;

import dev.lanewise.matrix.FloatMatrix;
import dev.lanewise.matrix.Matrix;

/** One parameter at a time: the definition that {@link FloatVectorUpdates} is held to. */
final class FloatScalarUpdates implements UpdateKernels<float[]> {
  @Override
  public float[] array(Matrix matrix) {
    return ((FloatMatrix) matrix).array();
  }

  @Override
  public void addScaled(int n, double alpha, float[] x, int xOff, float[] y, int yOff) {
    addScaled(0, n, (float) alpha, x, xOff, y, yOff);
  }

  /** The parameters from {@code from} on: all, or a tail; so below. */
  static void addScaled(int from, int n, float alpha, float[] x, int xOff, float[] y, int yOff) {
    for (int j = from; j < n; j++) {
      y[yOff + j] = Math.fma(alpha, x[xOff + j], y[yOff + j]);
    }
  }

  @Override
  public void momentum(
      int n,
      double rate,
      double gamma,
      float[] g,
      int gOff,
      float[] v,
      int vOff,
      float[] theta,
      int thetaOff) {
    momentum(0, n, (float) rate, (float) gamma, g, gOff, v, vOff, theta, thetaOff);
  }

  static void momentum(
      int from,
      int n,
      float rate,
      float gamma,
      float[] g,
      int gOff,
      float[] v,
      int vOff,
      float[] theta,
      int thetaOff) {
    for (int j = from; j < n; j++) {
      float velocity = Math.fma(gamma, v[vOff + j], g[gOff + j]);
      v[vOff + j] = velocity;
      theta[thetaOff + j] = Math.fma(-rate, velocity, theta[thetaOff + j]);
    }
  }

  @Override
  public void nesterov(
      int n,
      double rate,
      double gamma,
      float[] g,
      int gOff,
      float[] v,
      int vOff,
      float[] theta,
      int thetaOff) {
    nesterov(0, n, (float) rate, (float) gamma, g, gOff, v, vOff, theta, thetaOff);
  }

  static void nesterov(
      int from,
      int n,
      float rate,
      float gamma,
      float[] g,
      int gOff,
      float[] v,
      int vOff,
      float[] theta,
      int thetaOff) {
    for (int j = from; j < n; j++) {
      float velocity = Math.fma(gamma, v[vOff + j], g[gOff + j]);
      v[vOff + j] = velocity;
      float ahead = Math.fma(gamma, velocity, g[gOff + j]);
      theta[thetaOff + j] = Math.fma(-rate, ahead, theta[thetaOff + j]);
    }
  }

  @Override
  public void rmsProp(
      int n,
      double rate,
      double rho,
      double epsilon,
      float[] g,
      int gOff,
      float[] s,
      int sOff,
      float[] theta,
      int thetaOff) {
    rmsProp(
        0,
        n,
        (float) rate,
        (float) rho,
        (float) (1 - rho),
        (float) epsilon,
        g,
        gOff,
        s,
        sOff,
        theta,
        thetaOff);
  }

  static void rmsProp(
      int from,
      int n,
      float rate,
      float rho,
      float fresh,
      float epsilon,
      float[] g,
      int gOff,
      float[] s,
      int sOff,
      float[] theta,
      int thetaOff) {
    for (int j = from; j < n; j++) {
      float gradient = g[gOff + j];
      float square = Math.fma(fresh, gradient * gradient, rho * s[sOff + j]);
      s[sOff + j] = square;
      float direction = gradient / ((float) Math.sqrt(square) + epsilon);
      theta[thetaOff + j] = Math.fma(-rate, direction, theta[thetaOff + j]);
    }
  }

  @Override
  public void adam(
      int n,
      double step,
      double beta1,
      double beta2,
      double rootScale,
      double epsilon,
      double keep,
      float[] g,
      int gOff,
      float[] m,
      int mOff,
      float[] v,
      int vOff,
      float[] theta,
      int thetaOff) {
    adam(
        0,
        n,
        (float) step,
        (float) beta1,
        (float) (1 - beta1),
        (float) beta2,
        (float) (1 - beta2),
        (float) rootScale,
        (float) epsilon,
        (float) keep,
        g,
        gOff,
        m,
        mOff,
        v,
        vOff,
        theta,
        thetaOff);
  }

  static void adam(
      int from,
      int n,
      float step,
      float beta1,
      float fresh1,
      float beta2,
      float fresh2,
      float rootScale,
      float epsilon,
      float keep,
      float[] g,
      int gOff,
      float[] m,
      int mOff,
      float[] v,
      int vOff,
      float[] theta,
      int thetaOff) {
    for (int j = from; j < n; j++) {
      float gradient = g[gOff + j];
      float mean = Math.fma(fresh1, gradient, beta1 * m[mOff + j]);
      m[mOff + j] = mean;
      float square = Math.fma(fresh2, gradient * gradient, beta2 * v[vOff + j]);
      v[vOff + j] = square;
      float direction = mean / Math.fma((float) Math.sqrt(square), rootScale, epsilon);
      theta[thetaOff + j] = Math.fma(-step, direction, keep * theta[thetaOff + j]);
    }
  }
}
