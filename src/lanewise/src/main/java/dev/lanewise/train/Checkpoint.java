package dev.lanewise.train;

import dev.lanewise.data.DataFormatException;
import dev.lanewise.data.Safetensors;
import dev.lanewise.matrix.DoubleMatrix;
import dev.lanewise.matrix.Matrix;
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

/**
 * All that training needs to go on with the same bits, beside the model in one file: steps and
 * vectors of the optimizer, rate and plateau, seed, epoch and position, sums of the epoch that is
 * on, the epochs before, and the best network so far.
 */
final class Checkpoint {
  private static final String OPTIMIZER = "optimizer.";
  private static final String SETTINGS = "training.settings";
  private static final String POSITION = "training.position";
  private static final String SUMS = "training.sums";
  private static final String HISTORY = "training.history";
  private static final String PLATEAU = "training.plateau";
  private static final String BEST = "training.best";
  private static final String BEST_PARAMETERS = "best.parameters";
  private static final String BEST_STATE = "best.state";

  private final Model model;
  private final Optimizer optimizer;
  private final Schedule schedule;
  private final TrainingState state;
  private final Settings settings;

  /** What must be the same where training goes on. */
  record Settings(long samples, long batchSize, long accumulated, long seed) {
    long[] numbers() {
      return new long[] {samples, batchSize, accumulated, seed};
    }
  }

  Checkpoint(
      Model model, Optimizer optimizer, Schedule schedule, TrainingState state, Settings settings) {
    this.model = model;
    this.optimizer = optimizer;
    this.schedule = schedule;
    this.state = state;
    this.settings = settings;
  }

  void write(Path file) throws IOException {
    Safetensors.Builder builder = Safetensors.builder();
    model.writeTo(builder);
    builder
        .metadata("training.optimizer", optimizer.getClass().getSimpleName())
        .longs(SETTINGS, settings.numbers())
        .longs(POSITION, state.steps(), optimizer.steps(), model.network().step())
        .matrix(
            SUMS,
            DoubleMatrix.rowVector(state.lossSum(), state.seconds(), optimizer.learningRate()))
        .matrix(HISTORY, history());
    optimizer.state().forEach((name, vector) -> builder.matrix(OPTIMIZER + name, vector));
    if (schedule instanceof Plateau plateau) {
      Plateau.State s = plateau.state();
      builder.matrix(PLATEAU, DoubleMatrix.rowVector(s.rate(), s.best(), s.waited()));
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

  /** Overwrites network, optimizer, schedule and state; some of them also if the file is wrong. */
  void read(Path path) throws IOException {
    Safetensors file = Safetensors.read(path);
    checkSettings(file);
    long[] position = longs(file, POSITION, 3);
    Matrix sums = row(file, SUMS, 3);
    List<Epoch> epochs = epochs(file.matrix(HISTORY));
    Map<String, Matrix> vectors = new LinkedHashMap<>();
    for (String name : file.names()) {
      if (name.startsWith(OPTIMIZER)) {
        vectors.put(name.substring(OPTIMIZER.length()), file.matrix(name));
      }
    }
    Network network = model.network();
    try {
      optimizer.prepare(network.precision(), network.parameters().size());
      optimizer.restore(position[1], vectors);
      optimizer.learningRate(sums.get(0, 2));
      network.setStep(position[2]);
    } catch (IllegalArgumentException wrong) {
      throw new DataFormatException(wrong.getMessage(), wrong);
    }
    Model.copy("", file, network.parameters());
    Model.copy("state.", file, network.state());
    if (schedule instanceof Plateau plateau) {
      Matrix s = row(file, PLATEAU, 3);
      plateau.restore(new Plateau.State(s.get(0, 0), s.get(0, 1), (int) s.get(0, 2)));
    }
    if (state.watch() != null) {
      readBest(file, network);
    }
    state.restore(epochs, (int) position[0], sums.get(0, 0), sums.get(0, 1));
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

  private void readBest(Safetensors file, Network network) throws DataFormatException {
    Matrix best = row(file, BEST, 3);
    Matrix parameters = null;
    Matrix statistics = null;
    if (file.names().contains(BEST_PARAMETERS)) {
      parameters = network.parameters().flat().copy();
      statistics = network.state().flat().copy();
      Model.copy(BEST_PARAMETERS, file, parameters);
      Model.copy(BEST_STATE, file, statistics);
    }
    state
        .watch()
        .restore(
            best.get(0, 0), (int) best.get(0, 1), (int) best.get(0, 2), parameters, statistics);
  }

  private static List<Epoch> epochs(Matrix rows) throws DataFormatException {
    if (rows.cols() != 8) {
      throw new DataFormatException("\"" + HISTORY + "\" has " + rows.cols() + " columns, not 8");
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
    Matrix row = file.matrix(name);
    if (row.rows() != 1 || row.cols() != cols) {
      throw new DataFormatException("\"" + name + "\" is no row of " + cols + " numbers");
    }
    return row;
  }

  private static long[] longs(Safetensors file, String name, int count) throws DataFormatException {
    long[] numbers = file.longs(name);
    if (numbers.length != count) {
      throw new DataFormatException("\"" + name + "\" has not " + count + " numbers");
    }
    return numbers;
  }
}
