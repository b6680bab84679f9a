package dev.lanewise.jmh.suite;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command line, as far as it measures nothing. */
class SuitesTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "--help", "gemm --help"})
  void helps(String arguments) {
    assertThat(status(arguments)).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nothing",
        "gemm --shapes tiny",
        "gemm --shapes backward --transposed NN",
        "gemm --transposed NX",
        "gemm --precision f16",
        "gemm --threads 0",
        "gemm --peers numpy",
        "gemm --quick --full",
      })
  void refusesWrongArguments(String arguments) {
    assertThat(status(arguments)).isEqualTo(2);
  }

  private static int status(String arguments) {
    return Suites.run(arguments.isEmpty() ? new String[0] : arguments.split(" ", -1));
  }
}
