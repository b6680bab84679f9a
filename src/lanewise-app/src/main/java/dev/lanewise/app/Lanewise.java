package dev.lanewise.app;

import dev.lanewise.app.autoencode.AutoencodeCommand;
import dev.lanewise.app.doctor.DoctorCommand;
import dev.lanewise.app.gradcheck.GradcheckCommand;
import dev.lanewise.app.train.PredictCommand;
import dev.lanewise.app.train.TrainCommand;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command {@code lanewise} and how it reports what went wrong. */
@Command(
    name = "lanewise",
    description =
        "Neural networks in pure Java on SIMD kernels. Without arguments: train with defaults.",
    subcommands = {
      TrainCommand.class,
      PredictCommand.class,
      AutoencodeCommand.class,
      GradcheckCommand.class,
      DoctorCommand.class
    },
    scope = ScopeType.INHERIT,
    mixinStandardHelpOptions = true,
    sortOptions = false,
    versionProvider = BuildVersion.class)
final class Lanewise {
  private static final String VERBOSE = "--verbose";

  @Option(
      names = VERBOSE,
      scope = ScopeType.INHERIT,
      description = "Show the stack trace when something fails.")
  boolean verbose;

  private Lanewise() {}

  /** Runs the command that the arguments name, {@code train} if there are none. */
  static int run(String... args) {
    // Read from the arguments themselves: it counts also where they cannot be parsed.
    boolean verbose = List.of(args).contains(VERBOSE);
    String[] given = args.length == (verbose ? 1 : 0) ? new String[] {"train"} : args;
    CommandLine line = new CommandLine(new Lanewise());
    Complaint complaint = new Complaint(System.err, verbose);
    line.setOut(new PrintWriter(System.out, true, System.out.charset()));
    line.setParameterExceptionHandler((wrong, arguments) -> complaint.about(wrong));
    line.setExecutionExceptionHandler((failure, command, parsed) -> complaint.about(failure));
    try {
      return line.execute(given);
    } catch (Throwable failure) {
      return complaint.about(failure);
    }
  }
}
