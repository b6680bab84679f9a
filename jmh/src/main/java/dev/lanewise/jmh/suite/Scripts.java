package dev.lanewise.jmh.suite;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The scripts of jmh/peers, which the jar carries, in a folder where interpreters find them. */
final class Scripts {
  private static final List<String> FILES =
      List.of(
          "timing.py",
          "version.py",
          "elementwise.py",
          "seed.py",
          "training.py",
          "which_octave.m",
          "seed.m");

  private static Path folder;

  private Scripts() {}

  /** Absolute path of a script. */
  static synchronized String path(String file) {
    try {
      if (folder == null) {
        folder = Files.createTempDirectory("lanewise-peers");
        folder.toFile().deleteOnExit();
        for (String name : FILES) {
          extract(name);
        }
      }
      return folder.resolve(file).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void extract(String name) throws IOException {
    try (InputStream source = Scripts.class.getResourceAsStream("/peers/" + name)) {
      if (source == null) {
        throw new IOException("the jar has no peers/" + name);
      }
      Path file = folder.resolve(name);
      Files.copy(source, file);
      file.toFile().deleteOnExit();
    }
  }
}
