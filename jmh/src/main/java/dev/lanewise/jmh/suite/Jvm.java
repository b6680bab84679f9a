package dev.lanewise.jmh.suite;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Further processes of this same Java. */
final class Jvm {
  /** JMH 1.37 calls a method that JDK 25 otherwise warns of, in every process. */
  private static final String QUIET_HARNESS = "--sun-misc-unsafe-memory-access=allow";

  private static final int LAST_WORDS_SECONDS = 20;

  private Jvm() {}

  static List<String> command(List<String> jvmArgs, Class<?> main, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmArgs);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(main.getName());
    command.addAll(Arrays.asList(arguments));
    return command;
  }

  /** The shell's prompt is to come after the last words of the process. */
  private static void end(Process process) {
    process.destroy();
    try {
      process.waitFor(LAST_WORDS_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Runs a command in this one's place, with more environment variables; returns its status. */
  static int relaunch(Map<String, String> environment, Class<?> main, String... arguments)
      throws IOException, InterruptedException {
    List<String> jvmArgs =
        new ArrayList<>(ManagementFactory.getRuntimeMXBean().getInputArguments());
    jvmArgs.add(QUIET_HARNESS);
    ProcessBuilder builder = new ProcessBuilder(command(jvmArgs, main, arguments)).inheritIO();
    builder.environment().putAll(environment);
    Process process = builder.start();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process)));
    return process.waitFor();
  }
}
