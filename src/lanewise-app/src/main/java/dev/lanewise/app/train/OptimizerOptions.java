package dev.lanewise.app.train;

import dev.lanewise.optim.Adam;
import dev.lanewise.optim.AdamW;
import dev.lanewise.optim.Momentum;
import dev.lanewise.optim.Nesterov;
import dev.lanewise.optim.Optimizer;
import dev.lanewise.optim.Plateau;
import dev.lanewise.optim.RmsProp;
import dev.lanewise.optim.Schedule;
import dev.lanewise.optim.Sgd;
import dev.lanewise.train.Trainer;
import java.util.Locale;
import picocli.CommandLine.Option;

/** How steps are made. */
final class OptimizerOptions {
  /** Which optimizer. */
  enum Method {
    SGD,
    MOMENTUM,
    NESTEROV,
    RMSPROP,
    ADAM,
    ADAMW;

    /** As the option is written. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Which schedule of the learning rate. */
  enum Rates {
    CONSTANT,
    STEP,
    EXPONENTIAL,
    COSINE,
    PLATEAU;

    /** As the option is written. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Option(
      names = "--optimizer",
      paramLabel = "O",
      converter = Allowed.Methods.class,
      description = "sgd, momentum, nesterov, rmsprop, adam or adamw.")
  Method method = Method.SGD;

  @Option(
      names = "--rate",
      paramLabel = "R",
      converter = Allowed.Positive.class,
      description = "Learning rate, of the first step or, with a warm-up, of the first after it.")
  double rate = 0.5;

  @Option(
      names = "--momentum",
      paramLabel = "M",
      converter = Allowed.Share.class,
      description = "Of momentum and nesterov.")
  double momentum = 0.9;

  @Option(
      names = "--beta1",
      paramLabel = "B",
      converter = Allowed.Share.class,
      description = "What adam and adamw keep of the mean gradient.")
  double beta1 = 0.9;

  @Option(
      names = "--beta2",
      paramLabel = "B",
      converter = Allowed.Share.class,
      description = "What adam, adamw and rmsprop keep of the mean square; rmsprop usually 0.9.")
  double beta2 = 0.999;

  @Option(
      names = "--epsilon",
      paramLabel = "E",
      converter = Allowed.Positive.class,
      defaultValue = "1e-8",
      description = "Of adam, adamw and rmsprop.")
  double epsilon;

  @Option(
      names = "--weight-decay",
      paramLabel = "W",
      converter = Allowed.NotNegative.class,
      description = {"Decoupled weight decay of adamw.", "  Default: 0.01"})
  Double weightDecay;

  @Option(
      names = "--schedule",
      paramLabel = "S",
      converter = Allowed.Schedules.class,
      description =
          "Of the rate: constant; step, times --factor every --every epochs; "
              + "exponential, times --factor an epoch; cosine, to 0 over all epochs; "
              + "plateau, times --factor after --every epochs without a lower test loss.")
  Rates rates = Rates.CONSTANT;

  @Option(
      names = "--factor",
      paramLabel = "F",
      converter = Allowed.Share.class,
      description = "Of the schedule.")
  double factor = 0.5;

  @Option(
      names = "--every",
      paramLabel = "N",
      converter = Allowed.Count.class,
      description = "Epochs of the schedule.")
  int every = 10;

  @Option(
      names = "--warm-up",
      paramLabel = "N",
      converter = Allowed.CountOrNone.class,
      description = "Steps in which the rate rises to --rate.")
  int warmUp;

  @Option(
      names = "--clip-norm",
      paramLabel = "C",
      converter = Allowed.Positive.class,
      description = {"Largest norm of a gradient.", "  Default: any"})
  Double clipNorm;

  @Option(
      names = "--clip-value",
      paramLabel = "C",
      converter = Allowed.Positive.class,
      description = {"Largest magnitude of a gradient's entries.", "  Default: any"})
  Double clipValue;

  void check(OptionChecks checks) {
    boolean moments = method == Method.MOMENTUM || method == Method.NESTEROV;
    boolean adam = method == Method.ADAM || method == Method.ADAMW;
    boolean squares = adam || method == Method.RMSPROP;
    boolean waits = rates == Rates.STEP || rates == Rates.PLATEAU;
    checks.refuse("--momentum", !moments, "it needs --optimizer momentum or nesterov");
    checks.refuse("--beta1", !adam, "it needs --optimizer adam or adamw");
    checks.refuse("--beta2", !squares, "it needs --optimizer rmsprop, adam or adamw");
    checks.refuse("--epsilon", !squares, "it needs --optimizer rmsprop, adam or adamw");
    checks.refuse("--weight-decay", method != Method.ADAMW, "it needs --optimizer adamw");
    checks.refuse("--every", !waits, "it needs --schedule step or plateau");
    checks.refuse(
        "--factor",
        !waits && rates != Rates.EXPONENTIAL,
        "it needs --schedule step, exponential or plateau");
  }

  Optimizer build() {
    return switch (method) {
      case SGD -> new Sgd(rate);
      case MOMENTUM -> new Momentum(rate, momentum);
      case NESTEROV -> new Nesterov(rate, momentum);
      case RMSPROP -> new RmsProp(rate, beta2, epsilon);
      case ADAM -> new Adam(rate, beta1, beta2, epsilon);
      case ADAMW ->
          new AdamW(rate, weightDecay == null ? 0.01 : weightDecay, beta1, beta2, epsilon);
    };
  }

  /**
   * Gives the trainer schedule and clipping.
   *
   * @throws IllegalArgumentException if the factor is 0
   */
  void apply(Trainer trainer, int stepsOfAnEpoch, int epochs) {
    Schedule schedule = schedule(stepsOfAnEpoch, epochs);
    trainer.schedule(warmUp > 0 ? schedule.afterWarmUp(warmUp) : schedule);
    if (clipNorm != null) {
      trainer.clipByNorm(clipNorm);
    }
    if (clipValue != null) {
      trainer.clipByValue(clipValue);
    }
  }

  private Schedule schedule(int stepsOfAnEpoch, int epochs) {
    return switch (rates) {
      case CONSTANT -> Schedule.constant(rate);
      case STEP -> Schedule.stepped(rate, factor, (long) every * stepsOfAnEpoch);
      case EXPONENTIAL -> Schedule.stepped(rate, factor, stepsOfAnEpoch);
      case COSINE -> Schedule.cosine(rate, 0, Math.max(1, (long) epochs * stepsOfAnEpoch - warmUp));
      case PLATEAU -> new Plateau(rate, factor, every, 0, 0);
    };
  }

  /** What decides the bits, for a checkpoint. */
  String settings(int epochs) {
    return String.format(
        "optimizer=%s%nrate=%s%nmomentum=%s%nbeta1=%s%nbeta2=%s%nepsilon=%s%nweight-decay=%s%n"
            + "schedule=%s%nfactor=%s%nevery=%s%nwarm-up=%s%nclip-norm=%s%nclip-value=%s",
        method,
        rate,
        momentum,
        beta1,
        beta2,
        epsilon,
        weightDecay,
        rates == Rates.COSINE ? "cosine over " + epochs + " epochs" : rates,
        factor,
        every,
        warmUp,
        clipNorm,
        clipValue);
  }
}
