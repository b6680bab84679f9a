package dev.lanewise.app.autoencode;

import dev.lanewise.app.console.Kernels;
import dev.lanewise.app.console.Problem;
import dev.lanewise.app.console.Progress;
import dev.lanewise.app.train.Allowed;
import dev.lanewise.app.train.Digits;
import dev.lanewise.app.train.OptionChecks;
import dev.lanewise.app.train.Pictures;
import dev.lanewise.gemm.Gemm;
import dev.lanewise.matrix.Matrix;
import dev.lanewise.matrix.Precision;
import dev.lanewise.nn.SparseAutoencoder;
import dev.lanewise.optim.Lbfgs;
import dev.lanewise.optim.Minimum;
import dev.lanewise.optim.Stopping;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Trains a sparse autoencoder by L-BFGS and draws what its hidden units look for. */
@Command(
    name = "autoencode",
    description =
        "Trains a sparse autoencoder on the digits, or on patches of a picture, and draws what its"
            + " hidden units look for.",
    showDefaultValues = true)
public final class AutoencodeCommand implements Callable<Integer> {
  @Option(
      names = "--picture",
      paramLabel = "FILE",
      description = "Learn from patches of this picture instead of the digits.")
  Path picture;

  @Option(
      names = "--patches",
      paramLabel = "N",
      defaultValue = "10000",
      converter = Numbers.Count.class,
      description = "Patches of the picture.")
  int patches;

  @Option(
      names = "--side",
      paramLabel = "N",
      defaultValue = "8",
      converter = Numbers.Side.class,
      description = "Pixels along a side of a patch.")
  int side;

  @Option(
      names = "--hidden",
      paramLabel = "N",
      defaultValue = "25",
      converter = Numbers.Count.class,
      description = "Hidden units.")
  int hidden;

  @Option(
      names = "--decay",
      paramLabel = "R",
      defaultValue = "0.003",
      converter = Numbers.Weight.class,
      description = "Weight decay, lambda.")
  double decay;

  @Option(
      names = "--rho",
      paramLabel = "R",
      defaultValue = "0.1",
      converter = Numbers.Share.class,
      description = "Share of samples in which a hidden unit is to be active.")
  double rho;

  @Option(
      names = "--beta",
      paramLabel = "R",
      defaultValue = "3",
      converter = Numbers.Weight.class,
      description = "Weight of sparsity.")
  double beta;

  @Option(
      names = "--iterations",
      paramLabel = "N",
      defaultValue = "400",
      converter = Numbers.Count.class,
      description = "Most iterations of L-BFGS.")
  int iterations;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "0",
      converter = Allowed.Seed.class,
      description = "Of the weights and of the places of patches.")
  long seed;

  @Option(
      names = "--precision",
      paramLabel = "P",
      defaultValue = "f64",
      converter = Allowed.Precisions.class,
      description = "f32 or f64.")
  Precision precision;

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
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "target/lanewise",
      description = "Folder of the picture of filters.")
  Path out;

  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    new OptionChecks(spec).checkFolder("--out", out);
    if (threads != null) {
      Gemm.setThreads(threads);
    }
    int width = picture == null ? Digits.SIDE : side;
    Matrix samples = picture == null ? Digits.all().inputs() : patches();
    SparseAutoencoder autoencoder =
        SparseAutoencoder.builder(width * width, hidden)
            .decay(decay)
            .sparsity(rho, beta)
            .precision(precision)
            .seed(seed)
            .build();
    System.out.printf("kernels  %s; threads %d%n", Kernels.line(), Gemm.threads());
    System.out.printf(
        Locale.ROOT,
        "samples  %d %s; units %d–%d–%d; %s, lambda %s, rho %s, beta %s, seed %d%n%n",
        samples.rows(),
        picture == null ? "digits" : "patches of " + picture,
        width * width,
        hidden,
        width * width,
        precision.name().toLowerCase(Locale.ROOT),
        decay,
        rho,
        beta,
        seed);
    long start = System.nanoTime();
    Minimum minimum = train(autoencoder, samples.to(precision));
    double seconds = (System.nanoTime() - start) * 1e-9;
    System.out.printf(Locale.ROOT, "%n%s%n", minimum);
    System.out.printf(
        Locale.ROOT,
        "speed    %.2f s, %.3f ms an evaluation, compilation by the JVM included%n",
        seconds,
        seconds * 1e3 / minimum.evaluations());
    Path filters = out.resolve("filters.png");
    Pictures.write(filters, Mosaic.draw(autoencoder.parameters().w1(), width));
    System.out.printf("picture  %s%n", filters);
    return 0;
  }

  private Matrix patches() {
    try {
      return Patches.of(picture, side, patches, seed);
    } catch (Problem unusable) {
      throw new OptionChecks(spec).wrong("--picture", unusable.getMessage(), unusable);
    }
  }

  private Minimum train(SparseAutoencoder autoencoder, Matrix samples) {
    Progress progress = Progress.of("iteration", iterations, System.out);
    try {
      return new Lbfgs()
          .minimize(
              autoencoder.cost(samples)::at,
              autoencoder.parameters().flat(),
              Stopping.defaults().withRelativeChange(0).withIterations(iterations),
              iteration -> {
                progress.step(
                    String.format(
                        Locale.ROOT,
                        "cost %.6f  gradient norm %.2e",
                        iteration.cost(),
                        iteration.gradientNorm()));
                return true;
              });
    } finally {
      progress.end();
    }
  }
}
