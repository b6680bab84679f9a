package dev.lanewise.jmh.suite;

import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** All suites: the command {@code run}. */
@Command(
    name = "run",
    description = "Runs a suite of benchmarks and prints its tables; without a suite, lists them.")
public final class Suites implements Runnable {
  private static final List<Suite> ALL = List.of(new GemmSuite());

  @Spec private CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "this text")
  @SuppressWarnings("UnusedVariable") // the parser ends with this text by itself
  private boolean help;

  private Suites() {}

  /**
   * Runs what the arguments say.
   *
   * @return exit status: 0 done, 1 a benchmark failed, 2 wrong arguments
   */
  public static int run(String... args) {
    CommandLine line = new CommandLine(new Suites());
    ALL.forEach(line::addSubcommand);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setParameterExceptionHandler(Suites::complain);
    return line.execute(args);
  }

  private static int complain(ParameterException wrong, String[] args) {
    String command = wrong.getCommandLine().getCommandSpec().qualifiedName();
    System.err.println(command + ": " + wrong.getMessage() + " (see " + command + " --help)");
    return CommandLine.ExitCode.USAGE;
  }

  @Override
  public void run() {
    System.out.println("Suites, and the minutes that they take with all peers:");
    spec.subcommands()
        .forEach(
            (name, line) ->
                System.out.printf(
                    Locale.ROOT,
                    "  %-8s %s; --quick %.0f, default %.0f, --full %.0f%n",
                    name,
                    line.getCommandSpec().usageMessage().description()[0],
                    minutes(line, Effort.QUICK),
                    minutes(line, Effort.NORMAL),
                    minutes(line, Effort.FULL)));
    System.out.println("run SUITE --help lists its options; without run, all arguments are JMH's.");
  }

  private static double minutes(CommandLine line, Effort effort) {
    return ((Suite) line.getCommand()).minutes(effort);
  }
}
