package dev.lanewise.nn;

import dev.lanewise.elementwise.Activation;
import dev.lanewise.elementwise.Elementwise;
import dev.lanewise.elementwise.Losses;
import dev.lanewise.elementwise.Reductions;
import dev.lanewise.elementwise.Updates;
import dev.lanewise.gemm.Epilogue;
import dev.lanewise.gemm.Gemm;
import dev.lanewise.matrix.Matrix;
import dev.lanewise.matrix.Shapes;

/**
 * The cost of a {@link SparseAutoencoder} over fixed samples:
 *
 * <pre>
 * 1/m · Σ ½‖a3 − x‖²  +  λ/2 · (Σ W1² + Σ W2²)  +  β · Σ KL(ρ‖ρ̂)
 * </pre>
 *
 * <p>with a2 = sigmoid(x·W1ᵀ + b1), a3 = sigmoid(a2·W2ᵀ + b2) and ρ̂ the means of a2 over the
 * samples. The first term is half the squared error of a sample, summed over its numbers, as a mean
 * over the samples. Its gradient takes two passes, ρ̂ first, and is exact but for rounding
 * (SparseAutoencoderTest). Infinite or NaN where a hidden unit's mean is 0 or 1 and β is not 0.
 */
public final class AutoencoderCost {
  private final SparseAutoencoder autoencoder;
  private final AutoencoderStep step;

  /** m×visible. */
  private final Matrix x;

  /** Outputs of the hidden units, m×hidden. */
  private final Matrix a2;

  /** Outputs, m×visible. */
  private final Matrix a3;

  /** a3 − x, m×visible: the loss wants to leave it somewhere. */
  private final Matrix error;

  /** ρ̂, 1×hidden. */
  private final Matrix means;

  /** The sparsity term, 1×hidden. */
  private final Matrix s;

  private Parts theta;
  private Parts gradient;

  /** A flat row of the caller, its matrices and what is read of them. */
  private static final class Parts {
    final AutoencoderParameters all;
    final Matrix weights;
    final Matrix w1Transposed;
    final Matrix w2Transposed;
    final Epilogue hidden;
    final Epilogue outputs;

    Parts(Matrix flat, AutoencoderParameters like) {
      all = new AutoencoderParameters(flat, like.visible(), like.hidden());
      weights = flat.window(0, 0, 1, 2 * like.w1().size());
      w1Transposed = all.w1().transposed();
      w2Transposed = all.w2().transposed();
      hidden = Epilogue.activation(all.b1(), Activation.SIGMOID);
      outputs = Epilogue.activation(all.b2(), Activation.SIGMOID);
    }
  }

  AutoencoderCost(SparseAutoencoder autoencoder, Matrix x) {
    AutoencoderParameters parameters = autoencoder.parameters();
    int m = x.rows();
    int visible = parameters.visible();
    int hidden = parameters.hidden();
    if (m == 0) {
      throw new IllegalArgumentException("samples are " + Shapes.describe(x) + ": none");
    }
    this.autoencoder = autoencoder;
    this.x = x;
    step = new AutoencoderStep(x.precision(), visible, hidden);
    a2 = Matrix.zeros(x.precision(), m, hidden);
    a3 = Matrix.zeros(x.precision(), m, visible);
    error = Matrix.zeros(x.precision(), m, visible);
    means = Matrix.zeros(x.precision(), 1, hidden);
    s = Matrix.zeros(x.precision(), 1, hidden);
  }

  /**
   * Overwrites {@code gradient} with ∂cost/∂θ and returns the cost: what a minimiser asks for, not
   * only at the autoencoder's own parameters. Allocates nothing once warm, as long as the two rows
   * are the same objects.
   *
   * @param theta 1×n, as {@link AutoencoderParameters#flat}
   * @param gradient 1×n
   * @throws IllegalArgumentException if shapes or precisions do not fit or the two overlap
   */
  public double at(Matrix theta, Matrix gradient) {
    Shapes.checkRowMajor("parameters", theta, x.precision(), 1, theta.cols());
    Shapes.checkNoOverlap("gradient", gradient, "parameters", theta);
    this.theta = parts(this.theta, theta);
    this.gradient = parts(this.gradient, gradient);
    Parts p = this.theta;
    Parts g = this.gradient;
    int m = x.rows();
    Gemm.multiply(x, p.w1Transposed, a2, p.hidden);
    Gemm.multiply(a2, p.w2Transposed, a3, p.outputs);
    double cost = Losses.squaredError(a3, x, error, 0.5) / (2.0 * m);
    double decay = autoencoder.decay();
    double norm = Reductions.norm2(p.weights);
    cost += decay / 2 * norm * norm;
    s.fill(0);
    if (autoencoder.beta() != 0) {
      Reductions.columnMeans(a2, means);
      cost += Losses.sparsity(means, autoencoder.rho(), autoencoder.beta(), s);
    }
    step.run(x, x, a2, a3, p.all, s, g.all);
    Elementwise.scale(gradient, 1.0 / m);
    Updates.addScaled(decay, p.weights, g.weights);
    return cost;
  }

  private Parts parts(Parts known, Matrix flat) {
    boolean same = known != null && known.all.flat() == flat;
    return same ? known : new Parts(flat, autoencoder.parameters());
  }
}
