package dev.lanewise.app.train;

import dev.lanewise.app.console.RealNumber;
import dev.lanewise.app.console.WholeNumber;
import dev.lanewise.app.train.NetworkOptions.Nonlinearity;
import dev.lanewise.app.train.NetworkOptions.Norm;
import dev.lanewise.app.train.OptimizerOptions.Method;
import dev.lanewise.app.train.OptimizerOptions.Rates;
import dev.lanewise.elementwise.Activation;
import dev.lanewise.matrix.Precision;
import dev.lanewise.nn.Initializer;
import dev.lanewise.nn.Loss;
import dev.lanewise.train.EarlyStopping;
import dev.lanewise.train.NonFinitePolicy;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** What each option may be; each message names the value and the range. */
public final class Allowed {
  private static final double LARGEST = 1e6;

  private Allowed() {}

  /** NaN if it is no number. */
  private static double number(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException notANumber) {
      return Double.NaN;
    }
  }

  /** The value at the place of {@code text} among the names. */
  private static <T> T oneOf(String text, List<String> names, List<T> values) {
    int place = names.indexOf(text);
    if (place < 0) {
      int last = names.size() - 1;
      String others = String.join(", ", names.subList(0, last));
      throw wrong(text, "must be " + others + " or " + names.get(last));
    }
    return values.get(place);
  }

  private static TypeConversionException wrong(String text, String allowed) {
    return new TypeConversionException("'" + text + "' " + allowed);
  }

  static final class Layers implements ITypeConverter<LayerSizes> {
    @Override
    public LayerSizes convert(String text) {
      try {
        return LayerSizes.parse(text);
      } catch (IllegalArgumentException wrong) {
        throw new TypeConversionException(wrong.getMessage());
      }
    }
  }

  /** 1 to 100,000. */
  public static final class Count extends WholeNumber {
    /** For picocli. */
    public Count() {
      super(1, 100_000);
    }
  }

  /** 0 to 100,000. */
  static final class CountOrNone extends WholeNumber {
    CountOrNone() {
      super(0, 100_000);
    }
  }

  /** 1 to 1,024. */
  public static final class Threads extends WholeNumber {
    /** For picocli. */
    public Threads() {
      super(1, 1024);
    }
  }

  /** More than 0. */
  static final class Positive extends RealNumber {
    Positive() {
      super("greater than 0 and at most 1000000", number -> number > 0 && number <= LARGEST);
    }
  }

  /** 0 or more. */
  static final class NotNegative extends RealNumber {
    NotNegative() {
      super("from 0 to 1000000", number -> number >= 0 && number <= LARGEST);
    }
  }

  /** 0 to 1, 1 excluded. */
  static final class Share extends RealNumber {
    Share() {
      super("from 0 to less than 1", number -> number >= 0 && number < 1);
    }
  }

  /** A whole number of 64 bits. */
  public static final class Seed implements ITypeConverter<Long> {
    @Override
    public Long convert(String text) {
      try {
        return Long.parseLong(text);
      } catch (NumberFormatException notANumber) {
        throw wrong(text, "must be a whole number of 64 bits");
      }
    }
  }

  /** One character, or "tab". */
  static final class Separator implements ITypeConverter<Character> {
    @Override
    public Character convert(String text) {
      char separator = text.equals("tab") ? '\t' : text.length() == 1 ? text.charAt(0) : '0';
      try {
        return new dev.lanewise.data.CsvFormat(separator, false).separator();
      } catch (IllegalArgumentException wrong) {
        throw wrong(text, "must be one character that is no part of a number, or tab");
      }
    }
  }

  static final class Activations implements ITypeConverter<Nonlinearity> {
    @Override
    public Nonlinearity convert(String text) {
      return oneOf(
          text,
          List.of(
              "sigmoid",
              "tanh",
              "relu",
              "leaky-relu",
              "elu",
              "softplus",
              "gelu",
              "gelu-tanh",
              "silu",
              "prelu"),
          Stream.of(
                  Activation.SIGMOID,
                  Activation.TANH,
                  Activation.RELU,
                  Activation.leakyRelu(0.01),
                  Activation.elu(1),
                  Activation.SOFTPLUS,
                  Activation.GELU,
                  Activation.GELU_TANH,
                  Activation.SILU,
                  null)
              .map(Nonlinearity::new)
              .toList());
    }
  }

  static final class Initializers implements ITypeConverter<Initializer> {
    @Override
    public Initializer convert(String text) {
      String[] parts = text.split(":", -1);
      if (parts.length > 1) {
        return withNumbers(text, parts);
      }
      return oneOf(
          text,
          List.of(
              "glorot-uniform",
              "glorot-normal",
              "he-uniform",
              "he-normal",
              "lecun-uniform",
              "lecun-normal",
              "autoencoder"),
          List.of(
              Initializer.GLOROT_UNIFORM,
              Initializer.GLOROT_NORMAL,
              Initializer.HE_UNIFORM,
              Initializer.HE_NORMAL,
              Initializer.LECUN_UNIFORM,
              Initializer.LECUN_NORMAL,
              Initializer.AUTOENCODER_UNIFORM));
    }

    private static Initializer withNumbers(String text, String[] parts) {
      double first = number(parts[1]);
      double second = parts.length == 3 ? number(parts[2]) : Double.NaN;
      try {
        return switch (parts[0] + parts.length) {
          case "constant2" -> Initializer.constant(first);
          case "uniform3" -> Initializer.uniform(first, second);
          case "normal3" -> Initializer.normal(first, second);
          default ->
              throw wrong(
                  text, "must be constant:VALUE, uniform:LOW:HIGH or normal:MEAN:DEVIATION");
        };
      } catch (IllegalArgumentException numbers) {
        throw wrong(text, "must have finite numbers, LOW below HIGH, no negative DEVIATION");
      }
    }
  }

  /** f32 or f64. */
  public static final class Precisions implements ITypeConverter<Precision> {
    @Override
    public Precision convert(String text) {
      return oneOf(text, List.of("f32", "f64"), List.of(Precision.F32, Precision.F64));
    }
  }

  static final class Losses implements ITypeConverter<Loss> {
    @Override
    public Loss convert(String text) {
      return oneOf(
          text,
          List.of("cross-entropy", "binary-cross-entropy", "mse", "huber"),
          List.of(
              Loss.SOFTMAX_CROSS_ENTROPY,
              Loss.BINARY_CROSS_ENTROPY,
              Loss.MEAN_SQUARED_ERROR,
              Loss.huber(1)));
    }
  }

  static final class Norms implements ITypeConverter<Norm> {
    @Override
    public Norm convert(String text) {
      return oneOf(text, List.of("none", "batch", "layer"), List.of(Norm.values()));
    }
  }

  static final class Methods implements ITypeConverter<Method> {
    @Override
    public Method convert(String text) {
      return oneOf(
          text,
          List.of("sgd", "momentum", "nesterov", "rmsprop", "adam", "adamw"),
          List.of(Method.values()));
    }
  }

  static final class Schedules implements ITypeConverter<Rates> {
    @Override
    public Rates convert(String text) {
      return oneOf(
          text,
          List.of("constant", "step", "exponential", "cosine", "plateau"),
          List.of(Rates.values()));
    }
  }

  static final class WatchedMetrics implements ITypeConverter<EarlyStopping.Watched> {
    @Override
    public EarlyStopping.Watched convert(String text) {
      return oneOf(text, List.of("loss", "accuracy"), List.of(EarlyStopping.Watched.values()));
    }
  }

  static final class Policies implements ITypeConverter<NonFinitePolicy> {
    @Override
    public NonFinitePolicy convert(String text) {
      return oneOf(text, List.of("stop", "skip", "go-on"), List.of(NonFinitePolicy.values()));
    }
  }
}
