package dev.lanewise.jmh.seed;

import dev.lanewise.matrix.FloatMatrix;
import java.util.Arrays;

/** Sample after sample; {@link DoubleLoop} is its twin in double precision. */
final class FloatLoop implements Runnable {
  private final Problem problem;
  private final int samples;
  private final float[] x;
  private final float[] a1;
  private final float[] a2;
  private final float[] a3;
  private final float[] w2;
  private final float[] means;
  private final float[] dw1 = new float[Problem.HIDDEN * Problem.INPUTS];
  private final float[] dw2 = new float[Problem.INPUTS * Problem.HIDDEN];
  private final float[] db1 = new float[Problem.HIDDEN];
  private final float[] db2 = new float[Problem.INPUTS];
  private final float[] d3 = new float[Problem.INPUTS];
  private final float[] d2 = new float[Problem.HIDDEN];

  FloatLoop(Problem problem) {
    this.problem = problem;
    samples = problem.samples;
    x = ((FloatMatrix) problem.x).array();
    a1 = ((FloatMatrix) problem.a1).array();
    a2 = ((FloatMatrix) problem.a2).array();
    a3 = ((FloatMatrix) problem.a3).array();
    w2 = ((FloatMatrix) problem.w2).array();
    means = ((FloatMatrix) problem.means).array();
  }

  @Override
  public void run() {
    for (float[] sums : new float[][] {dw1, dw2, db1, db2}) {
      Arrays.fill(sums, 0);
    }
    for (int i = 0; i < samples; i++) {
      sample(i * Problem.INPUTS, i * Problem.HIDDEN);
    }
    int weights = dw1.length;
    float[] flat = ((FloatMatrix) problem.gradient.flat()).array();
    System.arraycopy(dw1, 0, flat, 0, weights);
    System.arraycopy(dw2, 0, flat, weights, weights);
    System.arraycopy(db1, 0, flat, 2 * weights, db1.length);
    System.arraycopy(db2, 0, flat, 2 * weights + db1.length, db2.length);
  }

  private void sample(int visible, int hidden) {
    for (int j = 0; j < Problem.INPUTS; j++) {
      float a = a3[visible + j];
      d3[j] = -(x[visible + j] - a) * a * (1 - a);
    }
    for (int h = 0; h < Problem.HIDDEN; h++) {
      float rho = (float) Problem.SPARSITY;
      float sum = (float) Problem.WEIGHT * (-rho / means[h] + (1 - rho) / (1 - means[h]));
      for (int j = 0; j < Problem.INPUTS; j++) {
        sum += w2[j * Problem.HIDDEN + h] * d3[j];
      }
      float a = a2[hidden + h];
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
