package dev.lanewise.app.train;

import dev.lanewise.nn.Network;
import dev.lanewise.train.Epoch;
import dev.lanewise.train.Evaluation;
import dev.lanewise.train.History;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** What training came to, in words. */
final class TrainReport {
  private final Network network;
  private final boolean classes;
  private final OutputOptions output;

  TrainReport(Network network, boolean classes, OutputOptions output) {
    this.network = network;
    this.classes = classes;
    this.output = output;
  }

  void print(History history, Evaluation test) {
    List<Epoch> epochs = history.epochs();
    System.out.println();
    if (history.reason() == History.Reason.EARLY_STOPPING) {
      System.out.printf(
          "ended after %d epochs without an improvement; these are the weights of epoch %d%n",
          epochs.size() - history.best(), history.best());
    } else if (history.best() < epochs.size()) {
      System.out.printf("these are the weights of epoch %d, the best%n", history.best());
    }
    printMetrics(epochs.get(history.best() - 1), test);
    printSpeed(epochs);
    if (output.digest) {
      System.out.println("weights sha256 " + BitsDigest.sha256(network.parameters().flat()));
    }
  }

  private void printMetrics(Epoch best, Evaluation test) {
    if (!classes) {
      System.out.printf(
          Locale.ROOT,
          "test loss %.6g, root mean squared error %.6g; loss on the training samples %.6g%n",
          test.metrics().loss(),
          test.rootMeanSquaredError(),
          best.train().loss());
      return;
    }
    System.out.printf(
        Locale.ROOT,
        "test accuracy %.4f, loss %.4f; on the training samples %.4f, %.4f%n",
        test.metrics().accuracy(),
        test.metrics().loss(),
        best.train().accuracy(),
        best.train().loss());
    printMore(test, output.top, output.confusion);
  }

  /** What is printed of classes on request. */
  static void printMore(Evaluation test, int top, boolean confusion) {
    if (top > 0) {
      System.out.printf(Locale.ROOT, "among the top %d %.4f%n", top, test.topAccuracy(top));
    }
    if (confusion) {
      System.out.println(test.confusionTable());
    }
  }

  private void printSpeed(List<Epoch> epochs) {
    long samples = epochs.stream().mapToLong(Epoch::samples).sum();
    double seconds = epochs.stream().mapToDouble(Epoch::seconds).sum();
    System.out.printf(
        Locale.ROOT,
        "speed %s in %.2f s of steps, compilation by the JVM included%n",
        rate(samples, seconds),
        seconds);
    Epoch fastest = Collections.min(epochs, Comparator.comparingDouble(Epoch::seconds));
    System.out.printf(
        "      %s in the fastest epoch%n", rate(fastest.samples(), fastest.seconds()));
  }

  private String rate(long samples, double seconds) {
    return String.format(
        Locale.ROOT,
        "%,.0f samples/s, %.2f GFLOP/s",
        samples / seconds,
        network.summary().training() * samples / seconds * 1e-9);
  }
}
