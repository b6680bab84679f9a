package dev.lanewise.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The packaged command line in a process of its own, as its users start it. */
final class LanewiseProcess {
  private static final String MAIN = "dev.lanewise.app.Main";
  private static final String LIBRARIES = System.getProperty("lanewise.app.modulePath");

  private final List<String> java = new ArrayList<>();
  private final Map<String, String> environment = new HashMap<>();
  private final List<String> main;

  private LanewiseProcess(List<String> main) {
    this.main = main;
  }

  /** What a process came to; {@code err} without what the JVM says about its incubator module. */
  record Outcome(int status, String out, String err) {
    List<String> outLines() {
      return out.lines().toList();
    }

    List<String> errLines() {
      return err.lines().toList();
    }
  }

  static LanewiseProcess onModulePath() {
    return new LanewiseProcess(
        List.of("--module-path", LIBRARIES, "--module", "dev.lanewise.app/" + MAIN));
  }

  static LanewiseProcess onClassPath() {
    return new LanewiseProcess(List.of("-cp", LIBRARIES, MAIN));
  }

  /** Adds options of the java command. */
  LanewiseProcess with(String... options) {
    java.addAll(Arrays.asList(options));
    return this;
  }

  LanewiseProcess environment(String name, String value) {
    environment.put(name, value);
    return this;
  }

  Outcome run(String... arguments) throws IOException, InterruptedException {
    File out = Files.createTempFile("lanewise", ".out").toFile();
    File err = Files.createTempFile("lanewise", ".err").toFile();
    try {
      Process process = builder(arguments).redirectOutput(out).redirectError(err).start();
      process.getOutputStream().close();
      if (!process.waitFor(3, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new IllegalStateException("still running after three minutes: " + command(arguments));
      }
      return new Outcome(process.exitValue(), read(out), withoutJvmWarning(read(err)));
    } finally {
      Files.delete(out.toPath());
      Files.delete(err.toPath());
    }
  }

  /** Kills the process, as a lack of power would, when a file is there; it must still run then. */
  void runUntil(Path file, String... arguments) throws IOException, InterruptedException {
    Process process =
        builder(arguments)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
    while (process.isAlive() && !Files.exists(file) && System.nanoTime() - end < 0) {
      Thread.sleep(1);
    }
    process.destroyForcibly();
    if (process.waitFor() == 0 || !Files.exists(file)) {
      throw new IllegalStateException("not killed at its file: " + command(arguments));
    }
  }

  private ProcessBuilder builder(String... arguments) {
    ProcessBuilder builder = new ProcessBuilder(command(arguments));
    builder.environment().putAll(environment);
    return builder;
  }

  private List<String> command(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // Whatever the locale of this machine.
    command.addAll(List.of("-Dstdout.encoding=UTF-8", "-Dstderr.encoding=UTF-8"));
    command.addAll(java);
    command.addAll(main);
    command.addAll(Arrays.asList(arguments));
    return command;
  }

  private static String read(File file) throws IOException {
    return Files.readString(file.toPath(), UTF_8);
  }

  private static String withoutJvmWarning(String err) {
    return err.replaceAll("WARNING: Using incubator modules: jdk.incubator.vector\\R", "");
  }
}
