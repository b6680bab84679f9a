package dev.lanewise.jmh.suite;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;

/** The command line: {@code list}, {@code run}, {@code report} and {@code compare}. */
@Command(
    name = "benchmarks.jar",
    description = "Benchmarks of Lanewise and its peers; any other arguments are JMH's.",
    subcommands = {RunCommand.class, ReportCommand.class, CompareCommand.class})
public final class Commands implements Runnable {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "this text")
  @SuppressWarnings("UnusedVariable") // the parser ends with this text by itself
  private boolean help;

  private Commands() {}

  /** Whether the arguments are for this command line, not for the plain harness. */
  public static boolean understand(String... args) {
    return args.length == 0
        || args[0].equals("--help")
        || new CommandLine(new Commands()).getSubcommands().containsKey(args[0]);
  }

  /**
   * Does what the arguments say.
   *
   * @return exit status: 0 done, 1 a benchmark failed or became slower, 2 wrong arguments
   */
  public static int run(String... args) {
    CommandLine line = new CommandLine(new Commands());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setParameterExceptionHandler(Commands::complain);
    line.setExecutionExceptionHandler(Commands::fail);
    return line.execute(args);
  }

  private static int complain(ParameterException wrong, String[] args) {
    String command = wrong.getCommandLine().getCommandSpec().qualifiedName();
    System.err.println(command + ": " + wrong.getMessage() + " (see " + command + " --help)");
    return CommandLine.ExitCode.USAGE;
  }

  /** A folder without a run in it is a wrong argument, and no regression. */
  private static int fail(Exception failure, CommandLine line, ParseResult parsed)
      throws Exception {
    boolean readsFolders = !(line.getCommand() instanceof RunCommand);
    if (readsFolders
        && (failure instanceof IOException || failure instanceof IllegalArgumentException)) {
      System.err.println(line.getCommandSpec().qualifiedName() + ": " + reason(failure));
      return CommandLine.ExitCode.USAGE;
    }
    throw failure;
  }

  /** The message of a failed access to a file is often its path alone. */
  private static String reason(Exception failure) {
    if (failure instanceof NoSuchFileException) {
      return failure.getMessage() + ": no such file";
    }
    return failure instanceof FileSystemException ? failure.toString() : failure.getMessage();
  }

  @Command(name = "list", description = "Lists the suites, and the minutes that they take.")
  void list() {
    System.out.print(RunCommand.list());
  }

  /** Without arguments. */
  @Override
  public void run() {
    list();
  }
}
