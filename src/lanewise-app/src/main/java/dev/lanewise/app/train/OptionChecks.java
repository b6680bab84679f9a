package dev.lanewise.app.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Refuses options whose values are wrong beside other options, or beside what is on the disk. */
public final class OptionChecks {
  private final CommandSpec spec;

  /** Checks for a command. */
  public OptionChecks(CommandSpec spec) {
    this.spec = spec;
  }

  /**
   * What to throw.
   *
   * @param cause or null
   */
  public ParameterException wrong(String option, String reason, Throwable cause) {
    String message = "Invalid value for option '" + option + "': " + reason;
    return new ParameterException(spec.commandLine(), message, cause);
  }

  /**
   * Refuses an option, if it was given and would do nothing.
   *
   * @param reason as in "it needs --patience N"
   */
  void refuse(String option, boolean useless, String reason) {
    if (useless && spec.commandLine().getParseResult().hasMatchedOption(option)) {
      throw wrong(option, reason, null);
    }
  }

  /** Refuses a folder that cannot be made, or written in. */
  public void checkFolder(String option, Path folder) {
    try {
      Pictures.checkFolder(folder);
    } catch (IOException unwritable) {
      String reason = "cannot write in '" + folder + "': " + Pictures.reason(unwritable);
      throw wrong(option, reason, unwritable);
    }
  }

  /** Refuses a file that cannot be written; null is none. */
  void checkFile(String option, Path file) {
    if (file == null) {
      return;
    }
    if (Files.isDirectory(file)) {
      throw wrong(option, "'" + file + "' is a folder", null);
    }
    try {
      Pictures.checkFolder(file.toAbsolutePath().getParent());
    } catch (IOException unwritable) {
      String reason = "cannot write '" + file + "': " + Pictures.reason(unwritable);
      throw wrong(option, reason, unwritable);
    }
  }
}
