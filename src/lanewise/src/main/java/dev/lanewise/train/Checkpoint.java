package dev.lanewise.train;

import dev.lanewise.data.DataFormatException;
import dev.lanewise.data.Safetensors;
import dev.lanewise.matrix.DoubleMatrix;
import dev.lanewise.matrix.Matrix;
import dev.lanewise.matrix.Precision;
import dev.lanewise.nn.Network;
import dev.lanewise.optim.Optimizer;
import dev.lanewise.optim.Plateau;
import dev.lanewise.optim.Schedule;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that training needs to go on with the same bits, beside the model in one file: steps and
 * vectors of the optimizer, rate and plateau, seed, epoch and position, sums of the epoch that is
 * on, the epochs before, the best network so far, and the state of callbacks in their order.
 */
final class Checkpoint {
  private static final String OPTIMIZER = "optimizer.";
  private static final String OPTIMIZER_NAME = "training.optimizer";
  private static final String SETTINGS = "training.settings";
  private static final String POSITION = "training.position";
  private static final String SUMS = "training.sums";
  private static final String HISTORY = "training.history";
  private static final String PLATEAU = "training.plateau";
  private static final String CALLBACK = "callback.";
  private static final String BEST = "training.best";
  private static final String BEST_PARAMETERS = "best.parameters";
  private static final String BEST_STATE = "best.state";

  private final Model model;
  private final Optimizer optimizer;
  private final Schedule schedule;
  private final List<Callback> callbacks;
  private final TrainingState state;
  private final Settings settings;

  /** What must be the same where training goes on. */
  record Settings(long samples, long batchSize, long accumulated, long seed) {
    long[] numbers() {
      return new long[] {samples, batchSize, accumulated, seed};
    }
  }

  Checkpoint(
      Model model,
      Optimizer optimizer,
      Schedule schedule,
      List<Callback> callbacks,
      TrainingState state,
      Settings settings) {
    this.model = model;
    this.optimizer = optimizer;
    this.schedule = schedule;
    this.callbacks = callbacks;
    this.state = state;
    this.settings = settings;
  }

  void write(Path file) throws IOException {
    Safetensors.Builder builder = Safetensors.builder();
    model.writeTo(builder);
    builder
        .metadata(OPTIMIZER_NAME, optimizer.getClass().getSimpleName())
        .longs(SETTINGS, settings.numbers())
        .longs(POSITION, state.steps(), optimizer.steps(), model.network().step())
        .matrix(
            SUMS,
            DoubleMatrix.rowVector(state.lossSum(), state.seconds(), optimizer.learningRate()))
        .matrix(HISTORY, history());
    optimizer.state().forEach((name, vector) -> builder.matrix(OPTIMIZER + name, vector));
    if (schedule != null && schedule.plateau().isPresent()) {
      Plateau.State s = schedule.plateau().get().state();
      builder.matrix(PLATEAU, DoubleMatrix.rowVector(s.rate(), s.best(), s.waited()));
    }
    for (int i = 0; i < callbacks.size(); i++) {
      String prefix = CALLBACK + i + ".";
      callbacks.get(i).state().forEach((name, matrix) -> builder.matrix(prefix + name, matrix));
    }
    Watch watch = state.watch();
    if (watch != null) {
      builder.matrix(BEST, DoubleMatrix.rowVector(watch.best(), watch.bestEpoch(), watch.waited()));
      if (watch.parameters() != null) {
        builder.matrix(BEST_PARAMETERS, watch.parameters()).matrix(BEST_STATE, watch.state());
      }
    }
    builder.build().write(file);
  }

  /** An epoch a row. */
  private Matrix history() {
    DoubleMatrix rows = DoubleMatrix.zeros(state.epochs().size(), 8);
    for (int i = 0; i < rows.rows(); i++) {
      Epoch e = state.epochs().get(i);
      double[] row = {
        e.samples(),
        e.seconds(),
        e.batchLoss(),
        e.learningRate(),
        e.train().loss(),
        e.train().accuracy(),
        e.validation().loss(),
        e.validation().accuracy()
      };
      rows.row(i).copyFrom(DoubleMatrix.rowVector(row));
    }
    return rows;
  }

  /** Overwrites network, optimizer, schedule, callbacks and state; none if the file is wrong. */
  void read(Path path) throws IOException {
    Safetensors file = Safetensors.read(path);
    model.checkSame(file);
    Model.checkSame(OPTIMIZER_NAME, optimizer.getClass().getSimpleName(), file);
    checkSettings(file);
    Network network = model.network();
    Matrix parameters = Model.flat("", file, network.parameters());
    Matrix statistics = Model.flat("state.", file, network.state());
    long[] position = position(file);
    Matrix sums = row(file, SUMS, 3);
    double rate = sums.get(0, 2);
    check(rate >= 0 && rate < Double.POSITIVE_INFINITY, "a learning rate of " + rate);
    List<Epoch> epochs = epochs(file);
    Optional<Plateau> plateau = schedule == null ? Optional.empty() : schedule.plateau();
    Plateau.State reports = plateau.isPresent() ? plateau(file) : null;
    Best best = state.watch() == null ? null : best(file, epochs.size());
    Map<String, Matrix> vectors = vectors(file, OPTIMIZER);
    List<Map<String, Matrix>> before = new ArrayList<>();
    List<Map<String, Matrix>> states = new ArrayList<>();
    for (Callback callback : callbacks) {
      states.add(vectors(file, CALLBACK + before.size() + "."));
      before.add(copy(callback.state()));
    }
    try {
      restoreCallbacks(states);
      optimizer.prepare(network.precision(), network.parameters().size());
      optimizer.restore(position[1], vectors);
    } catch (IllegalArgumentException wrong) {
      restoreCallbacks(before);
      throw new DataFormatException(wrong.getMessage(), wrong);
    }
    // Nothing fails from here on.
    optimizer.learningRate(rate);
    network.setStep(position[2]);
    network.parameters().flat().copyFrom(parameters);
    network.state().flat().copyFrom(statistics);
    plateau.ifPresent(p -> p.restore(reports));
    if (best != null) {
      state.watch().restore(best.cost, best.epoch, best.waited, best.parameters, best.statistics);
    }
    state.restore(epochs, (int) position[0], sums.get(0, 0), sums.get(0, 1));
  }

  private void restoreCallbacks(List<Map<String, Matrix>> states) {
    for (int i = 0; i < callbacks.size(); i++) {
      callbacks.get(i).restore(model.network(), states.get(i));
    }
  }

  private static Map<String, Matrix> copy(Map<String, Matrix> shared) {
    Map<String, Matrix> copies = new LinkedHashMap<>();
    shared.forEach((name, matrix) -> copies.put(name, matrix.copy()));
    return copies;
  }

  /** Steps of the epoch, of the optimizer and of the network. */
  private static long[] position(Safetensors file) throws DataFormatException {
    long[] position = longs(file, POSITION, 3);
    for (long steps : position) {
      check(steps >= 0, "a position after " + steps + " steps");
    }
    check(position[0] <= Integer.MAX_VALUE, position[0] + " steps of an epoch");
    return position;
  }

  private static Map<String, Matrix> vectors(Safetensors file, String prefix)
      throws DataFormatException {
    Map<String, Matrix> vectors = new LinkedHashMap<>();
    for (String name : file.names()) {
      if (name.startsWith(prefix)) {
        vectors.put(name.substring(prefix.length()), file.matrix(name));
      }
    }
    return vectors;
  }

  private static Plateau.State plateau(Safetensors file) throws DataFormatException {
    Matrix s = row(file, PLATEAU, 3);
    double rate = s.get(0, 0);
    check(rate >= 0 && rate < Double.POSITIVE_INFINITY, "a plateau at the rate " + rate);
    return new Plateau.State(rate, s.get(0, 1), whole(s.get(0, 2), "reports of a plateau"));
  }

  private void checkSettings(Safetensors file) throws DataFormatException {
    long[] written = longs(file, SETTINGS, 4);
    String[] names = {"samples", "samples of a batch", "batches of a step", "seed"};
    for (int i = 0; i < names.length; i++) {
      if (written[i] != settings.numbers()[i]) {
        throw new DataFormatException(
            names[i] + ": " + written[i] + " in the checkpoint, " + settings.numbers()[i] + " now");
      }
    }
  }

  /** What early stopping knows. */
  private record Best(double cost, int epoch, int waited, Matrix parameters, Matrix statistics) {}

  private Best best(Safetensors file, int epochs) throws DataFormatException {
    Network network = model.network();
    Matrix best = row(file, BEST, 3);
    boolean kept = file.names().contains(BEST_PARAMETERS);
    int epoch = whole(best.get(0, 1), "as best epoch");
    check(epoch <= epochs, "epoch " + epoch + " of " + epochs + " as the best");
    check(kept || epoch == 0 || !state.watch().keepsBest(), "a best epoch without its parameters");
    return new Best(
        best.get(0, 0),
        epoch,
        whole(best.get(0, 2), "epochs without an improvement"),
        kept ? Model.like(network.parameters().flat(), BEST_PARAMETERS, file) : null,
        kept ? Model.like(network.state().flat(), BEST_STATE, file) : null);
  }

  private static List<Epoch> epochs(Safetensors file) throws DataFormatException {
    Matrix rows = file.matrix(HISTORY);
    if (rows.cols() != 8 || rows.precision() != Precision.F64) {
      throw new DataFormatException(
          "\"" + HISTORY + "\" has " + rows.cols() + " columns in " + rows.precision());
    }
    List<Epoch> epochs = new ArrayList<>();
    for (int i = 0; i < rows.rows(); i++) {
      double[] r = rows.row(i).toDoubles();
      epochs.add(
          new Epoch(
              i + 1,
              (int) r[0],
              r[1],
              r[2],
              r[3],
              new Metrics(r[4], r[5]),
              new Metrics(r[6], r[7])));
    }
    return epochs;
  }

  private static Matrix row(Safetensors file, String name, int cols) throws DataFormatException {
    return Model.like(DoubleMatrix.zeros(1, cols), name, file);
  }

  private static long[] longs(Safetensors file, String name, int count) throws DataFormatException {
    long[] numbers = file.longs(name);
    if (numbers.length != count) {
      throw new DataFormatException("\"" + name + "\" has not " + count + " numbers");
    }
    return numbers;
  }

  private static int whole(double number, String what) throws DataFormatException {
    check(number >= 0 && number == (int) number, number + " " + what);
    return (int) number;
  }

  private static void check(boolean right, String wrong) throws DataFormatException {
    if (!right) {
      throw new DataFormatException(wrong + " cannot be");
    }
  }
}
