package dev.lanewise.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar's command line, in a process of its own as its users start it. */
class MainTest {
  /** Two JVMs and four of the controls. */
  @Test
  void runsASuite(@TempDir Path folder) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(List.of("run", "gemm", "--quick", "--shapes", "8x9x10", "--precision"));
    command.addAll(List.of("f64", "--threads", "1", "--peers", "none", "--only", "8x9", "--out"));
    command.add(folder.toString());

    assertThat(output(command))
        .containsPattern("\n8×9×10 NN +[0-9]+\\.[0-9]+ +[1-9][0-9]? %.* 0\n")
        .doesNotContain("ALLOCATE");
    Path results = onlyFolder(onlyFolder(onlyFolder(folder)));
    assertThat(Files.readString(results.resolve("summary.md")))
        .contains(
            "run gemm --quick --shapes 8x9x10 --precision f64 --threads 1 --peers none --only")
        .contains("| 8×9×10 NN | ")
        .doesNotContain(folder.toString(), "| 256×256×256 NN"); // the control is no row
    assertThat(Files.readString(results.resolve("jmh.json")))
        .contains("dev.lanewise.jmh.GemmBenchmark.multiply", "\"shape\":\"8x9x10\"")
        .contains("\"control.product\"", "\"control.copy\"")
        .doesNotContain(folder.toString(), System.getProperty("java.home"));
    assertThat(Files.readString(results.resolve("meta.json")))
        .contains("\"a product of 256×256×256\"", "\"a copy in memory\"", "\"vectorBits\"")
        .doesNotContain(folder.toString(), System.getProperty("java.home"));
  }

  /**
   * Of two shapes, one needs more than the heap has: its JVM ends, and what is left gets another.
   */
  @Test
  void aJvmThatEndsIsAFailure(@TempDir Path folder) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(List.of("run", "gemm", "--quick", "--shapes", "4000x1x4000,8x9x10"));
    command.addAll(List.of("--precision", "f64", "--threads", "1", "--peers", "none"));
    command.addAll(List.of("--only", "8x9", "--out", folder.toString()));
    // Scalar kernels and C1 alone need no long warm-up.
    Map<String, String> smallHeaps =
        Map.of(
            "JDK_JAVA_OPTIONS",
            "-Xmx64m -XX:+ExitOnOutOfMemoryError -Dlanewise.vectorBits=0 -XX:TieredStopAtLevel=1");

    assertThat(output(1, command, smallHeaps))
        .containsPattern("FAILED: .*4000x1x4000.*OutOfMemoryError");
    Path results = onlyFolder(onlyFolder(onlyFolder(folder)));
    assertThat(Files.readString(results.resolve("summary.md")))
        .contains("| 8×9×10 NN | ", "OutOfMemoryError");
    assertThat(Files.readString(results.resolve("jmh.json"))).contains("\"shape\":\"8x9x10\"");
  }

  private static Path onlyFolder(Path folder) throws IOException {
    try (Stream<Path> inside = Files.list(folder)) {
      List<Path> all = inside.toList();
      assertThat(all).hasSize(1);
      return all.get(0);
    }
  }

  @Test
  void handsOtherArgumentsToTheHarness() throws IOException, InterruptedException {
    assertThat(output(List.of("-l")))
        .contains("dev.lanewise.jmh.FmaPeakBenchmark.f32")
        .contains("dev.lanewise.jmh.GemmBenchmark.multiply");
  }

  /** A script that guards a build sees by the status whether something became slower. */
  @Test
  void comparingEndsWithAStatus(@TempDir Path folder) throws IOException, InterruptedException {
    Path before = Path.of("src/test/resources/dev/lanewise/jmh/report/stored-run");
    Path after = Files.createDirectory(folder.resolve("after"));
    // One product of ours at a fifth of its rate; the other forks and cases as they were.
    String numbers = Files.readString(before.resolve("jmh.json"));
    Pattern rates = Pattern.compile("(?s)\"gflops\": \\{.*?\"rawData\": \\[(.*?)\\]\\s*\\]");
    Matcher first = rates.matcher(numbers);
    assertThat(first.find(numbers.indexOf("GemmBenchmark.multiply"))).isTrue();
    String slower =
        Pattern.compile("[0-9.]+")
            .matcher(first.group(1))
            .replaceAll(rate -> Double.toString(Double.parseDouble(rate.group()) / 5));
    Files.writeString(
        after.resolve("jmh.json"),
        numbers.substring(0, first.start(1)) + slower + numbers.substring(first.end(1)));

    String regression = output(1, compare(before, after, "50"));
    assertThat(regression).contains("1 regression over 50.0 %", "GemmBenchmark.multiply");
    assertThat(output(0, compare(before, after, "90"))).contains("no regression over 90.0 %");
    assertThat(output(0, compare(before, before, "0"))).contains("0 changed beyond their noise");
    output(2, List.of("compare", before.toString()));
  }

  private static List<String> compare(Path before, Path after, String percent) {
    return List.of("compare", before.toString(), after.toString(), "--percent", percent);
  }

  private static String output(List<String> arguments) throws IOException, InterruptedException {
    return output(0, arguments);
  }

  private static String output(int status, List<String> arguments)
      throws IOException, InterruptedException {
    return output(status, arguments, Map.of());
  }

  private static String output(int status, List<String> arguments, Map<String, String> environment)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // The lock is one for the whole machine, and what is tested here is no measurement.
    command.add("-Djmh.ignoreLock=true");
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().putAll(environment);
    Process process = builder.start();
    try (InputStream output = process.getInputStream()) {
      String text = new String(output.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as(text).isEqualTo(status);
      return text;
    }
  }
}
