package dev.lanewise.jmh.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The old file or the new one, and nothing beside it. */
class WholeFileTest {
  @Test
  void replacesAFile(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("summary.md");
    WholeFile.write(file, "× one");
    WholeFile.write(file, "× two");
    assertThat(file).hasContent("× two");
    assertAlone(file);
  }

  /** What is in its place cannot be replaced: a folder that is not empty. */
  @Test
  void leavesWhatItCannotReplace(@TempDir Path folder) throws IOException {
    Path inside = folder.resolve("summary.md").resolve("inside");
    Files.createDirectories(inside);
    assertThatThrownBy(() -> WholeFile.write(inside.getParent(), "text"))
        .isInstanceOf(IOException.class);
    assertThat(inside).exists();
    assertAlone(inside.getParent());
  }

  /** As a full disk would: the next file cannot be written, and the old one stays. */
  @Test
  void keepsTheOldFileWhenTheNewOneFails(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("summary.md");
    WholeFile.write(file, "old");
    Files.createDirectories(folder.resolve("summary.md.next").resolve("in-the-way"));
    assertThatThrownBy(() -> WholeFile.write(file, "new")).isInstanceOf(IOException.class);
    assertThat(file).hasContent("old");
  }

  private static void assertAlone(Path file) throws IOException {
    try (Stream<Path> files = Files.list(file.getParent())) {
      assertThat(files).containsExactly(file);
    }
  }
}
