package dev.lanewise.app.train;

import dev.lanewise.train.EarlyStopping;
import dev.lanewise.train.NonFinitePolicy;
import dev.lanewise.train.Trainer;
import picocli.CommandLine.Option;

/** How long to train, and in what portions. */
final class RunOptions {
  @Option(
      names = "--epochs",
      paramLabel = "N",
      converter = Allowed.Count.class,
      description = "Times that all training samples are used.")
  int epochs = 60;

  @Option(
      names = "--batch",
      paramLabel = "N",
      converter = Allowed.Count.class,
      description = "Samples of a batch.")
  int batch = 16;

  @Option(
      names = "--accumulate",
      paramLabel = "N",
      converter = Allowed.Count.class,
      description = "Batches whose gradients make one step.")
  int accumulate = 1;

  @Option(
      names = "--seed",
      paramLabel = "N",
      converter = Allowed.Seed.class,
      description = "Of the weights, of the order of samples and of what is dropped.")
  long seed;

  @Option(
      names = "--threads",
      paramLabel = "N",
      converter = Allowed.Threads.class,
      description = {
        "Threads of a step; the bits do not depend on it.",
        "  Default: all processors"
      })
  Integer threads;

  @Option(
      names = "--standardize",
      description =
          "Shift and scale each input to mean 0 and deviation 1 over the training samples.")
  boolean standardize;

  @Option(
      names = "--patience",
      paramLabel = "N",
      converter = Allowed.CountOrNone.class,
      description =
          "End after so many epochs without an improvement on the test samples, with "
              + "the best weights; 0: never.")
  int patience;

  @Option(
      names = "--least-improvement",
      paramLabel = "D",
      converter = Allowed.NotNegative.class,
      description = "What counts as an improvement for --patience, at least.")
  double leastImprovement;

  @Option(
      names = "--watch",
      paramLabel = "M",
      converter = Allowed.WatchedMetrics.class,
      defaultValue = "loss",
      description = "What --patience watches: loss or accuracy.")
  EarlyStopping.Watched watched;

  @Option(
      names = "--non-finite",
      paramLabel = "P",
      converter = Allowed.Policies.class,
      defaultValue = "stop",
      description = "On a loss that is no number: stop, skip the step, or go-on.")
  NonFinitePolicy nonFinite;

  int stepsOfAnEpoch(int samples) {
    int batches = (samples - 1) / batch + 1;
    return (batches - 1) / accumulate + 1;
  }

  void check(OptionChecks checks, boolean regression) {
    checks.refuse("--watch", patience == 0, "it needs --patience N");
    checks.refuse("--least-improvement", patience == 0, "it needs --patience N");
    checks.refuse(
        "--watch",
        regression && watched == EarlyStopping.Watched.ACCURACY,
        "the numbers of --regression have no accuracy");
  }

  void apply(Trainer trainer) {
    trainer
        .epochs(epochs)
        .batchSize(batch)
        .accumulate(accumulate)
        .seed(seed)
        .onNonFiniteLoss(nonFinite);
    if (patience > 0) {
      trainer.earlyStopping(new EarlyStopping(watched, patience, leastImprovement, true));
    }
  }

  /** What decides the bits, for a checkpoint: epochs may be more, threads do not matter. */
  String settings() {
    return String.format(
        "batch=%s%naccumulate=%s%nseed=%s%nstandardize=%s%npatience=%s%nleast-improvement=%s%n"
            + "watch=%s%nnon-finite=%s",
        batch, accumulate, seed, standardize, patience, leastImprovement, watched, nonFinite);
  }
}
