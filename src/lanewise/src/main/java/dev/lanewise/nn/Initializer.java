package dev.lanewise.nn;

import dev.lanewise.elementwise.Activation;
import dev.lanewise.matrix.Matrix;
import java.util.Objects;
import java.util.random.RandomGenerator;

/**
 * How a tensor begins: rows×cols, of which in = rows lead to out = cols.
 *
 * <p>A uniform draw takes one {@code nextDouble} u for each element, row after row, and is low +
 * (high − low)·u or, on ±r, (2u − 1)·r. A normal draw takes two, u and v, and is mean + sd·√(−2 log
 * (1 − u))·cos 2πv (Box and Muller 1958) by {@link StrictMath}, hence the same on every machine. A
 * constant draws nothing. Both precisions draw the same numbers and round them.
 *
 * @param kind which distribution
 * @param first the constant, the lower end or the mean; else 0
 * @param second the upper end or the standard deviation; else 0
 */
public record Initializer(Kind kind, double first, double second) {
  /** Zeros. */
  public static final Initializer ZEROS = constant(0);

  /** Uniform on ±√(6/(in + out)) (Glorot and Bengio 2010). */
  public static final Initializer GLOROT_UNIFORM = new Initializer(Kind.GLOROT_UNIFORM, 0, 0);

  /** Normal with variance 2/(in + out) (Glorot and Bengio 2010). */
  public static final Initializer GLOROT_NORMAL = new Initializer(Kind.GLOROT_NORMAL, 0, 0);

  /** Uniform on ±√(6/in) (He et al. 2015). */
  public static final Initializer HE_UNIFORM = new Initializer(Kind.HE_UNIFORM, 0, 0);

  /** Normal with variance 2/in (He et al. 2015). */
  public static final Initializer HE_NORMAL = new Initializer(Kind.HE_NORMAL, 0, 0);

  /** Uniform on ±√(3/in) (LeCun et al. 1998). */
  public static final Initializer LECUN_UNIFORM = new Initializer(Kind.LECUN_UNIFORM, 0, 0);

  /** Normal with variance 1/in (LeCun et al. 1998). */
  public static final Initializer LECUN_NORMAL = new Initializer(Kind.LECUN_NORMAL, 0, 0);

  /**
   * Uniform on ±√6/√(in + out + 1), the 1 counting the bias (Ng, CS294A lecture notes, Sparse
   * autoencoder).
   */
  public static final Initializer AUTOENCODER_UNIFORM =
      new Initializer(Kind.AUTOENCODER_UNIFORM, 0, 0);

  /** Which distribution. */
  public enum Kind {
    /** {@link Initializer#constant}. */
    CONSTANT,
    /** {@link Initializer#uniform}. */
    UNIFORM,
    /** {@link Initializer#normal}. */
    NORMAL,
    /** {@link Initializer#GLOROT_UNIFORM}. */
    GLOROT_UNIFORM,
    /** {@link Initializer#GLOROT_NORMAL}. */
    GLOROT_NORMAL,
    /** {@link Initializer#HE_UNIFORM}. */
    HE_UNIFORM,
    /** {@link Initializer#HE_NORMAL}. */
    HE_NORMAL,
    /** {@link Initializer#LECUN_UNIFORM}. */
    LECUN_UNIFORM,
    /** {@link Initializer#LECUN_NORMAL}. */
    LECUN_NORMAL,
    /** {@link Initializer#AUTOENCODER_UNIFORM}. */
    AUTOENCODER_UNIFORM
  }

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is not finite, a uniform range is reversed, a standard
   *     deviation negative, or a kind that takes no numbers has some
   */
  public Initializer {
    Objects.requireNonNull(kind, "kind");
    boolean right =
        switch (kind) {
          case CONSTANT -> second == 0;
          case UNIFORM -> first <= second;
          case NORMAL -> second >= 0;
          default -> first == 0 && second == 0;
        };
    if (!right || !Double.isFinite(first) || !Double.isFinite(second)) {
      throw new IllegalArgumentException(
          "an initializer " + kind + " of " + first + " and " + second);
    }
  }

  /** The same number everywhere. */
  public static Initializer constant(double value) {
    return new Initializer(Kind.CONSTANT, value, 0);
  }

  /** Uniform from {@code low} to {@code high}. */
  public static Initializer uniform(double low, double high) {
    return new Initializer(Kind.UNIFORM, low, high);
  }

  /** Normal. */
  public static Initializer normal(double mean, double standardDeviation) {
    return new Initializer(Kind.NORMAL, mean, standardDeviation);
  }

  /** The usual choice for an activation: He for ReLU and what is much like it, else Glorot. */
  public static Initializer forActivation(Activation activation) {
    return switch (activation.kind()) {
      case RELU, LEAKY_RELU, ELU, GELU, GELU_TANH, SILU -> HE_UNIFORM;
      case IDENTITY, SIGMOID, TANH, SOFTPLUS -> GLOROT_UNIFORM;
    };
  }

  /** Overwrites a tensor, row after row. */
  void fill(Matrix tensor, RandomGenerator random) {
    for (int i = 0; i < tensor.rows(); i++) {
      for (int j = 0; j < tensor.cols(); j++) {
        tensor.set(i, j, draw(tensor.rows(), tensor.cols(), random));
      }
    }
  }

  private double draw(int in, int out, RandomGenerator random) {
    return switch (kind) {
      case CONSTANT -> first;
      case UNIFORM -> first + (second - first) * random.nextDouble();
      case NORMAL -> first + second * normal(random);
      case GLOROT_UNIFORM -> symmetric(Math.sqrt(6.0 / (in + out)), random);
      case HE_UNIFORM -> symmetric(Math.sqrt(6.0 / in), random);
      case LECUN_UNIFORM -> symmetric(Math.sqrt(3.0 / in), random);
      case AUTOENCODER_UNIFORM -> symmetric(Math.sqrt(6) / Math.sqrt(in + out + 1.0), random);
      case GLOROT_NORMAL -> Math.sqrt(2.0 / (in + out)) * normal(random);
      case HE_NORMAL -> Math.sqrt(2.0 / in) * normal(random);
      case LECUN_NORMAL -> Math.sqrt(1.0 / in) * normal(random);
    };
  }

  private static double symmetric(double bound, RandomGenerator random) {
    return (2 * random.nextDouble() - 1) * bound;
  }

  private static double normal(RandomGenerator random) {
    double radius = Math.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
    return radius * StrictMath.cos(2 * Math.PI * random.nextDouble());
  }
}
