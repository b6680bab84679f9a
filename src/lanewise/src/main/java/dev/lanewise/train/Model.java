package dev.lanewise.train;

import dev.lanewise.data.DataFormatException;
import dev.lanewise.data.Safetensors;
import dev.lanewise.data.Standardizer;
import dev.lanewise.matrix.Matrix;
import dev.lanewise.matrix.Precision;
import dev.lanewise.nn.Layer;
import dev.lanewise.nn.Network;
import dev.lanewise.nn.NetworkBuilder;
import dev.lanewise.nn.Parameters;
import dev.lanewise.nn.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * A network with what is needed to use it, in a safetensors file: its tensors under their names
 * ({@code 0.weights}), the running statistics under {@code state.}, its layers, loss and precision
 * as strings of the file.
 *
 * @param network what predicts
 * @param inputs how inputs are to be standardised, if they are
 * @param notes strings by key, whatever the writer wants the reader to know
 */
public record Model(Network network, Optional<Standardizer> inputs, Map<String, String> notes) {
  private static final String FORMAT = "lanewise.format";
  private static final String VERSION = "1";
  private static final String LAYERS = "lanewise.layers";
  private static final String LOSS = "lanewise.loss";
  private static final String PRECISION = "lanewise.precision";
  private static final String NOTE = "note.";
  private static final String MEAN = "inputs.mean";
  private static final String DEVIATION = "inputs.deviation";

  /** Keeps a copy of the notes. */
  public Model {
    notes = Map.copyOf(notes);
  }

  /** A model of a network alone. */
  public Model(Network network) {
    this(network, Optional.empty(), Map.of());
  }

  /**
   * Writes the file, in one move.
   *
   * @throws IOException if that fails; what was there before is unharmed
   */
  public void save(Path file) throws IOException {
    Safetensors.Builder builder = Safetensors.builder();
    writeTo(builder);
    builder.build().write(file);
  }

  void writeTo(Safetensors.Builder builder) {
    builder
        .metadata(FORMAT, VERSION)
        .metadata(PRECISION, name(network.precision()))
        .metadata(LOSS, network.loss().toString())
        .metadata(LAYERS, Architecture.text(network.layers()));
    new TreeMap<>(notes).forEach((key, value) -> builder.metadata(NOTE + key, value));
    network.parameters().tensors().forEach(builder::matrix);
    network.state().tensors().forEach((name, tensor) -> builder.matrix("state." + name, tensor));
    inputs.ifPresent(s -> builder.matrix(MEAN, s.mean()).matrix(DEVIATION, s.deviation()));
  }

  /**
   * Reads a model, or the model in a checkpoint.
   *
   * @throws DataFormatException if the file is none; the message says what is wrong. Nothing is
   *     allocated for tensors that the file does not have
   * @throws IOException if it cannot be read
   */
  public static Model load(Path file) throws IOException {
    Safetensors read = Safetensors.read(file);
    try {
      return of(read);
    } catch (DataFormatException wrong) {
      throw new DataFormatException(file + ": " + wrong.getMessage(), wrong);
    }
  }

  private static Model of(Safetensors file) throws DataFormatException {
    if (!VERSION.equals(file.metadata().get(FORMAT))) {
      throw new DataFormatException("no model: expected " + FORMAT + " " + VERSION);
    }
    Precision precision = precision(file);
    List<Layer> layers = Architecture.layers(text(LAYERS, file));
    checkShapes("", layers, Layer::parameters, file);
    checkShapes("state.", layers, Layer::state, file);
    NetworkBuilder builder =
        Network.builder(layers.get(0).inputs())
            .precision(precision)
            .loss(Architecture.loss(text(LOSS, file)));
    Network network;
    try {
      layers.forEach(builder::add);
      network = builder.build();
    } catch (IllegalArgumentException wrong) {
      throw new DataFormatException("no network: " + wrong.getMessage(), wrong);
    }
    network.parameters().flat().copyFrom(flat("", file, network.parameters()));
    network.state().flat().copyFrom(flat("state.", file, network.state()));
    Map<String, String> notes = new TreeMap<>();
    file.metadata()
        .forEach(
            (key, value) -> {
              if (key.startsWith(NOTE)) {
                notes.put(key.substring(NOTE.length()), value);
              }
            });
    return new Model(network, standardizer(file, network.inputs()), notes);
  }

  private static Optional<Standardizer> standardizer(Safetensors file, int inputs)
      throws DataFormatException {
    if (!file.names().contains(MEAN)) {
      return Optional.empty();
    }
    Matrix mean = file.matrix(MEAN);
    if (mean.rows() != 1 || mean.cols() != inputs) {
      throw new DataFormatException(MEAN + " is no row of " + inputs + " numbers");
    }
    try {
      return Optional.of(new Standardizer(mean, file.matrix(DEVIATION)));
    } catch (IllegalArgumentException wrong) {
      throw new DataFormatException("no standardisation: " + wrong.getMessage(), wrong);
    }
  }

  /** Refuses a file with another network: its tensors may fit, its answers do not. */
  void checkSame(Safetensors file) throws DataFormatException {
    checkSame(FORMAT, VERSION, file);
    checkSame(PRECISION, name(network.precision()), file);
    checkSame(LOSS, network.loss().toString(), file);
    checkSame(LAYERS, Architecture.text(network.layers()), file);
  }

  static void checkSame(String key, String now, Safetensors file) throws DataFormatException {
    String written = text(key, file);
    if (!written.equals(now)) {
      throw new DataFormatException(
          key + ": \"" + written + "\" in the checkpoint, \"" + now + "\" now");
    }
  }

  /** Layers of these sizes may be built: the file has a tensor for each of theirs. */
  private static void checkShapes(
      String prefix, List<Layer> layers, Function<Layer, List<Tensor>> tensors, Safetensors file)
      throws DataFormatException {
    for (int i = 0; i < layers.size(); i++) {
      for (Tensor tensor : tensors.apply(layers.get(i))) {
        checkShape(prefix + i + "." + tensor.name(), tensor.rows(), tensor.cols(), file);
      }
    }
  }

  private static void checkShape(String name, int rows, int cols, Safetensors file)
      throws DataFormatException {
    if (!file.shape(name).equals(List.of((long) rows, (long) cols))) {
      throw new DataFormatException(
          "\"" + name + "\" is " + file.shape(name) + ", expected [" + rows + ", " + cols + "]");
    }
  }

  /** The tensors of the file that fit, flat as {@link Parameters#flat}. */
  static Matrix flat(String prefix, Safetensors file, Parameters like) throws DataFormatException {
    Matrix flat = like.flat().copy();
    int at = 0;
    for (Map.Entry<String, Matrix> tensor : like.tensors().entrySet()) {
      Matrix read = like(tensor.getValue(), prefix + tensor.getKey(), file);
      flat.window(0, at, 1, read.size()).copyFrom(read.reshaped(1, read.size()));
      at += read.size();
    }
    return flat;
  }

  /** A tensor of the file, with the shape and precision of another matrix. */
  static Matrix like(Matrix other, String name, Safetensors file) throws DataFormatException {
    checkShape(name, other.rows(), other.cols(), file);
    Matrix read = file.matrix(name);
    if (read.precision() != other.precision()) {
      throw new DataFormatException(
          "\"" + name + "\" is " + read.precision() + ", expected " + other.precision());
    }
    return read;
  }

  private static String text(String key, Safetensors file) throws DataFormatException {
    String text = file.metadata().get(key);
    if (text == null) {
      throw new DataFormatException("no " + key);
    }
    return text;
  }

  private static Precision precision(Safetensors file) throws DataFormatException {
    String name = text(PRECISION, file);
    for (Precision precision : Precision.values()) {
      if (name(precision).equals(name)) {
        return precision;
      }
    }
    throw new DataFormatException(PRECISION + " is \"" + name + "\"");
  }

  private static String name(Precision precision) {
    return precision.name().toLowerCase(Locale.ROOT);
  }
}
