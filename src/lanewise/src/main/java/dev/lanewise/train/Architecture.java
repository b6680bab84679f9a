package dev.lanewise.train;

import dev.lanewise.data.DataFormatException;
import dev.lanewise.elementwise.Activation;
import dev.lanewise.nn.ActivationLayer;
import dev.lanewise.nn.BatchNorm;
import dev.lanewise.nn.Dense;
import dev.lanewise.nn.Dropout;
import dev.lanewise.nn.Flatten;
import dev.lanewise.nn.Initializer;
import dev.lanewise.nn.Layer;
import dev.lanewise.nn.LayerNorm;
import dev.lanewise.nn.Loss;
import dev.lanewise.nn.PRelu;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Layers as text and back, a line each: {@code dense 784 100 relu}. Numbers are those of Java,
 * which come back to the bit; how tensors begin is left out, since a model brings them along.
 */
final class Architecture {
  private static final int MOST_LAYERS = 10_000;

  private Architecture() {}

  static String text(List<Layer> layers) {
    List<String> lines = new ArrayList<>();
    layers.forEach(layer -> lines.add(line(layer)));
    return String.join("\n", lines);
  }

  private static String line(Layer layer) {
    if (layer instanceof Dense l) {
      return words("dense", l.inputs(), l.outputs(), l.activation());
    } else if (layer instanceof ActivationLayer l) {
      return words("activation", l.inputs(), l.activation());
    } else if (layer instanceof PRelu l) {
      return words("prelu", l.inputs(), l.shared(), l.slope());
    } else if (layer instanceof Dropout l) {
      return words("dropout", l.inputs(), l.rate());
    } else if (layer instanceof LayerNorm l) {
      return words("layer_norm", l.inputs(), l.epsilon());
    } else if (layer instanceof BatchNorm l) {
      return words("batch_norm", l.inputs(), l.epsilon(), l.momentum());
    } else if (layer instanceof Flatten l) {
      return words("flatten", l.height(), l.width(), l.channels());
    }
    throw new IllegalArgumentException("no text for a layer " + layer.label());
  }

  private static String words(Object... words) {
    return Arrays.stream(words).map(String::valueOf).collect(Collectors.joining(" "));
  }

  /** The layers of a text. */
  static List<Layer> layers(String text) throws DataFormatException {
    List<Layer> layers = new ArrayList<>();
    String[] lines = text.split("\n", -1);
    if (lines.length > MOST_LAYERS) {
      throw new DataFormatException(lines.length + " layers, expected at most " + MOST_LAYERS);
    }
    for (String line : lines) {
      try {
        layers.add(layer(line.split(" ", -1)));
      } catch (IllegalArgumentException wrong) {
        throw new DataFormatException("no layer: \"" + line + "\": " + wrong.getMessage(), wrong);
      }
    }
    return layers;
  }

  private static Layer layer(String[] w) {
    return switch (w[0] + " " + w.length) {
      case "dense 4" -> new Dense(whole(w[1]), whole(w[2]), activation(w[3]), Initializer.ZEROS);
      case "activation 3" -> new ActivationLayer(whole(w[1]), activation(w[2]));
      case "prelu 4" -> new PRelu(whole(w[1]), w[2].equals("true"), number(w[3]));
      case "dropout 3" -> new Dropout(whole(w[1]), number(w[2]));
      case "layer_norm 3" -> new LayerNorm(whole(w[1]), number(w[2]));
      case "batch_norm 4" -> new BatchNorm(whole(w[1]), number(w[2]), number(w[3]));
      case "flatten 4" -> new Flatten(whole(w[1]), whole(w[2]), whole(w[3]));
      default -> throw new IllegalArgumentException("unknown");
    };
  }

  private static int whole(String word) {
    return Integer.parseInt(word);
  }

  private static double number(String word) {
    return Double.parseDouble(word);
  }

  /** What {@link Loss#toString} wrote. */
  static Loss loss(String text) throws DataFormatException {
    try {
      return new Loss(named(Loss.Kind.class, text), parameter(text));
    } catch (IllegalArgumentException wrong) {
      throw new DataFormatException("no loss: \"" + text + "\": " + wrong.getMessage(), wrong);
    }
  }

  /** What {@link Activation#toString} wrote. */
  private static Activation activation(String text) {
    return new Activation(named(Activation.Kind.class, text), parameter(text));
  }

  /** The constant whose name in lower case stands before the bracket. */
  private static <E extends Enum<E>> E named(Class<E> type, String text) {
    int bracket = text.indexOf('(');
    String name = bracket < 0 ? text : text.substring(0, bracket);
    for (E constant : type.getEnumConstants()) {
      if (constant.name().toLowerCase(Locale.ROOT).equals(name)) {
        return constant;
      }
    }
    throw new IllegalArgumentException("unknown");
  }

  /** The number in brackets; 0 without. */
  private static double parameter(String text) {
    int bracket = text.indexOf('(');
    if (bracket >= 0 && !text.endsWith(")")) {
      throw new IllegalArgumentException("unknown");
    }
    return bracket < 0 ? 0 : number(text.substring(bracket + 1, text.length() - 1));
  }
}
