package dev.lanewise.elementwise;

import dev.lanewise.matrix.FloatMatrix;
import dev.lanewise.matrix.Matrix;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** {@link FloatScalarUpdates} on vectors; tails run the scalar code. */
final class FloatVectorUpdates implements UpdateKernels<float[]> {
  private static final VectorSpecies<Float> SPECIES = FloatLanes.SPECIES;
  private static final int LENGTH = FloatLanes.LENGTH;

  @Override
  public float[] array(Matrix matrix) {
    return ((FloatMatrix) matrix).array();
  }

  @Override
  public void addScaled(int n, double alpha, float[] x, int xOff, float[] y, int yOff) {
    FloatVector factor = FloatVector.broadcast(SPECIES, (float) alpha);
    int end = SPECIES.loopBound(n);
    for (int j = 0; j < end; j += LENGTH) {
      factor
          .fma(
              FloatVector.fromArray(SPECIES, x, xOff + j),
              FloatVector.fromArray(SPECIES, y, yOff + j))
          .intoArray(y, yOff + j);
    }
    FloatScalarUpdates.addScaled(end, n, (float) alpha, x, xOff, y, yOff);
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
    FloatVector minusRate = FloatVector.broadcast(SPECIES, -(float) rate);
    FloatVector decay = FloatVector.broadcast(SPECIES, (float) gamma);
    int end = SPECIES.loopBound(n);
    for (int j = 0; j < end; j += LENGTH) {
      FloatVector velocity =
          decay.fma(
              FloatVector.fromArray(SPECIES, v, vOff + j),
              FloatVector.fromArray(SPECIES, g, gOff + j));
      velocity.intoArray(v, vOff + j);
      minusRate
          .fma(velocity, FloatVector.fromArray(SPECIES, theta, thetaOff + j))
          .intoArray(theta, thetaOff + j);
    }
    FloatScalarUpdates.momentum(
        end, n, (float) rate, (float) gamma, g, gOff, v, vOff, theta, thetaOff);
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
    FloatVector minusRate = FloatVector.broadcast(SPECIES, -(float) rate);
    FloatVector decay = FloatVector.broadcast(SPECIES, (float) gamma);
    int end = SPECIES.loopBound(n);
    for (int j = 0; j < end; j += LENGTH) {
      FloatVector gradient = FloatVector.fromArray(SPECIES, g, gOff + j);
      FloatVector velocity = decay.fma(FloatVector.fromArray(SPECIES, v, vOff + j), gradient);
      velocity.intoArray(v, vOff + j);
      minusRate
          .fma(decay.fma(velocity, gradient), FloatVector.fromArray(SPECIES, theta, thetaOff + j))
          .intoArray(theta, thetaOff + j);
    }
    FloatScalarUpdates.nesterov(
        end, n, (float) rate, (float) gamma, g, gOff, v, vOff, theta, thetaOff);
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
    FloatVector minusRate = FloatVector.broadcast(SPECIES, -(float) rate);
    FloatVector decay = FloatVector.broadcast(SPECIES, (float) rho);
    FloatVector fresh = FloatVector.broadcast(SPECIES, (float) (1 - rho));
    FloatVector least = FloatVector.broadcast(SPECIES, (float) epsilon);
    int end = SPECIES.loopBound(n);
    for (int j = 0; j < end; j += LENGTH) {
      FloatVector gradient = FloatVector.fromArray(SPECIES, g, gOff + j);
      FloatVector square =
          fresh.fma(gradient.mul(gradient), decay.mul(FloatVector.fromArray(SPECIES, s, sOff + j)));
      square.intoArray(s, sOff + j);
      minusRate
          .fma(
              gradient.div(square.sqrt().add(least)),
              FloatVector.fromArray(SPECIES, theta, thetaOff + j))
          .intoArray(theta, thetaOff + j);
    }
    FloatScalarUpdates.rmsProp(
        end,
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
    FloatVector minusStep = FloatVector.broadcast(SPECIES, -(float) step);
    FloatVector decay1 = FloatVector.broadcast(SPECIES, (float) beta1);
    FloatVector fresh1 = FloatVector.broadcast(SPECIES, (float) (1 - beta1));
    FloatVector decay2 = FloatVector.broadcast(SPECIES, (float) beta2);
    FloatVector fresh2 = FloatVector.broadcast(SPECIES, (float) (1 - beta2));
    FloatVector scale = FloatVector.broadcast(SPECIES, (float) rootScale);
    FloatVector least = FloatVector.broadcast(SPECIES, (float) epsilon);
    FloatVector kept = FloatVector.broadcast(SPECIES, (float) keep);
    int end = SPECIES.loopBound(n);
    for (int j = 0; j < end; j += LENGTH) {
      FloatVector gradient = FloatVector.fromArray(SPECIES, g, gOff + j);
      FloatVector mean =
          fresh1.fma(gradient, decay1.mul(FloatVector.fromArray(SPECIES, m, mOff + j)));
      mean.intoArray(m, mOff + j);
      FloatVector square =
          fresh2.fma(
              gradient.mul(gradient), decay2.mul(FloatVector.fromArray(SPECIES, v, vOff + j)));
      square.intoArray(v, vOff + j);
      minusStep
          .fma(
              mean.div(square.sqrt().fma(scale, least)),
              kept.mul(FloatVector.fromArray(SPECIES, theta, thetaOff + j)))
          .intoArray(theta, thetaOff + j);
    }
    FloatScalarUpdates.adam(
        end,
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
}
