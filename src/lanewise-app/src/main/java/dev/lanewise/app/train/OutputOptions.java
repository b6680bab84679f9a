package dev.lanewise.app.train;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** What is printed and written. */
final class OutputOptions {
  @Option(names = "--out", paramLabel = "DIR", description = "Folder of the pictures.")
  Path out = Path.of("target", "lanewise");

  @Option(
      names = "--save",
      paramLabel = "FILE",
      description = "Write the trained model, a safetensors file, for 'predict'.")
  Path save;

  @Option(
      names = "--checkpoint",
      paramLabel = "FILE",
      description = "After each epoch write all that is needed to go on, a safetensors file.")
  Path checkpoint;

  @Option(
      names = "--checkpoint-every",
      paramLabel = "N",
      converter = Allowed.CountOrNone.class,
      description = "Write it after so many steps within an epoch, too; 0: not.")
  int checkpointEvery;

  @Option(
      names = "--resume",
      description =
          "Go on from the file of --checkpoint, with the same options; --epochs may "
              + "be more. The trained weights have the bits of a run without a break.")
  boolean resume;

  @Option(names = "--digest", description = "Print the SHA-256 of the trained weights.")
  boolean digest;

  @Option(
      names = "--top",
      paramLabel = "K",
      converter = Allowed.CountOrNone.class,
      description = "Print the share of test samples whose class is among the K likeliest; 0: not.")
  int top;

  @Option(names = "--confusion", description = "Print the confusion matrix of the test samples.")
  boolean confusion;

  @Option(
      names = "--gradients",
      description =
          "Measure each tensor's gradient once an epoch and print the last "
              + "measurement: norm, largest entry, zeros, update against weight, angle to "
              + "the one before. Warns of gradients that vanish or explode.")
  boolean gradients;

  @Option(
      names = "--profile",
      description = "Print where the time went, per layer and kernel; costs a little.")
  boolean profile;

  void check(OptionChecks checks, boolean regression) {
    checks.refuse("--checkpoint-every", checkpoint == null, "it needs --checkpoint FILE");
    checks.refuse("--resume", checkpoint == null, "it needs --checkpoint FILE");
    checks.refuse("--top", regression, "the numbers of --regression have no classes");
    checks.refuse("--confusion", regression, "the numbers of --regression have no classes");
  }
}
