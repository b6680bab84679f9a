package dev.lanewise.jmh.seed;

import dev.lanewise.matrix.DoubleMatrix;
import java.util.Arrays;

/** Sample after sample; {@link FloatLoop} is its twin in single precision. */
final class DoubleLoop implements Runnable {
  private final Problem problem;
  private final int samples;
  private final double[] x;
  private final double[] a1;
  private final double[] a2;
  private final double[] a3;
  private final double[] w2;
  private final double[] means;
  private final double[] dw1 = new double[Problem.HIDDEN * Problem.INPUTS];
  private final double[] dw2 = new double[Problem.INPUTS * Problem.HIDDEN];
  private final double[] db1 = new double[Problem.HIDDEN];
  private final double[] db2 = new double[Problem.INPUTS];
  private final double[] d3 = new double[Problem.INPUTS];
  private final double[] d2 = new double[Problem.HIDDEN];

  DoubleLoop(Problem problem) {
    this.problem = problem;
    samples = problem.samples;
    x = ((DoubleMatrix) problem.x).array();
    a1 = ((DoubleMatrix) problem.a1).array();
    a2 = ((DoubleMatrix) problem.a2).array();
    a3 = ((DoubleMatrix) problem.a3).array();
    w2 = ((DoubleMatrix) problem.w2).array();
    means = ((DoubleMatrix) problem.means).array();
  }

  @Override
  public void run() {
    for (double[] sums : new double[][] {dw1, dw2, db1, db2}) {
      Arrays.fill(sums, 0);
    }
    for (int i = 0; i < samples; i++) {
      sample(i * Problem.INPUTS, i * Problem.HIDDEN);
    }
    int weights = dw1.length;
    double[] flat = ((DoubleMatrix) problem.gradient.flat()).array();
    System.arraycopy(dw1, 0, flat, 0, weights);
    System.arraycopy(dw2, 0, flat, weights, weights);
    System.arraycopy(db1, 0, flat, 2 * weights, db1.length);
    System.arraycopy(db2, 0, flat, 2 * weights + db1.length, db2.length);
  }

  private void sample(int visible, int hidden) {
    for (int j = 0; j < Problem.INPUTS; j++) {
      double a = a3[visible + j];
      d3[j] = -(x[visible + j] - a) * a * (1 - a);
    }
    for (int h = 0; h < Problem.HIDDEN; h++) {
      double rho = Problem.SPARSITY;
      double sum = Problem.WEIGHT * (-rho / means[h] + (1 - rho) / (1 - means[h]));
      for (int j = 0; j < Problem.INPUTS; j++) {
        sum += w2[j * Problem.HIDDEN + h] * d3[j];
      }
      double a = a2[hidden + h];
      d2[h] = sum * a * (1 - a);
    }
    for (int h = 0; h < Problem.HIDDEN; h++) {
      for (int j = 0; j < Problem.INPUTS; j++) {
        dw1[h * Problem.INPUTS + j] += d2[h] * a1[visible + j];
      }
      db1[h] += d2[h];
    }
    for (int j = 0; j < Problem.INPUTS; j++) {
      for (int h = 0; h < Problem.HIDDEN; h++) {
        dw2[j * Problem.HIDDEN + h] += d3[j] * a2[hidden + h];
      }
      db2[j] += d3[j];
    }
  }
}
