package dev.lanewise.app.train;

import dev.lanewise.elementwise.Activation;
import dev.lanewise.matrix.Precision;
import dev.lanewise.nn.Loss;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** What each option of {@code train} may be; each message names the value and the range. */
public final class Allowed {
  private Allowed() {}

  private static int wholeNumber(String text, int largest) {
    try {
      int number = Integer.parseInt(text);
      if (number >= 1 && number <= largest) {
        return number;
      }
    } catch (NumberFormatException notANumber) {
      // Told below.
    }
    throw wrong(text, "must be a whole number from 1 to " + largest);
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

  static final class Epochs implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      return wholeNumber(text, 100_000);
    }
  }

  static final class Batch implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      return wholeNumber(text, Digits.SAMPLES - Digits.TEST_SAMPLES);
    }
  }

  /** Threads of a call. */
  public static final class Threads implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      return wholeNumber(text, 1024);
    }
  }

  static final class Rate implements ITypeConverter<Double> {
    @Override
    public Double convert(String text) {
      try {
        double rate = Double.parseDouble(text);
        if (rate > 0 && rate <= 1e6) {
          return rate;
        }
      } catch (NumberFormatException notANumber) {
        // Told below.
      }
      throw wrong(text, "must be a number greater than 0 and at most 1000000");
    }
  }

  /** A seed. */
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

  static final class Activations implements ITypeConverter<Activation> {
    @Override
    public Activation convert(String text) {
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
              "silu"),
          List.of(
              Activation.SIGMOID,
              Activation.TANH,
              Activation.RELU,
              Activation.leakyRelu(0.01),
              Activation.elu(1),
              Activation.SOFTPLUS,
              Activation.GELU,
              Activation.GELU_TANH,
              Activation.SILU));
    }
  }

  /** A precision. */
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
          List.of("cross-entropy", "mse"),
          List.of(Loss.SOFTMAX_CROSS_ENTROPY, Loss.MEAN_SQUARED_ERROR));
    }
  }
}
