package dev.lanewise.jmh.suite;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Processes whose words are read; their complaints matter where they fail. */
final class Child {
  private static final int LONGEST_COMPLAINT = 2000;

  private Child() {}

  /**
   * What a command prints.
   *
   * @throws IOException if it cannot be started or does not end with status 0; with its words
   */
  static String output(List<String> command, Map<String, String> environment) throws IOException {
    Path complaints = Files.createTempFile("lanewise", ".err");
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(complaints.toFile());
    builder.environment().putAll(environment);
    try {
      return output(builder, complaints);
    } finally {
      Files.delete(complaints);
    }
  }

  private static String output(ProcessBuilder builder, Path complaints) throws IOException {
    Process process = builder.start();
    Thread ender = new Thread(process::destroy);
    Runtime.getRuntime().addShutdownHook(ender);
    try (InputStream stream = process.getInputStream()) {
      String words = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      int status = process.waitFor();
      if (status != 0) {
        String all = words + Files.readString(complaints);
        String end = all.substring(Math.max(0, all.length() - LONGEST_COMPLAINT)).strip();
        throw new IOException("status " + status + ": " + end);
      }
      return words;
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      Runtime.getRuntime().removeShutdownHook(ender);
    }
  }
}
