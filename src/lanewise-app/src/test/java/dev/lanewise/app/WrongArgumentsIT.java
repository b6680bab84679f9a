package dev.lanewise.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * One line on standard error that names the value and what is allowed, and status 2; {@link
 * ArgumentsTest} has many more of them without a process each.
 */
class WrongArgumentsIT {
  @ParameterizedTest
  @CsvSource({
    "--bogus, '--bogus', lanewise --help",
    "train --batch 1438, '1438', 1 to 1437",
    "doctor --jsno, '--jsno', lanewise doctor --help"
  })
  void endInOneLine(String arguments, String value, String allowed) throws Exception {
    LanewiseProcess.Outcome outcome = LanewiseProcess.onModulePath().run(arguments.split(" "));

    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.errLines()).hasSize(1);
    assertThat(outcome.err()).startsWith("lanewise").contains(value, allowed);
  }

  @Test
  void aFolderThatCannotBeWrittenEndsInOneLine(@TempDir Path folder) throws Exception {
    Path file = Files.createFile(folder.resolve("file"));

    LanewiseProcess.Outcome outcome =
        LanewiseProcess.onModulePath().run("train", "--out", file.resolve("below").toString());

    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.errLines()).hasSize(1);
    assertThat(outcome.err()).contains("--out", file.toString());
  }

  @Test
  void verboseShowsTheStackTrace() throws Exception {
    LanewiseProcess.Outcome outcome =
        LanewiseProcess.onModulePath().run("train", "--verbose", "--epochs", "0");

    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.errLines()).hasSizeGreaterThan(2);
    assertThat(outcome.err()).contains("\tat ");
  }

  @ParameterizedTest
  @CsvSource({"train --help, --layers", "--version, lanewise 0"})
  void helpAndVersionGoToStandardOutput(String arguments, String content) throws Exception {
    LanewiseProcess.Outcome outcome = LanewiseProcess.onModulePath().run(arguments.split(" "));

    assertThat(outcome.status()).isZero();
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out()).contains(content);
  }
}
