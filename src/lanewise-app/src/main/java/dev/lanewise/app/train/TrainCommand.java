package dev.lanewise.app.train;

import dev.lanewise.app.console.Kernels;
import dev.lanewise.app.console.Problem;
import dev.lanewise.app.console.Progress;
import dev.lanewise.data.DataSet;
import dev.lanewise.data.Standardizer;
import dev.lanewise.gemm.Gemm;
import dev.lanewise.nn.Network;
import dev.lanewise.nn.Profile;
import dev.lanewise.train.CheckpointException;
import dev.lanewise.train.Epoch;
import dev.lanewise.train.GradientStatistics;
import dev.lanewise.train.History;
import dev.lanewise.train.Model;
import dev.lanewise.train.Trainer;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Trains a network, says how it went, and draws the curves and what was misclassified. */
@Command(
    name = "train",
    description =
        "Trains a network, on 8×8 handwritten digits unless told otherwise, and "
            + "draws how it went.",
    showDefaultValues = true)
public final class TrainCommand implements Callable<Integer> {
  private static final String SETTINGS = "settings";

  @ArgGroup(validate = false, heading = "Data:%n", order = 1)
  DataOptions data = new DataOptions();

  @ArgGroup(validate = false, heading = "%nNetwork:%n", order = 2)
  NetworkOptions network = new NetworkOptions();

  @ArgGroup(validate = false, heading = "%nSteps:%n", order = 3)
  OptimizerOptions optimizer = new OptimizerOptions();

  @ArgGroup(validate = false, heading = "%nTraining:%n", order = 4)
  RunOptions run = new RunOptions();

  @ArgGroup(validate = false, heading = "%nResults:%n", order = 5)
  OutputOptions output = new OutputOptions();

  @Spec CommandSpec spec;

  private final Set<String> warnings = new LinkedHashSet<>();
  private GradientStatistics.Report gradients;

  @Override
  public Integer call() {
    checkOptions();
    if (run.threads != null) {
      Gemm.setThreads(run.threads);
    }
    Samples samples = samples();
    Network built = network(samples);
    Optional<Standardizer> standardizer =
        run.standardize ? Optional.of(Standardizer.of(samples.train().inputs())) : Optional.empty();
    Model model = new Model(built, standardizer, Map.of(SETTINGS, settings(samples)));
    DataSet train = Samples.seen(samples.train(), standardizer);
    DataSet test = Samples.seen(samples.test(), standardizer);
    Trainer trainer = trainer(model, samples);
    System.out.printf("kernels  %s; threads %d%n", Kernels.line(), Gemm.threads());
    System.out.printf(
        "%-8s %d for training, %d for testing; %s, seed %d%n%n%s%n",
        samples.name(),
        train.size(),
        test.size(),
        network.precision.name().toLowerCase(Locale.ROOT),
        run.seed,
        built.summary(run.batch));
    Profile profile = output.profile ? built.startProfile() : null;
    History history = fit(trainer, train, test);
    built.stopProfile();
    new TrainReport(built, samples.classes(), output).print(history, trainer.evaluate(test));
    printGradients();
    if (profile != null) {
      System.out.printf("%n%s%n", profile);
    }
    if (output.save != null) {
      save(model);
    }
    Pictures.draw(output.out, history, samples, Mistakes.of(built, samples, test));
    return 0;
  }

  /** What can be told before training takes its time. */
  private void checkOptions() {
    OptionChecks checks = new OptionChecks(spec);
    data.check(checks);
    optimizer.check(checks);
    run.check(checks, data.regression);
    output.check(checks, data.regression);
    checks.checkFolder("--out", output.out);
    checks.checkFile("--save", output.save);
    checks.checkFile("--checkpoint", output.checkpoint);
  }

  private ParameterException wrong(String option, String message) {
    return new OptionChecks(spec).wrong(option, message, null);
  }

  private Samples samples() {
    Samples samples;
    try {
      samples = data.load(network.precision);
    } catch (IOException wrong) {
      throw wrong("--data", Pictures.reason(wrong));
    }
    if (samples.train().size() == 0 || samples.test().size() == 0) {
      throw wrong("--data", "there are no samples in '" + data.data + "'");
    }
    int most = samples.train().size();
    if (run.batch > most) {
      throw wrong("--batch", "'" + run.batch + "' must be a whole number from 1 to " + most);
    }
    return samples;
  }

  private Network network(Samples samples) {
    try {
      return network.build(
          samples.train().inputs().cols(),
          samples.train().targets().cols(),
          samples.classes(),
          run.seed);
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(spec.commandLine(), wrong.getMessage(), wrong);
    }
  }

  private Trainer trainer(Model model, Samples samples) {
    Trainer trainer = new Trainer(model.network(), optimizer.build()).model(model);
    run.apply(trainer);
    int steps = run.stepsOfAnEpoch(samples.train().size());
    try {
      optimizer.apply(trainer, steps, run.epochs);
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(spec.commandLine(), wrong.getMessage(), wrong);
    }
    if (output.gradients) {
      trainer.callback(new GradientStatistics(steps, this::take));
    }
    if (output.checkpoint != null) {
      trainer.checkpoint(output.checkpoint, output.checkpointEvery);
    }
    if (output.resume) {
      checkSettings(model.notes().get(SETTINGS));
      trainer.resume(output.checkpoint);
    }
    return trainer;
  }

  /** All that decides the bits of the trained weights. */
  private String settings(Samples samples) {
    return String.join(
        System.lineSeparator(),
        network.settings(),
        optimizer.settings(run.epochs),
        run.settings(),
        "training-samples=" + Samples.digest(samples.train()),
        "test-samples=" + (run.patience > 0 ? Samples.digest(samples.test()) : "any"));
  }

  /** Says which option is another one than that of the checkpoint. */
  private void checkSettings(String settings) {
    String written;
    try {
      written = Model.load(output.checkpoint).notes().getOrDefault(SETTINGS, "");
    } catch (IOException unreadable) {
      throw wrong("--resume", Pictures.reason(unreadable));
    }
    Set<String> before = new LinkedHashSet<>(written.lines().toList());
    Set<String> now = new LinkedHashSet<>(settings.lines().toList());
    for (String setting : now) {
      if (!before.contains(setting)) {
        String key = setting.substring(0, setting.indexOf('=') + 1);
        String old = before.stream().filter(s -> s.startsWith(key)).findFirst().orElse("nothing");
        throw wrong("--resume", "the checkpoint was made with " + old + ", now it is " + setting);
      }
    }
  }

  private void take(GradientStatistics.Report report) {
    gradients = report;
    warnings.addAll(report.warnings());
  }

  private History fit(Trainer trainer, DataSet train, DataSet test) {
    Progress progress = Progress.of("epoch", run.epochs, System.out);
    boolean classes = !data.regression;
    trainer.afterEpoch(
        epoch -> {
          progress.skipTo(epoch.number() - 1); // where training was resumed
          progress.step(message(epoch, classes));
        });
    try {
      return trainer.fit(train, test);
    } catch (CheckpointException failure) {
      throw new Problem(failure.getMessage(), failure);
    } finally {
      progress.end();
    }
  }

  private static String message(Epoch epoch, boolean classes) {
    return String.format(
        Locale.ROOT,
        classes ? "loss %.4f  test accuracy %.4f" : "loss %.4f  test loss %.4f",
        epoch.train().loss(),
        classes ? epoch.validation().accuracy() : epoch.validation().loss());
  }

  private void printGradients() {
    if (gradients != null) {
      System.out.printf(
          "%nstep %d of epoch %d%n%s%n", gradients.step(), gradients.epoch(), gradients);
      warnings.stream().limit(5).forEach(warning -> System.out.println("warning: " + warning));
    }
  }

  private void save(Model model) {
    try {
      model.save(output.save);
    } catch (IOException failure) {
      throw new Problem("cannot write " + output.save + ": " + Pictures.reason(failure), failure);
    }
    System.out.println("model    " + output.save);
  }
}
