package dev.lanewise.jmh.suite;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Processes whose words are read; their complaints matter where they fail. */
final class Child {
  private static final int LONGEST_COMPLAINT = 2000;

  /** A process that a signal has ended has this and the signal's number as its status. */
  private static final int SIGNALS = 128;

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

  /** Of incubator modules, and of what the harness calls: every JVM says so, broken or not. */
  private static String withoutWarnings(String text) {
    return text.lines()
        .filter(line -> !line.startsWith("WARNING: "))
        .collect(Collectors.joining("\n"))
        .strip();
  }

  private static String inWords(int status) {
    return status > SIGNALS
        ? "status " + status + ", by signal " + (status - SIGNALS)
        : "status " + status;
  }

  private static String output(ProcessBuilder builder, Path complaints) throws IOException {
    Process process = builder.start();
    Thread ender = new Thread(process::destroy);
    Runtime.getRuntime().addShutdownHook(ender);
    try (InputStream stream = process.getInputStream()) {
      String words = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      int status = process.waitFor();
      if (status != 0) {
        String all = withoutWarnings(words + Files.readString(complaints));
        String end = all.substring(Math.max(0, all.length() - LONGEST_COMPLAINT));
        throw new IOException(inWords(status) + (end.isEmpty() ? "" : ": " + end));
      }
      return words;
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      forget(ender);
    }
  }

  private static void forget(Thread ender) {
    try {
      Runtime.getRuntime().removeShutdownHook(ender);
    } catch (IllegalStateException ending) {
      // It runs, and is why the child has ended.
    }
  }
}
