package dev.lanewise.jmh.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanewise.jmh.report.Meta;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command line, as far as it measures nothing. */
class CommandsTest {
  private static final String STORED = "src/test/resources/dev/lanewise/jmh/report/stored-run";

  @ParameterizedTest
  @ValueSource(
      strings = {"", "--help", "list", "run", "run --help", "report --help", "compare --help"})
  void helps(String arguments) {
    assertThat(status(arguments)).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nothing",
        "run nothing",
        "run gemm nothing",
        "run gemm --shapes tiny",
        "run gemm --shapes backward --transposed NN",
        "run gemm --transposed NX",
        "run gemm --precision f16",
        "run training --precision f64",
        "run gemm --threads 0",
        "run gemm --peers matlab",
        "run gemm --only (",
        "run gemm --only nothing",
        "run gemm --quick --full",
        "run gemm --avx2 --avx512",
        "run peak --out pom.xml",
        "report",
        "compare " + STORED,
        "compare " + STORED + " nothing",
        "report nothing",
      })
  void refusesWrongArguments(String arguments) {
    assertThat(status(arguments)).isEqualTo(2);
  }

  @Test
  void aLabelIsFoundByWhatAnyKeyboardHas() {
    String label = "gemm f32 small, 32×32×32 NN to 64×64×64 NN";
    for (String only : List.of("32×32", "32x32", "F32.*64x64", "MM F")) {
      Pattern pattern = Pattern.compile(only, Pattern.CASE_INSENSITIVE);
      assertThat(RunCommand.isFound(pattern, label)).as(only).isTrue();
    }
    assertThat(RunCommand.isFound(Pattern.compile("33x32"), label)).isFalse();
  }

  @Test
  void listsEverySuiteWithItsMinutes() {
    assertThat(RunCommand.list().lines())
        .filteredOn(line -> line.startsWith("  "))
        .hasSize(8)
        .allMatch(line -> line.matches("  \\w+ .*; --quick [\\d.]+, --full [\\d.]+"));
  }

  @Test
  void aRunComparedWithItselfIsNoRegression() {
    assertThat(status("compare " + STORED + " " + STORED + " --percent 0")).isZero();
  }

  /** A peer that is not installed is no failure; one that gives wrong products is. */
  @Test
  void theStatusTellsOfFailures() {
    Meta.Contender missing = new Meta.Contender("MKL", "missing", "");
    Meta.Contender failed = new Meta.Contender("MKL", "failed", "");
    assertThat(RunCommand.status(List.of(), List.of(missing))).isZero();
    assertThat(RunCommand.status(List.of(), List.of(missing, failed))).isEqualTo(1);
    assertThat(RunCommand.status(List.of("a product"), List.of())).isEqualTo(1);
  }

  @Test
  void leavesOtherArgumentsToTheHarness() {
    assertThat(Commands.understand()).isTrue();
    assertThat(Commands.understand("run")).isTrue();
    assertThat(Commands.understand("--help")).isTrue();
    assertThat(Commands.understand("list")).isTrue();
    assertThat(Commands.understand("Gemm", "-f", "1")).isFalse();
    assertThat(Commands.understand("-l")).isFalse();
  }

  @Test
  void resultsThatAreNoJsonAreNoRegression(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("jmh.json"), "[{");
    assertThat(status("compare " + STORED + " " + folder)).isEqualTo(2);
    assertThat(status("report " + folder)).isEqualTo(2);
  }

  private static int status(String arguments) {
    return Commands.run(arguments.isEmpty() ? new String[0] : arguments.split(" ", -1));
  }
}
