package dev.lanewise.train;

import dev.lanewise.data.Batches;
import dev.lanewise.data.DataSet;
import dev.lanewise.matrix.Matrix;
import dev.lanewise.nn.Network;
import dev.lanewise.nn.Parameters;
import dev.lanewise.optim.GradientClipping;
import dev.lanewise.optim.Optimizer;
import java.io.IOException;
import java.util.Optional;

/** One run of a {@link Trainer}: epochs, their steps, and what is done after each. */
final class Fit {
  private final Trainer settings;
  private final Network network;
  private final Optimizer optimizer;
  private final Parameters gradient;
  private final DataSet train;
  private final DataSet validation;
  private final Batches batches;
  private final Step step;
  private final TrainingState state;
  private final Checkpoint checkpoint;
  private final Matrix stateBefore;
  private boolean nonFiniteSeen;
  private Optional<String> nonFiniteLayer = Optional.empty();

  Fit(Trainer settings, DataSet train, DataSet validation) {
    this.settings = settings;
    this.train = train;
    this.validation = validation;
    network = settings.network;
    optimizer = settings.optimizer;
    gradient = settings.gradient;
    batches = new Batches(train, settings.batchSize, settings.seed);
    step = new Step(network, gradient);
    state = new TrainingState(settings.earlyStopping);
    checkpoint =
        new Checkpoint(
            settings.model,
            optimizer,
            settings.schedule,
            settings.callbacks,
            state,
            new Checkpoint.Settings(
                train.size(), settings.batchSize, settings.accumulated, settings.seed));
    stateBefore = network.state().flat().copy();
  }

  History run() {
    resume();
    boolean asked = false;
    while (!asked && state.epochs().size() < settings.epochs && !state.isOver()) {
      asked = !steps();
      if (!asked) {
        finishEpoch();
        asked = step.takeStop();
        save();
      }
    }
    state.restoreBest(network);
    History.Reason reason =
        asked
            ? History.Reason.CALLBACK
            : state.isOver() ? History.Reason.EARLY_STOPPING : History.Reason.EPOCHS;
    return new History(state.epochs(), reason, state.bestEpoch());
  }

  /** The steps of an epoch that are still to be made; false if a callback wants no more of them. */
  private boolean steps() {
    int epoch = state.epochs().size() + 1;
    int count = (batches.count() - 1) / settings.accumulated + 1;
    batches.shuffle(epoch);
    long start = System.nanoTime();
    while (state.steps() < count) {
      int from = state.steps() * settings.accumulated;
      int to = Math.min(from + settings.accumulated, batches.count());
      int samples = batches.samples(from, to);
      stateBefore.copyFrom(network.state().flat());
      nonFiniteSeen = false;
      double weight = batches.weight(from, to);
      double loss = gradient(from, to, weight);
      step.set(epoch, state.steps() + 1, count, samples, loss);
      if (Double.isFinite(loss) || settings.nonFinite == NonFinitePolicy.GO_ON) {
        update();
      } else {
        network.state().flat().copyFrom(stateBefore);
        if (settings.nonFinite == NonFinitePolicy.STOP) {
          throw new NonFiniteLossException(epoch, state.steps() + 1, loss, nonFiniteLayer);
        }
      }
      state.stepDone(loss * weight);
      boolean last = state.steps() == count;
      if (settings.checkpointEvery > 0 && state.steps() % settings.checkpointEvery == 0 && !last) {
        start = state.takeTime(start);
        save();
      }
      if (!last && step.takeStop()) {
        return false;
      }
    }
    state.takeTime(start);
    return true;
  }

  /**
   * The gradient over batches from … to − 1 as over one of all their samples; the mean loss. Where
   * no sample counts, that of weight decay.
   */
  private double gradient(int from, int to, double weight) {
    network.setStep(network.step()); // a step that came to no update leaves dropout amid its rows
    if (to == from + 1 && batches.weights(from) == null) {
      batches.load(from);
      return looked(network.gradient(batches.inputs(from), batches.targets(from), gradient));
    }
    gradient.flat().fill(0);
    double loss = 0;
    for (int i = from; i < to; i++) {
      batches.load(i);
      loss +=
          looked(
              network.accumulateGradient(
                  batches.inputs(i),
                  batches.targets(i),
                  batches.weights(i),
                  weight > 0 ? weight : 1,
                  gradient));
    }
    return loss + network.accumulateDecay(gradient);
  }

  /** The loss of a batch; the first time it is not finite, looks up where that comes from. */
  private double looked(double loss) {
    if (!Double.isFinite(loss) && !nonFiniteSeen) {
      nonFiniteSeen = true;
      nonFiniteLayer = network.firstNonFinite();
    }
    return loss;
  }

  private void update() {
    if (settings.schedule != null) {
      optimizer.learningRate(settings.schedule.rate(optimizer.steps()));
    }
    if (settings.bound < Double.POSITIVE_INFINITY) {
      GradientClipping.byValue(gradient.flat(), settings.bound);
    }
    if (settings.largestNorm < Double.POSITIVE_INFINITY) {
      GradientClipping.byNorm(gradient.flat(), settings.largestNorm);
    }
    step.setLearningRate(optimizer.learningRate());
    for (int i = 0; i < settings.callbacks.size(); i++) {
      settings.callbacks.get(i).beforeUpdate(step);
    }
    settings.update();
    for (int i = 0; i < settings.callbacks.size(); i++) {
      settings.callbacks.get(i).afterUpdate(step);
    }
  }

  private void finishEpoch() {
    Metrics trained = Metrics.of(network, train);
    Metrics validated = validation == train ? trained : Metrics.of(network, validation);
    Epoch epoch = state.epochDone(train, optimizer.learningRate(), trained, validated, network);
    if (settings.schedule != null) {
      settings.schedule.plateau().ifPresent(plateau -> plateau.report(validated.loss()));
    }
    for (int i = 0; i < settings.callbacks.size(); i++) {
      settings.callbacks.get(i).afterEpoch(epoch);
    }
  }

  private void save() {
    if (settings.checkpoint == null) {
      return;
    }
    try {
      checkpoint.write(settings.checkpoint);
    } catch (IOException failure) {
      throw new CheckpointException("cannot write " + settings.checkpoint, failure);
    }
  }

  private void resume() {
    if (settings.resumeFrom == null) {
      return;
    }
    try {
      checkpoint.read(settings.resumeFrom);
    } catch (IOException failure) {
      throw new CheckpointException("cannot resume from " + settings.resumeFrom, failure);
    }
    settings.resumeFrom = null;
  }
}
