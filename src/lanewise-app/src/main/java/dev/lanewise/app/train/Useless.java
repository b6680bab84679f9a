package dev.lanewise.app.train;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Refuses options that were given and would do nothing beside the others. */
final class Useless {
  private final CommandSpec spec;

  Useless(CommandSpec spec) {
    this.spec = spec;
  }

  /**
   * Refuses an option, if it was given and is useless.
   *
   * @param reason as in "it needs --patience N"
   */
  void refuse(String option, boolean useless, String reason) {
    if (useless && spec.commandLine().getParseResult().hasMatchedOption(option)) {
      throw new ParameterException(
          spec.commandLine(), "Invalid value for option '" + option + "': " + reason);
    }
  }
}
