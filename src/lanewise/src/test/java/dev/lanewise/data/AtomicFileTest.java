package dev.lanewise.data;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The old file or the new one, and nothing beside it. */
@Tag("once")
class AtomicFileTest {
  @TempDir Path folder;

  private static void write(Path file, String text) throws IOException {
    AtomicFile.write(file, channel -> channel.write(ByteBuffer.wrap(text.getBytes(UTF_8))));
  }

  @Test
  void writesAndReplaces() throws IOException {
    Path file = folder.resolve("file");
    write(file, "old and longer");
    assertThat(file).hasContent("old and longer");
    write(file, "new");
    assertThat(file).hasContent("new");
    assertThat(folder.toFile().list()).hasSize(1);
  }

  /** While the content is being written, all of the old file can be read. */
  @Test
  void aFailureLeavesTheOldFile() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "old");
    IOException full = new IOException("No space left on device");
    assertThatThrownBy(
            () ->
                AtomicFile.write(
                    file,
                    channel -> {
                      channel.write(ByteBuffer.wrap(new byte[1000]));
                      assertThat(file).hasContent("old");
                      throw full;
                    }))
        .isSameAs(full);
    assertThat(file).hasContent("old");
    assertThat(folder.toFile().list()).hasSize(1);
  }

  @Test
  void aFolderInTheWayStays() throws IOException {
    Path inTheWay = Files.createDirectory(folder.resolve("file"));
    assertThatThrownBy(() -> write(inTheWay, "new")).isInstanceOf(IOException.class);
    assertThat(inTheWay).isEmptyDirectory();
    assertThat(folder.toFile().list()).hasSize(1);
    assertThatThrownBy(() -> write(folder.resolve("none").resolve("file"), "new"))
        .isInstanceOf(IOException.class);
  }

  /** As readable as any other new file. */
  @Test
  void hasTheUsualPermissions() throws IOException {
    Path file = folder.resolve("file");
    write(file, "new");
    Path usual = Files.createFile(folder.resolve("usual"));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo(PosixFilePermissions.toString(Files.getPosixFilePermissions(usual)));
  }
}
