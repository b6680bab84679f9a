package dev.lanewise.optim;

import dev.lanewise.elementwise.Elementwise;
import dev.lanewise.elementwise.Reductions;
import dev.lanewise.elementwise.Updates;
import dev.lanewise.matrix.Matrix;
import dev.lanewise.matrix.Precision;

/**
 * Nonlinear conjugate gradients: p ← βp − ∇f with Polak and Ribière's β where it is positive, else
 * 0 (Nocedal and Wright, 5.44 and 5.45), and a restart along −∇f where two gradients in a row are
 * far from orthogonal (5.52 with ν = 0.2; Powell 1977). Keeps no vectors beyond those of the line
 * search.
 */
public final class ConjugateGradient extends Minimizer {
  /** c₂ of the curvature condition: steps must be more exact than those of {@link Lbfgs}. */
  static final double CURVATURE = 0.1;

  private static final double FAR_FROM_ORTHOGONAL = 0.2;

  /** Conjugate gradients. */
  public ConjugateGradient() {
    super(CURVATURE);
  }

  @Override
  Directions directions(Precision precision, int n) {
    return new Conjugate();
  }

  private static final class Conjugate implements Directions {
    private boolean knows;

    @Override
    public void forget() {
      knows = false;
    }

    @Override
    public boolean knows() {
      return knows;
    }

    @Override
    public void learn(LineSearch search, Matrix theta) {
      knows = true;
    }

    @Override
    public void choose(LineSearch search) {
      double beta = knows ? beta(search.gradient, search.startGradient) : 0;
      if (!(beta > 0)) {
        Minimizer.steepest(search);
        return;
      }
      Elementwise.scale(search.direction, beta);
      Updates.addScaled(-1, search.gradient, search.direction);
    }

    /** Of this gradient and that of the last iteration. */
    private static double beta(Matrix gradient, Matrix last) {
      double square = Reductions.dot(gradient, gradient);
      double product = Reductions.dot(gradient, last);
      boolean restart = Math.abs(product) >= FAR_FROM_ORTHOGONAL * square;
      return restart ? 0 : (square - product) / Reductions.dot(last, last);
    }

    /** The step that would change the cost as the last one did, to first order (3.60). */
    @Override
    public double firstStep(LineSearch search, double gradientNorm) {
      double slope = Reductions.dot(search.gradient, search.direction);
      double step = search.step * search.startSlope() / slope;
      return knows && step > 0 && step < Double.POSITIVE_INFINITY
          ? step
          : Minimizer.steepestStep(gradientNorm);
    }
  }
}
