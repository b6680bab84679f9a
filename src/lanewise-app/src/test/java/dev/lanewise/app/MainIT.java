package dev.lanewise.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class MainIT {
  @Test
  void runsFromTheModulePath() throws IOException, InterruptedException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Process process =
        new ProcessBuilder(
                List.of(
                    java.toString(),
                    "--module-path",
                    System.getProperty("lanewise.app.modulePath"),
                    "--module",
                    "dev.lanewise.app/dev.lanewise.app.Main",
                    "one",
                    "two"))
            .redirectError(new File("target", "MainIT.err"))
            .start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);

    assertThat(process.waitFor()).isZero();
    assertThat(output).isEqualToIgnoringNewLines("lanewise [one, two]");
  }
}
