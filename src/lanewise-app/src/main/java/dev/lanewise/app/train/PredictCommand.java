package dev.lanewise.app.train;

import dev.lanewise.app.console.Problem;
import dev.lanewise.data.DataSet;
import dev.lanewise.elementwise.Reductions;
import dev.lanewise.gemm.Gemm;
import dev.lanewise.matrix.Matrix;
import dev.lanewise.train.Evaluation;
import dev.lanewise.train.Model;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says what a saved model makes of samples. */
@Command(
    name = "predict",
    description =
        "Writes what a model that 'train --save' wrote makes of samples, and how "
            + "well it does where the truth is known.",
    showDefaultValues = true)
public final class PredictCommand implements Callable<Integer> {
  @Parameters(paramLabel = "MODEL", description = "A safetensors file of 'train'.")
  Path file;

  @ArgGroup(validate = false, heading = "%nData:%n", order = 1)
  DataOptions data = new DataOptions();

  @Option(
      names = "--unlabelled",
      description = "All columns of the CSV file are inputs: there is no target.")
  boolean unlabelled;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description =
          "CSV file of the predictions: a row a sample, outputs, then class (none beside a NaN) and"
              + " truth.")
  Path out = Path.of("target", "lanewise", "predictions.csv");

  @Option(
      names = "--top",
      paramLabel = "K",
      converter = Allowed.CountOrNone.class,
      description = "Print the share of samples whose class is among the K likeliest; 0: not.")
  int top;

  @Option(names = "--confusion", description = "Print the confusion matrix.")
  boolean confusion;

  @Option(
      names = "--threads",
      paramLabel = "N",
      converter = Allowed.Threads.class,
      description = {"Threads; the bits do not depend on it.", "  Default: all processors"})
  Integer threads;

  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    OptionChecks checks = new OptionChecks(spec);
    checks.refuse("--test", true, "samples to predict are those of --data");
    checks.refuse("--test-share", true, "all rows of --data are predicted");
    checks.checkFile("--out", out);
    if (threads != null) {
      Gemm.setThreads(threads);
    }
    Model model = model();
    Samples samples = samples(model);
    DataSet seen = Samples.seen(samples.test(), model.inputs());
    Matrix predictions = model.network().predict(seen.inputs());
    try {
      write(predictions, samples);
    } catch (IOException failure) {
      throw new Problem("cannot write " + out + ": " + Pictures.reason(failure), failure);
    }
    System.out.printf("predictions of %d samples in %s%n", seen.size(), out);
    if (!unlabelled) {
      print(Evaluation.of(model.network(), seen), samples.classes());
    }
    return 0;
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private Model model() {
    try {
      return Model.load(file);
    } catch (IOException unreadable) {
      throw wrong("Invalid MODEL: " + Pictures.reason(unreadable));
    }
  }

  /** Test samples: those of the digits or of a folder, or all rows of a CSV file. */
  private Samples samples(Model model) {
    int inputs = model.network().inputs();
    int outputs = model.network().outputs();
    DataSet test;
    boolean classes;
    try {
      Samples samples = data.loadTest(model.network().precision(), outputs, unlabelled);
      test = samples.test();
      classes = samples.classes() && !unlabelled;
    } catch (IOException unreadable) {
      throw wrong("Invalid value for option '--data': " + Pictures.reason(unreadable));
    }
    if (test.inputs().cols() != inputs || test.targets().cols() != outputs || test.size() == 0) {
      throw wrong(
          String.format(
              "Invalid value for option '--data': %d samples with %d inputs and %d outputs, the"
                  + " model has %d and %d",
              test.size(), test.inputs().cols(), test.targets().cols(), inputs, outputs));
    }
    return new Samples(data.data, test, test, classes, 0, 0);
  }

  private void write(Matrix predictions, Samples samples) throws IOException {
    int[] classes = new int[predictions.rows()];
    Reductions.argMax(predictions, classes);
    boolean classified = predictions.cols() > 1;
    try (BufferedWriter text = Files.newBufferedWriter(out)) {
      for (int j = 0; j < predictions.cols(); j++) {
        text.append(j == 0 ? "output0" : ",output" + j);
      }
      text.append(classified ? ",class" : "").append(unlabelled ? "\n" : ",truth\n");
      for (int i = 0; i < predictions.rows(); i++) {
        for (int j = 0; j < predictions.cols(); j++) {
          text.append(j == 0 ? "" : ",").append(String.valueOf(predictions.get(i, j)));
        }
        boolean known = !Double.isNaN(predictions.get(i, classes[i]));
        text.append(classified ? "," + (known ? classes[i] : "") : "");
        text.append(unlabelled ? "\n" : "," + truth(samples, i) + "\n");
      }
    }
  }

  private static String truth(Samples samples, int i) {
    return samples.classes()
        ? String.valueOf(samples.test().label(i))
        : String.valueOf(samples.test().targets().get(i, 0));
  }

  private void print(Evaluation evaluation, boolean classes) {
    if (classes) {
      System.out.printf(
          Locale.ROOT,
          "accuracy %.4f, loss %.4f%n",
          evaluation.metrics().accuracy(),
          evaluation.metrics().loss());
      TrainReport.printMore(evaluation, top, confusion);
    } else {
      System.out.printf(
          Locale.ROOT,
          "loss %.6g, root mean squared error %.6g%n",
          evaluation.metrics().loss(),
          evaluation.rootMeanSquaredError());
    }
  }
}
