package dev.lanewise.app.train;

import dev.lanewise.app.console.Kernels;
import dev.lanewise.app.console.Progress;
import dev.lanewise.data.DataSet;
import dev.lanewise.elementwise.Activation;
import dev.lanewise.gemm.Gemm;
import dev.lanewise.matrix.Precision;
import dev.lanewise.nn.Loss;
import dev.lanewise.nn.Network;
import dev.lanewise.nn.NetworkBuilder;
import dev.lanewise.optim.Sgd;
import dev.lanewise.train.Epoch;
import dev.lanewise.train.Trainer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Trains on the digits, says how it went, and draws the curves and what was misclassified. */
@Command(
    name = "train",
    description = "Trains a network on 8×8 handwritten digits and draws how it went.",
    showDefaultValues = true)
public final class TrainCommand implements Callable<Integer> {
  @Option(
      names = "--layers",
      paramLabel = "64-N-10",
      defaultValue = "64-32-10",
      converter = Allowed.Layers.class,
      description = "Sizes of the layers: 64 pixels first, 10 digits last.")
  LayerSizes layers;

  @Option(
      names = "--activation",
      paramLabel = "F",
      defaultValue = "sigmoid",
      converter = Allowed.Activations.class,
      description = {
        "Of every layer but the last: sigmoid, tanh, relu, leaky-relu (slope 0.01),",
        "elu (alpha 1), softplus, gelu, gelu-tanh or silu."
      })
  Activation activation;

  @Option(
      names = "--loss",
      paramLabel = "L",
      defaultValue = "cross-entropy",
      converter = Allowed.Losses.class,
      description =
          "cross-entropy, of the softmax of the last layer, or mse, with a sigmoid as last layer.")
  Loss loss;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      defaultValue = "60",
      converter = Allowed.Epochs.class,
      description = "Times that all training samples are used.")
  int epochs;

  @Option(
      names = "--batch",
      paramLabel = "N",
      defaultValue = "16",
      converter = Allowed.Batch.class,
      description = "Samples of a step.")
  int batch;

  @Option(
      names = "--rate",
      paramLabel = "R",
      defaultValue = "0.5",
      converter = Allowed.Rate.class,
      description = "Learning rate of gradient descent.")
  double rate;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "0",
      converter = Allowed.Seed.class,
      description = "Of the weights and of the order of samples.")
  long seed;

  @Option(
      names = "--precision",
      paramLabel = "P",
      defaultValue = "f32",
      converter = Allowed.Precisions.class,
      description = "f32 or f64.")
  Precision precision;

  @Option(
      names = "--threads",
      paramLabel = "N",
      converter = Allowed.Threads.class,
      description = "Threads of a step; the bits do not depend on it. Default: all processors.")
  Integer threads;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "target/lanewise",
      description = "Folder of the pictures.")
  Path out;

  @Option(names = "--digest", description = "Print the SHA-256 of the trained weights.")
  boolean digest;

  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    try {
      Pictures.checkFolder(out);
    } catch (IOException unwritable) {
      throw new ParameterException(
          spec.commandLine(),
          "Invalid value for option '--out': cannot write in '"
              + out
              + "': "
              + Pictures.reason(unwritable),
          unwritable);
    }
    if (threads != null) {
      Gemm.setThreads(threads);
    }
    DataSet.Split data = Digits.split(precision);
    Network network = network();
    System.out.printf("kernels  %s; threads %d%n", Kernels.line(), Gemm.threads());
    System.out.printf(
        "digits   %d for training, %d for testing; %s, seed %d%n%n%s%n",
        data.train().size(),
        data.test().size(),
        precision.name().toLowerCase(Locale.ROOT),
        seed,
        network.summary());
    List<Epoch> history = train(network, data);
    report(network, history);
    Pictures.draw(out, history, Mistakes.of(network, data.test()));
    return 0;
  }

  private Network network() {
    List<Integer> sizes = layers.sizes();
    NetworkBuilder builder =
        Network.builder(sizes.get(0)).precision(precision).loss(loss).seed(seed);
    for (int size : sizes.subList(1, sizes.size() - 1)) {
      builder.dense(size, activation);
    }
    boolean logits = loss.equals(Loss.SOFTMAX_CROSS_ENTROPY);
    int outputs = sizes.get(sizes.size() - 1);
    return builder.dense(outputs, logits ? Activation.IDENTITY : Activation.SIGMOID).build();
  }

  private List<Epoch> train(Network network, DataSet.Split data) {
    Progress progress = Progress.of("epoch", epochs, System.out);
    try {
      return new Trainer(network, new Sgd(rate))
          .fit(
              data.train(),
              data.test(),
              epochs,
              batch,
              seed,
              epoch ->
                  progress.step(
                      String.format(
                          Locale.ROOT,
                          "loss %.4f  test accuracy %.4f",
                          epoch.train().loss(),
                          epoch.test().accuracy())));
    } finally {
      progress.end();
    }
  }

  private void report(Network network, List<Epoch> history) {
    long samples = history.stream().mapToLong(Epoch::samples).sum();
    double seconds = history.stream().mapToDouble(Epoch::seconds).sum();
    Epoch last = history.get(history.size() - 1);
    System.out.printf(
        Locale.ROOT,
        "%ntest accuracy %.4f, loss %.4f; on the training samples %.4f, %.4f%n",
        last.test().accuracy(),
        last.test().loss(),
        last.train().accuracy(),
        last.train().loss());
    Epoch fastest = Collections.min(history, Comparator.comparingDouble(Epoch::seconds));
    System.out.printf(
        Locale.ROOT,
        "speed %s in %.2f s of steps, compilation by the JVM included%n",
        rate(network, samples, seconds),
        seconds);
    System.out.printf(
        "      %s in the fastest epoch%n", rate(network, fastest.samples(), fastest.seconds()));
    if (digest) {
      System.out.println("weights sha256 " + WeightsDigest.sha256(network.parameters().flat()));
    }
  }

  private static String rate(Network network, long samples, double seconds) {
    return String.format(
        Locale.ROOT,
        "%,.0f samples/s, %.2f GFLOP/s",
        samples / seconds,
        network.summary().training() * samples / seconds * 1e-9);
  }
}
