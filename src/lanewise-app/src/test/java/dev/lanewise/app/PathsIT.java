package dev.lanewise.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Class path and module path, with and without the flag. */
class PathsIT {
  private static final String FLAG = "--add-modules jdk.incubator.vector";

  @TempDir Path folder;

  @Test
  void classPathWithoutFlagRunsScalarAndNamesTheFlagOnce() throws Exception {
    LanewiseProcess.Outcome outcome = train(LanewiseProcess.onClassPath());

    assertThat(outcome.out()).contains("kernels  scalar: module jdk.incubator.vector is absent");
    assertThat(Stream.concat(outcome.out().lines(), outcome.err().lines()))
        .filteredOn(line -> line.contains(FLAG))
        .hasSize(1);
  }

  @Test
  void classPathWithFlagRunsVectors() throws Exception {
    LanewiseProcess.Outcome outcome =
        train(LanewiseProcess.onClassPath().with("--add-modules", "jdk.incubator.vector"));

    assertThat(outcome.out()).contains("kernels  vector, ").doesNotContain(FLAG);
    assertThat(outcome.err()).isEmpty();
  }

  @Test
  void modulePathNeedsNoFlag() throws Exception {
    LanewiseProcess.Outcome outcome = train(LanewiseProcess.onModulePath());

    assertThat(outcome.out()).contains("kernels  vector, ").doesNotContain(FLAG);
    assertThat(outcome.err()).isEmpty();
  }

  private LanewiseProcess.Outcome train(LanewiseProcess process) throws Exception {
    LanewiseProcess.Outcome outcome =
        process.run("train", "--epochs", "2", "--out", folder.toString());
    assertThat(outcome.status()).isZero();
    assertThat(folder.resolve("curves.png")).exists();
    return outcome;
  }
}
