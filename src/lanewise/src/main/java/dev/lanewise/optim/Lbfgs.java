package dev.lanewise.optim;

import dev.lanewise.elementwise.Elementwise;
import dev.lanewise.elementwise.Reductions;
import dev.lanewise.elementwise.Updates;
import dev.lanewise.matrix.Matrix;
import dev.lanewise.matrix.Precision;

/**
 * Limited-memory BFGS (Liu and Nocedal 1989): directions from the last m steps by the two-loop
 * recursion (Nocedal and Wright, algorithm 7.4), scaled by s·y/y·y (7.20). Keeps 2m vectors.
 */
public final class Lbfgs extends Minimizer {
  /** c₂ of the curvature condition. */
  static final double CURVATURE = 0.9;

  private final int history;

  /** With a history of 10 steps. */
  public Lbfgs() {
    this(10);
  }

  /**
   * With a history of so many steps.
   *
   * @throws IllegalArgumentException if it is not positive
   */
  public Lbfgs(int history) {
    super(CURVATURE);
    if (history < 1) {
      throw new IllegalArgumentException("the history is " + history + ", must be positive");
    }
    this.history = history;
  }

  @Override
  Directions directions(Precision precision, int n) {
    return new TwoLoops(history, precision, n);
  }

  private static final class TwoLoops implements Directions {
    private final double unitRoundoff;

    /** Steps θ′ − θ, 1×n each; the newest at {@code newest}, older ones before it, cyclically. */
    private final Matrix[] s;

    /** Changes of the gradient along them, 1×n each. */
    private final Matrix[] y;

    /** s·y. */
    private final double[] sy;

    /** Multiples of y that the first loop took away. */
    private final double[] taken;

    private double scale;
    private int newest;
    private int known;

    TwoLoops(int history, Precision precision, int n) {
      unitRoundoff = precision.unitRoundoff();
      s = new Matrix[history];
      y = new Matrix[history];
      for (int i = 0; i < history; i++) {
        s[i] = Matrix.zeros(precision, 1, n);
        y[i] = Matrix.zeros(precision, 1, n);
      }
      sy = new double[history];
      taken = new double[history];
    }

    @Override
    public void forget() {
      known = 0;
    }

    @Override
    public boolean knows() {
      return known > 0;
    }

    @Override
    public void learn(LineSearch search, Matrix theta) {
      int next = (newest + 1) % s.length;
      difference(theta, search.start, s[next]);
      difference(search.gradient, search.startGradient, y[next]);
      double product = Reductions.dot(s[next], y[next]);
      double squares = Reductions.dot(y[next], y[next]);
      // Positive by the curvature condition, unless rounding is all there is.
      if (product > unitRoundoff * Reductions.norm2(s[next]) * Math.sqrt(squares)) {
        newest = next;
        known = Math.min(known + 1, s.length);
        sy[next] = product;
        scale = product / squares;
      }
    }

    private static void difference(Matrix a, Matrix b, Matrix out) {
      out.copyFrom(a);
      Updates.addScaled(-1, b, out);
    }

    @Override
    public void choose(LineSearch search) {
      Minimizer.steepest(search);
      Matrix p = search.direction;
      for (int back = 0; back < known; back++) {
        int i = place(back);
        taken[i] = Reductions.dot(s[i], p) / sy[i];
        Updates.addScaled(-taken[i], y[i], p);
      }
      if (known > 0) {
        Elementwise.scale(p, scale);
      }
      for (int back = known - 1; back >= 0; back--) {
        int i = place(back);
        Updates.addScaled(taken[i] - Reductions.dot(y[i], p) / sy[i], s[i], p);
      }
    }

    private int place(int back) {
      return Math.floorMod(newest - back, s.length);
    }

    @Override
    public double firstStep(LineSearch search, double gradientNorm) {
      return known > 0 ? 1 : Minimizer.steepestStep(gradientNorm);
    }
  }
}
