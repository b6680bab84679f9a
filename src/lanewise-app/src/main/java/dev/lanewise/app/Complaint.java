package dev.lanewise.app;

import dev.lanewise.app.console.Problem;
import dev.lanewise.train.NonFiniteLossException;
import java.io.PrintStream;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says in one line what went wrong; the stack trace only for who asks for it. */
final class Complaint {
  private final PrintStream err;
  private final boolean verbose;

  Complaint(PrintStream err, boolean verbose) {
    this.err = err;
    this.verbose = verbose;
  }

  /** Wrong arguments: exit status 2. */
  int about(ParameterException wrong) {
    CommandSpec command = wrong.getCommandLine().getCommandSpec();
    print(command.qualifiedName() + ": " + text(wrong, command), wrong);
    return CommandLine.ExitCode.USAGE;
  }

  /** Anything else: exit status 1. */
  int about(Throwable failure) {
    String message = failure.getMessage() == null ? "" : ": " + failure.getMessage();
    print(
        failure instanceof Problem || failure instanceof NonFiniteLossException
            ? "lanewise: " + failure.getMessage()
            : "lanewise: unexpected "
                + failure.getClass().getSimpleName()
                + message
                + (verbose ? "" : " (--verbose shows where)"),
        failure);
    return CommandLine.ExitCode.SOFTWARE;
  }

  private static String text(ParameterException wrong, CommandSpec command) {
    String allowed = "; see " + command.qualifiedName() + " --help";
    if (wrong instanceof UnmatchedArgumentException unmatched) {
      List<String> arguments = unmatched.getUnmatched();
      String what = unmatched.isUnknownOption() ? "unknown option" : "unexpected argument";
      if (!command.subcommands().isEmpty() && !unmatched.isUnknownOption()) {
        what = "unknown command";
        allowed = ", must be one of " + String.join(", ", command.subcommands().keySet()) + allowed;
      }
      return what + " '" + arguments.get(0) + "'" + allowed;
    }
    return wrong.getMessage() + allowed;
  }

  private void print(String message, Throwable cause) {
    err.println(message.strip().replaceAll("\\s*\\R\\s*", " "));
    if (verbose) {
      cause.printStackTrace(err);
    }
  }
}
