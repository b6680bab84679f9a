package dev.lanewise.nn;

import dev.lanewise.elementwise.Activation;
import dev.lanewise.gemm.Epilogue;
import dev.lanewise.gemm.Gemm;
import dev.lanewise.matrix.Matrix;
import dev.lanewise.matrix.Precision;
import dev.lanewise.matrix.Shapes;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * A sparse autoencoder (Ng, CS294A lecture notes): sigmoid units, visible–hidden–visible, that
 * learn to give back what they are shown, while each hidden unit is active in a share ρ of the
 * samples.
 *
 * <pre>{@code
 * SparseAutoencoder autoencoder =
 *     SparseAutoencoder.builder(64, 25).decay(1e-4).sparsity(0.01, 3).build();
 * new Lbfgs().minimize(autoencoder.cost(samples)::at, autoencoder.parameters().flat());
 * Matrix codes = autoencoder.encode(samples);
 * }</pre>
 *
 * <p>Samples are rows, of numbers within 0 … 1, which a sigmoid can give back. Bits depend on no
 * number of threads. One thread at a time may use an autoencoder.
 */
public final class SparseAutoencoder {
  private final double decay;
  private final double rho;
  private final double beta;
  private final AutoencoderParameters parameters;

  private SparseAutoencoder(Builder builder) {
    decay = builder.decay;
    rho = builder.rho;
    beta = builder.beta;
    parameters = AutoencoderParameters.zeros(builder.precision, builder.visible, builder.hidden);
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(builder.seed);
    double bound = Math.sqrt(6.0 / (builder.visible + builder.hidden + 1));
    draw(parameters.w1(), random, bound);
    draw(parameters.w2(), random, bound);
  }

  private static void draw(Matrix weights, RandomGenerator random, double bound) {
    for (int i = 0; i < weights.rows(); i++) {
      for (int j = 0; j < weights.cols(); j++) {
        weights.set(i, j, (2 * random.nextDouble() - 1) * bound);
      }
    }
  }

  /**
   * Begins an autoencoder; λ = 0, ρ = 0.05, β = 0, double precision and seed 0 unless changed.
   *
   * @throws IllegalArgumentException if a size is not positive
   */
  public static Builder builder(int visible, int hidden) {
    return new Builder(visible, hidden);
  }

  /** Weights and biases, shared: writing them changes the autoencoder. */
  public AutoencoderParameters parameters() {
    return parameters;
  }

  /** λ, of the weight decay. */
  public double decay() {
    return decay;
  }

  /** ρ, the share of samples in which a hidden unit is to be active. */
  public double rho() {
    return rho;
  }

  /** β, the weight of sparsity. */
  public double beta() {
    return beta;
  }

  /**
   * The cost over these samples, a function of the parameters, with buffers of its own; samples are
   * referred to, not copied.
   *
   * @param x m×visible, m ≥ 1
   * @throws IllegalArgumentException if shape or precision do not fit
   */
  public AutoencoderCost cost(Matrix x) {
    checkSamples(x);
    return new AutoencoderCost(this, x);
  }

  /**
   * Outputs of the hidden units.
   *
   * @param x m×visible
   * @return a new m×hidden matrix
   * @throws IllegalArgumentException if shape or precision do not fit
   */
  public Matrix encode(Matrix x) {
    checkSamples(x);
    return layer(x, parameters.w1(), parameters.b1());
  }

  /**
   * What the autoencoder makes of codes.
   *
   * @param codes m×hidden
   * @return a new m×visible matrix
   * @throws IllegalArgumentException if shape or precision do not fit
   */
  public Matrix decode(Matrix codes) {
    Precision precision = parameters.flat().precision();
    Shapes.checkRowMajor("codes", codes, precision, codes.rows(), parameters.hidden());
    return layer(codes, parameters.w2(), parameters.b2());
  }

  /** What the autoencoder gives back of samples: {@code decode(encode(x))}. */
  public Matrix predict(Matrix x) {
    return decode(encode(x));
  }

  private static Matrix layer(Matrix inputs, Matrix weights, Matrix bias) {
    Matrix outputs = Matrix.zeros(inputs.precision(), inputs.rows(), weights.rows());
    Epilogue sigmoid = Epilogue.activation(bias, Activation.SIGMOID);
    Gemm.multiply(inputs, weights.transposed(), outputs, sigmoid);
    return outputs;
  }

  private void checkSamples(Matrix x) {
    Precision precision = parameters.flat().precision();
    Shapes.checkRowMajor("samples", x, precision, x.rows(), parameters.visible());
  }

  /** Collects what an autoencoder is made of. */
  public static final class Builder {
    private final int visible;
    private final int hidden;
    private double decay;
    private double rho = 0.05;
    private double beta;
    private Precision precision = Precision.F64;
    private long seed;

    private Builder(int visible, int hidden) {
      AutoencoderParameters.size(visible, hidden);
      this.visible = visible;
      this.hidden = hidden;
    }

    /**
     * Sets λ: the cost has λ/2·Σ W² over both matrices of weights.
     *
     * @throws IllegalArgumentException if it is negative, NaN or infinite
     */
    public Builder decay(double lambda) {
      checkNotNegative("weight decay", lambda);
      decay = lambda;
      return this;
    }

    /**
     * Sets ρ and β: the cost has β·Σ KL(ρ‖ρ̂) over the hidden units.
     *
     * @throws IllegalArgumentException if ρ is not between 0 and 1 or β negative, NaN or infinite
     */
    public Builder sparsity(double rho, double beta) {
      if (!(rho > 0 && rho < 1)) {
        throw new IllegalArgumentException("rho is " + rho + ", must be between 0 and 1");
      }
      checkNotNegative("weight of sparsity", beta);
      this.rho = rho;
      this.beta = beta;
      return this;
    }

    /** Sets the precision of parameters and samples. */
    public Builder precision(Precision precision) {
      this.precision = precision;
      return this;
    }

    /**
     * Sets the seed of the weights, uniform on ±√(6/(visible + hidden + 1)) from one
     * L64X128MixRandom, W1 then W2, row-major; biases begin at 0. Both precisions draw the same
     * numbers and round them.
     */
    public Builder seed(long seed) {
      this.seed = seed;
      return this;
    }

    /** Builds the autoencoder. */
    public SparseAutoencoder build() {
      return new SparseAutoencoder(this);
    }

    private static void checkNotNegative(String name, double value) {
      if (!(value >= 0) || Double.isInfinite(value)) {
        throw new IllegalArgumentException(
            "the " + name + " is " + value + ", must be 0 or more and finite");
      }
    }
  }
}
