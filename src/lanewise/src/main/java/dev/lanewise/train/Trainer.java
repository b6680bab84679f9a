package dev.lanewise.train;

import dev.lanewise.data.Batches;
import dev.lanewise.data.DataSet;
import dev.lanewise.matrix.Matrix;
import dev.lanewise.nn.Network;
import dev.lanewise.nn.Parameters;
import dev.lanewise.optim.Optimizer;
import dev.lanewise.optim.Plateau;
import dev.lanewise.optim.Schedule;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Trains a network in mini-batches. Same data, seeds and settings end with the same bits, whatever
 * the number of threads, and also where training was broken off and resumed from a checkpoint.
 *
 * <pre>{@code
 * History history =
 *     new Trainer(network, new Adam(0.001))
 *         .epochs(20)
 *         .batchSize(32)
 *         .schedule(Schedule.cosine(0.001, 0, 20 * 1875))
 *         .earlyStopping(new EarlyStopping(5))
 *         .fit(train, validation);
 * }</pre>
 *
 * <p>Each setting replaces the one before and returns the trainer. A warm step allocates nothing.
 */
public final class Trainer {
  final Network network;
  final Optimizer optimizer;
  final Parameters gradient;
  final List<Callback> callbacks = new ArrayList<>();
  int epochs = 10;
  int batchSize = 32;
  long seed;
  int accumulated = 1;
  Schedule schedule;
  double largestNorm = Double.POSITIVE_INFINITY;
  double bound = Double.POSITIVE_INFINITY;
  NonFinitePolicy nonFinite = NonFinitePolicy.STOP;
  EarlyStopping earlyStopping;
  Model model;
  Path checkpoint;
  int checkpointEvery;
  Path resumeFrom;

  /** A trainer that changes the parameters of {@code network}: 10 epochs in batches of 32. */
  public Trainer(Network network, Optimizer optimizer) {
    this.network = network;
    this.optimizer = optimizer;
    gradient = network.newGradient();
    model = new Model(network);
  }

  /**
   * How often all samples are trained on.
   *
   * @throws IllegalArgumentException if it is not positive
   */
  public Trainer epochs(int epochs) {
    this.epochs = positive("epochs", epochs);
    return this;
  }

  /**
   * Samples of a batch; the last one of an epoch has what is left.
   *
   * @throws IllegalArgumentException if it is not positive
   */
  public Trainer batchSize(int batchSize) {
    this.batchSize = positive("samples of a batch", batchSize);
    return this;
  }

  /** Seed of the order of samples, see {@link Batches}; 0 unless set. */
  public Trainer seed(long seed) {
    this.seed = seed;
    return this;
  }

  /**
   * Makes one step of the gradient over so many batches, as over one batch with all their samples;
   * the last step of an epoch has what is left.
   *
   * @throws IllegalArgumentException if it is not positive
   */
  public Trainer accumulate(int batches) {
    accumulated = positive("batches of a step", batches);
    return this;
  }

  /**
   * Sets the learning rate before each step, by the number of steps made; a {@link Plateau}, after
   * a warm-up or not, is told the loss on the validation data after each epoch. Without a schedule
   * the optimizer keeps its rate.
   */
  public Trainer schedule(Schedule schedule) {
    this.schedule = schedule;
    return this;
  }

  /**
   * Scales a gradient down to this norm where it is larger.
   *
   * @throws IllegalArgumentException if it is not positive
   */
  public Trainer clipByNorm(double largest) {
    largestNorm = positive("largest norm", largest);
    return this;
  }

  /**
   * Moves each entry of the gradient into ±bound, before a clipping by norm.
   *
   * @throws IllegalArgumentException if it is not positive
   */
  public Trainer clipByValue(double bound) {
    this.bound = positive("bound", bound);
    return this;
  }

  /** What to do about a loss that is NaN or infinite; {@link NonFinitePolicy#STOP} unless set. */
  public Trainer onNonFiniteLoss(NonFinitePolicy policy) {
    nonFinite = policy;
    return this;
  }

  /** Ends training early. */
  public Trainer earlyStopping(EarlyStopping rule) {
    earlyStopping = rule;
    return this;
  }

  /** Adds a callback; they are told in the order in which they were added. */
  public Trainer callback(Callback callback) {
    callbacks.add(callback);
    return this;
  }

  /** Adds a callback that is told each epoch. */
  public Trainer afterEpoch(Consumer<Epoch> listener) {
    return callback(
        new Callback() {
          @Override
          public void afterEpoch(Epoch epoch) {
            listener.accept(epoch);
          }
        });
  }

  /**
   * Writes all that training needs to go on into a safetensors file, which is a {@link Model} too:
   * after each epoch, and within an epoch after each so many steps. What was there is replaced in
   * one move.
   *
   * @param every 0 for epochs alone
   * @throws IllegalArgumentException if every is negative
   */
  public Trainer checkpoint(Path file, int every) {
    if (every < 0) {
      throw new IllegalArgumentException("a checkpoint every " + every + " steps");
    }
    checkpoint = file;
    checkpointEvery = every;
    return this;
  }

  /**
   * What checkpoints hold beside the state of training; the network alone unless set.
   *
   * @throws IllegalArgumentException if its network is another one
   */
  public Trainer model(Model model) {
    if (model.network() != network) {
      throw new IllegalArgumentException("the model's network is not the one that is trained");
    }
    this.model = model;
    return this;
  }

  /**
   * Goes on from a checkpoint at the next {@link #fit}, which must be given the same data, and the
   * trainer the same settings; epochs may be more. Callbacks are told what is still to come.
   */
  public Trainer resume(Path file) {
    resumeFrom = file;
    return this;
  }

  /**
   * One step on one batch at the optimizer's rate: no schedule, no clipping, no callbacks.
   * Allocates nothing once warm.
   *
   * @param x batch×inputs
   * @param y batch×outputs
   * @return the mean loss before the step
   * @throws IllegalArgumentException if shapes or precisions do not fit
   */
  public double step(Matrix x, Matrix y) {
    double loss = network.gradient(x, y, gradient);
    update();
    return loss;
  }

  /** How well the network does on a data set. */
  public Evaluation evaluate(DataSet data) {
    return Evaluation.of(network, data);
  }

  /** Trains and evaluates on the same data. */
  public History fit(DataSet train) {
    return fit(train, train);
  }

  /**
   * Trains.
   *
   * @param train samples to train on, in the precision of the network
   * @param validation samples to evaluate on after each epoch
   * @throws NonFiniteLossException if the loss of a batch is NaN or infinite, before its step
   * @throws CheckpointException if a checkpoint cannot be written, or does not fit what is to be
   *     resumed from it
   */
  public History fit(DataSet train, DataSet validation) {
    return new Fit(this, train, validation).run();
  }

  /** A step with the gradient that is there. */
  void update() {
    if (network.profile() == null) {
      optimizer.step(network.parameters().flat(), gradient.flat());
    } else {
      network.profile().update(() -> optimizer.step(network.parameters().flat(), gradient.flat()));
    }
    network.setStep(network.step() + 1);
  }

  private static int positive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(value + " " + name + ": must be positive");
    }
    return value;
  }

  private static double positive(String name, double value) {
    if (!(value > 0)) {
      throw new IllegalArgumentException("the " + name + " is " + value + ", must be positive");
    }
    return value;
  }
}
