package dev.lanewise.elementwise;

import java.util.Locale;
import java.util.Objects;

/**
 * An elementwise activation a = f(z): what it is, its parameter, and whether kernels take f′ from
 * the output a, which is cheaper and keeps no z, or from the input z, which they must where f is
 * not monotonic.
 *
 * <p>Does nothing by itself: {@link Elementwise} applies it in place or to another matrix, an
 * epilogue of a multiplication to a finished tile. NaN gives NaN; infinite z give the limits.
 *
 * @param kind which function
 * @param parameter slope of the leaky ReLU, α of the ELU, otherwise 0; kernels round it to the
 *     precision of their matrices
 */
public record Activation(Kind kind, double parameter) {
  /** f(z) = z. */
  public static final Activation IDENTITY = new Activation(Kind.IDENTITY, 0);

  /**
   * f(z) = 1/(1 + e^−z), computed through exp(−|z|) so that no finite z overflows; f′ = a·(1 − a).
   */
  public static final Activation SIGMOID = new Activation(Kind.SIGMOID, 0);

  /** f(z) = tanh z; f′ = 1 − a², rounded once. */
  public static final Activation TANH = new Activation(Kind.TANH, 0);

  /** f(z) = z where z &gt; 0, else +0; f(NaN) = NaN, f(−0) = +0; f′ = 1 where a &gt; 0, else 0. */
  public static final Activation RELU = new Activation(Kind.RELU, 0);

  /** f(z) = log(1 + e^z); f′ = 1 − e^−a, as −expm1(−a), in which nothing cancels. */
  public static final Activation SOFTPLUS = new Activation(Kind.SOFTPLUS, 0);

  /** f(z) = z·Φ(z), Φ the normal distribution; f′ from z (Hendrycks and Gimpel 2016). */
  public static final Activation GELU = new Activation(Kind.GELU, 0);

  /**
   * f(z) = z/2·(1 + tanh(√(2/π)·(z + 0.044715·z³))), the usual approximation of GELU; f′ from z.
   */
  public static final Activation GELU_TANH = new Activation(Kind.GELU_TANH, 0);

  /** f(z) = z·sigmoid(z); f′ from z (Elfwing, Uchibe and Doya 2017). */
  public static final Activation SILU = new Activation(Kind.SILU, 0);

  /** Which function. */
  public enum Kind {
    /** {@link Activation#IDENTITY}. */
    IDENTITY(Source.OUTPUT),
    /** {@link Activation#SIGMOID}. */
    SIGMOID(Source.OUTPUT),
    /** {@link Activation#TANH}. */
    TANH(Source.OUTPUT),
    /** {@link Activation#RELU}. */
    RELU(Source.OUTPUT),
    /** {@link Activation#leakyRelu}. */
    LEAKY_RELU(Source.OUTPUT),
    /** {@link Activation#elu}. */
    ELU(Source.OUTPUT),
    /** {@link Activation#SOFTPLUS}. */
    SOFTPLUS(Source.OUTPUT),
    /** {@link Activation#GELU}. */
    GELU(Source.INPUT),
    /** {@link Activation#GELU_TANH}. */
    GELU_TANH(Source.INPUT),
    /** {@link Activation#SILU}. */
    SILU(Source.INPUT);

    private final Source derivativeFrom;

    Kind(Source derivativeFrom) {
      this.derivativeFrom = derivativeFrom;
    }
  }

  /** What a derivative is computed from. */
  public enum Source {
    /** a = f(z). */
    OUTPUT,
    /** z. */
    INPUT
  }

  /**
   * Checks the parameter.
   *
   * @throws IllegalArgumentException if the kind takes a parameter and it is not positive and
   *     finite, or takes none and it is not 0
   */
  public Activation {
    Objects.requireNonNull(kind, "kind");
    boolean takesOne = kind == Kind.LEAKY_RELU || kind == Kind.ELU;
    if (takesOne ? !(parameter > 0) || Double.isInfinite(parameter) : parameter != 0) {
      throw new IllegalArgumentException(
          "the parameter of "
              + name(kind)
              + " is "
              + parameter
              + (takesOne ? ", must be positive and finite" : ", must be 0: it takes none"));
    }
  }

  /**
   * f(z) = z where z &gt; 0, else slope·z; f′ = 1 where a &gt; 0, else slope. The slope is
   * positive, so that the sign of z can be seen from a; with 0 it is {@link #RELU}.
   *
   * @throws IllegalArgumentException if the slope is not positive and finite
   */
  public static Activation leakyRelu(double slope) {
    return new Activation(Kind.LEAKY_RELU, slope);
  }

  /**
   * f(z) = z where z &gt; 0, else α·(e^z − 1); f′ = 1 where a &gt; 0, else a + α (Clevert,
   * Unterthiner and Hochreiter 2015).
   *
   * @throws IllegalArgumentException if α is not positive and finite
   */
  public static Activation elu(double alpha) {
    return new Activation(Kind.ELU, alpha);
  }

  /** What {@link Elementwise#timesDerivative} and epilogues are to be given: a or z. */
  public Source derivativeFrom() {
    return kind.derivativeFrom;
  }

  /** Lower case, the parameter in brackets: "relu", "leaky_relu(0.01)". */
  @Override
  public String toString() {
    return parameter == 0 ? name(kind) : name(kind) + "(" + parameter + ")";
  }

  private static String name(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
