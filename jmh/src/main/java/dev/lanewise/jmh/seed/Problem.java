package dev.lanewise.jmh.seed;

import dev.lanewise.matrix.Matrix;
import dev.lanewise.matrix.Precision;
import dev.lanewise.nn.AutoencoderParameters;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Operands and results, a sample a row. Per sample, with the columns x, a1, a2, a3:
 *
 * <pre>
 * δ3 = −(x − a3)·a3·(1 − a3)                         64
 * s  = β·(−ρ/ρ̂ + (1 − ρ)/(1 − ρ̂))                    25, the same for all
 * δ2 = (W2ᵀδ3 + s)·a2·(1 − a2)                       25
 * ∇W1 = Σ δ2·a1ᵀ (25×64)   ∇W2 = Σ δ3·a2ᵀ (64×25)   ∇b1 = Σ δ2   ∇b2 = Σ δ3
 * </pre>
 */
public final class Problem {
  public static final int INPUTS = 64;
  public static final int HIDDEN = 25;

  /** ρ. */
  public static final double SPARSITY = 0.05;

  /** β. */
  public static final double WEIGHT = 3;

  public final Precision precision;
  public final int samples;

  /** m×64, as is a1, which holds the same numbers, but is an array of its own. */
  public final Matrix x;

  public final Matrix a1;

  /** m×25. */
  public final Matrix a2;

  /** m×64. */
  public final Matrix a3;

  /** 64×25. */
  public final Matrix w2;

  /** ρ̂, 1×25: column means of a2. */
  public final Matrix means;

  /** Where every form leaves ∇W1, ∇W2, ∇b1 and ∇b2. */
  public final AutoencoderParameters gradient;

  /**
   * A problem with these operands, row after row, rounded to the precision.
   *
   * @param x m×64
   * @param a2 m×25
   * @param a3 m×64
   * @param w2 64×25
   */
  public Problem(Precision precision, double[] x, double[] a2, double[] a3, double[] w2) {
    this.precision = precision;
    samples = x.length / INPUTS;
    this.x = matrix(x, INPUTS);
    a1 = matrix(x, INPUTS);
    this.a2 = matrix(a2, HIDDEN);
    this.a3 = matrix(a3, INPUTS);
    this.w2 = matrix(w2, HIDDEN);
    means = Matrix.zeros(precision, 1, HIDDEN);
    for (int j = 0; j < HIDDEN; j++) {
      double sum = 0;
      for (int i = 0; i < samples; i++) {
        sum += this.a2.get(i, j);
      }
      means.set(0, j, sum / samples);
    }
    gradient = AutoencoderParameters.zeros(precision, INPUTS, HIDDEN);
  }

  private Matrix matrix(double[] values, int cols) {
    Matrix matrix = Matrix.zeros(precision, values.length / cols, cols);
    for (int i = 0; i < values.length; i++) {
      matrix.set(i / cols, i % cols, values[i]);
    }
    return matrix;
  }

  /** Inputs and activations in 0.1..0.9, weights in −0.25..0.25, as in the scripts. */
  public static Problem random(Precision precision, int samples) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
    return new Problem(
        precision,
        random.doubles((long) samples * INPUTS, 0.1, 0.9).toArray(),
        random.doubles((long) samples * HIDDEN, 0.1, 0.9).toArray(),
        random.doubles((long) samples * INPUTS, 0.1, 0.9).toArray(),
        random.doubles((long) INPUTS * HIDDEN, -0.25, 0.25).toArray());
  }
}
