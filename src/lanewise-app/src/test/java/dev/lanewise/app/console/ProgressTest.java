package dev.lanewise.app.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgressTest {
  @ParameterizedTest
  @CsvSource({"1, 1", "3, 3", "20, 20", "21, 11", "60, 11", "100000, 11"})
  void offATerminalItPrintsPlainLinesNowAndThen(int steps, int lines) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Progress progress = Progress.lines("epoch", steps, new PrintStream(bytes, true, UTF_8));
    for (int i = 1; i <= steps; i++) {
      progress.step("step " + i);
    }
    progress.end();

    List<String> printed = bytes.toString(UTF_8).lines().toList();
    assertThat(printed).hasSize(lines);
    assertThat(printed.get(lines - 1)).isEqualTo("epoch %1$d/%1$d  step %1$d", steps);
    assertThat(bytes.toString(UTF_8)).doesNotContain("\r", "\u001b");
  }

  @Test
  void theFlagIsLeftToTheLog() {
    String absent =
        "module jdk.incubator.vector is absent; start java with --add-modules jdk.incubator.vector";

    assertThat(Kernels.withoutFlag(absent)).isEqualTo("module jdk.incubator.vector is absent");
    assertThat(Kernels.withoutFlag("one; two")).isEqualTo("one; two");
  }
}
