package dev.lanewise.train;

import dev.lanewise.data.DataFormatException;
import dev.lanewise.elementwise.Activation;
import dev.lanewise.nn.Dense;
import dev.lanewise.nn.Initializer;
import dev.lanewise.nn.Layer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

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
    if (layer instanceof Dense dense) {
      return "dense " + dense.inputs() + " " + dense.outputs() + " " + dense.activation();
    }
    throw new IllegalArgumentException("no text for a layer " + layer.label());
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

  private static Layer layer(String[] words) {
    return switch (words[0] + " " + words.length) {
      case "dense 4" ->
          new Dense(number(words[1]), number(words[2]), activation(words[3]), Initializer.ZEROS);
      default -> throw new IllegalArgumentException("unknown");
    };
  }

  private static int number(String word) {
    return Integer.parseInt(word);
  }

  /** What {@link Activation#toString} wrote. */
  static Activation activation(String word) {
    int bracket = word.indexOf('(');
    String name = bracket < 0 ? word : word.substring(0, bracket);
    if (!name.equals(name.toLowerCase(Locale.ROOT))) {
      throw new IllegalArgumentException("no activation \"" + word + "\"");
    }
    Activation.Kind kind = Activation.Kind.valueOf(name.toUpperCase(Locale.ROOT));
    if (bracket < 0) {
      return new Activation(kind, 0);
    }
    if (!word.endsWith(")")) {
      throw new IllegalArgumentException("no activation \"" + word + "\"");
    }
    return new Activation(kind, Double.parseDouble(word.substring(bracket + 1, word.length() - 1)));
  }
}
