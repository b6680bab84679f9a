package dev.lanewise.train;

import dev.lanewise.data.Batches;
import dev.lanewise.data.DataSet;
import dev.lanewise.matrix.Matrix;
import dev.lanewise.nn.Network;
import dev.lanewise.nn.Parameters;
import dev.lanewise.optim.Optimizer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Trains a network in mini-batches. Same data, seeds and settings end with the same bits, whatever
 * the number of threads.
 */
public final class Trainer {
  private final Network network;
  private final Optimizer optimizer;
  private final Parameters gradient;

  /** A trainer that changes the parameters of {@code network}. */
  public Trainer(Network network, Optimizer optimizer) {
    this.network = network;
    this.optimizer = optimizer;
    gradient = network.newGradient();
  }

  /**
   * One step on one batch; allocates nothing once warm.
   *
   * @param x batch×inputs
   * @param y batch×outputs
   * @return the mean loss before the step
   * @throws IllegalArgumentException if shapes or precisions do not fit
   */
  public double step(Matrix x, Matrix y) {
    double loss = network.gradient(x, y, gradient);
    optimizer.step(network.parameters().flat(), gradient.flat());
    return loss;
  }

  /**
   * Trains for some epochs.
   *
   * @param train samples to train on, in the precision of the network
   * @param test samples to evaluate on after each epoch
   * @param seed seed of the order of samples, see {@link Batches}
   * @param listener called after each epoch
   * @return all epochs
   * @throws NonFiniteLossException if the loss of a batch is NaN or infinite, before its step
   */
  public List<Epoch> fit(
      DataSet train, DataSet test, int epochs, int batchSize, long seed, Consumer<Epoch> listener) {
    Batches batches = new Batches(train, batchSize, seed);
    List<Epoch> history = new ArrayList<>();
    for (int number = 1; number <= epochs; number++) {
      batches.shuffle(number);
      long start = System.nanoTime();
      double loss = 0;
      for (int i = 0; i < batches.count(); i++) {
        batches.load(i);
        Matrix x = batches.inputs(i);
        double batchLoss = network.gradient(x, batches.targets(i), gradient);
        if (!Double.isFinite(batchLoss)) {
          throw new NonFiniteLossException(number, i + 1, batchLoss);
        }
        optimizer.step(network.parameters().flat(), gradient.flat());
        loss += batchLoss * x.rows();
      }
      double seconds = (System.nanoTime() - start) * 1e-9;
      Epoch epoch =
          new Epoch(
              number,
              train.size(),
              seconds,
              loss / train.size(),
              Metrics.of(network, train),
              Metrics.of(network, test));
      history.add(epoch);
      listener.accept(epoch);
    }
    return history;
  }
}
