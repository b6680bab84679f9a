package dev.lanewise.jmh.suite;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;

/**
 * The JVM of a {@link Batch}: measures each case by the harness within this process. Results go to
 * its caller as those of the harness's own forks do, in Java's serial form.
 */
final class BatchProcess {
  private BatchProcess() {}

  /** Its arguments: where results go, and what to measure. */
  static String[] arguments(Path results, Batch batch) {
    return new String[] {
      results.toString(),
      batch.cases().get(0).method(),
      Integer.toString(batch.firstWarmMillis()),
      Integer.toString(batch.warmMillis()),
      batch.cases().stream().map(BatchProcess::text).collect(Collectors.joining(" "))
    };
  }

  private static String text(Fork one) {
    return new TreeMap<>(one.parameters())
        .entrySet().stream()
            .map(parameter -> parameter.getKey() + "=" + parameter.getValue())
            .collect(Collectors.joining(";"));
  }

  public static void main(String[] args) throws IOException, RunnerException {
    List<String> cases = List.of(args[4].split(" ", -1));
    int warmMillis = Integer.parseInt(args[2]);
    try (ObjectOutputStream results =
        new ObjectOutputStream(Files.newOutputStream(Path.of(args[0])))) {
      for (String one : cases) {
        Map<String, String> parameters =
            Arrays.stream(one.split(";", -1))
                .map(parameter -> parameter.split("=", 2))
                .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
        results.writeObject(
            new Runner(Harness.options(args[1], parameters, 1, warmMillis).forks(0).build())
                .runSingle());
        results.flush();
        warmMillis = Integer.parseInt(args[3]);
      }
    }
  }
}
