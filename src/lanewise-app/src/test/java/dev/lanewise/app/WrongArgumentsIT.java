package dev.lanewise.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One line on standard error that names the value and what is allowed, and status 2. */
class WrongArgumentsIT {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --bogus                      | '--bogus'    | lanewise --help
          trian                        | 'trian'      | train, predict, autoencode, gradcheck, doctor
          train more                   | 'more'       | lanewise train --help
          train --epoch 3              | '--epoch'    | lanewise train --help
          train --epochs               | '--epochs'   | lanewise train --help
          train --epochs 0             | '0'          | 1 to 100000
          train --batch 1438           | '1438'       | 1 to 1437
          train --rate nan             | 'nan'        | greater than 0
          train --seed 1.5             | '1.5'        | whole number
          train --threads 0            | '0'          | 1 to 1024
          train --layers 64,10         | '64,10'      | 64-32-10
          train --layers 63-10         | '63-10'      | begin with 64
          train --layers 64-9          | '64-9'       | end with 10
          train --activation swish     | 'swish'      | sigmoid, tanh, relu
          train --precision f16        | 'f16'        | f32 or f64
          train --loss hinge           | 'hinge'      | mse or huber
          autoencode --hidden 0        | '0'          | 1 to 100000
          autoencode --rho 1           | '1'          | between 0 and 1
          autoencode --decay -1        | '-1'         | 0 to 1000
          autoencode --side 1          | '1'          | 2 to 64
          doctor --jsno                | '--jsno'     | lanewise doctor --help
          """)
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
  @CsvSource({
    "--help, train",
    "-h, doctor",
    "train --help, --layers",
    "doctor --help, --json",
    "--version, lanewise 0"
  })
  void helpAndVersionGoToStandardOutput(String arguments, String content) throws Exception {
    LanewiseProcess.Outcome outcome = LanewiseProcess.onModulePath().run(arguments.split(" "));

    assertThat(outcome.status()).isZero();
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out()).contains(content);
  }
}
