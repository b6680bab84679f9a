package dev.lanewise.jmh.suite;

import dev.lanewise.jmh.Main;
import dev.lanewise.matrix.Precision;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Matrix products of Lanewise and of its peers. */
@Command(
    name = "gemm",
    description = "matrix products beside the FMA peak and the peers",
    mixinStandardHelpOptions = true)
final class GemmSuite implements Suite {
  /** Set in the process that measures, which the one that the user started has begun. */
  private static final String LAUNCHED = "LANEWISE_SUITE_LAUNCHED";

  @Spec private CommandSpec spec;

  @Option(
      names = "--shapes",
      split = ",",
      description =
          "small, large, skinny, layers, backward, or m×n×k as in 64x25x10000; default: all groups")
  private List<String> shapes = List.of();

  @Option(
      names = "--transposed",
      split = ",",
      description = "NN, NT, TN, TT; default: what belongs to the shapes")
  private List<String> transposes = List.of();

  @Option(names = "--precision", split = ",", description = "f32, f64; default: both")
  private List<Precision> precisions = Arrays.asList(Precision.values());

  @Option(
      names = "--threads",
      split = ",",
      description = "numbers, or all for one per processor; default: 1,all")
  private List<String> threads = List.of("1", "all");

  @Option(
      names = "--peers",
      split = ",",
      description =
          "all, none, or some of openblas, mkl, blis, debian-openblas, vectorblas, ejml;"
              + " default: all")
  private List<String> peers = List.of("all");

  @Option(names = "--avx2", description = "AVX2 at most, for everybody")
  private boolean avx2;

  @Option(names = "--quick", description = "one short fork of each")
  private boolean quick;

  @Option(names = "--full", description = "three long forks of each")
  private boolean full;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "folder for summary.md and gemm.json, written after every row")
  private Path out;

  @Override
  public double minutes(Effort effort) {
    return new GemmPlan(
                GemmPlan.blocks(List.of(), List.of()),
                Arrays.asList(Precision.values()),
                threads(List.of("1", "all")),
                GemmPlan.everybody(),
                effort,
                InstructionSet.NATIVE)
            .seconds()
        / 60;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    GemmPlan wanted = plan();
    if (System.getenv(LAUNCHED) == null) {
      Map<String, String> environment = new HashMap<>(wanted.instructions().environment());
      environment.put(LAUNCHED, "1");
      return Jvm.relaunch(environment, Main.class, arguments());
    }
    Map<Contender, Probe.Answer> answers = new EnumMap<>(Contender.class);
    for (Contender contender : wanted.contenders()) {
      answers.put(contender, Probe.ask(contender, wanted.instructions().jvmArgs()));
    }
    GemmPlan plan =
        wanted.withContenders(
            answers.keySet().stream()
                .filter(contender -> answers.get(contender).available())
                .toList());
    String command = "java -jar benchmarks.jar " + String.join(" ", arguments());
    GemmResults results =
        new GemmRun(plan, System.err)
            .measure(soFar -> write(new GemmReport(plan, soFar, answers, command)));
    System.out.print(new GemmReport(plan, results, answers, command).text());
    return results.failures().isEmpty() ? 0 : 1;
  }

  private String[] arguments() {
    return Stream.concat(
            Stream.of("run"), spec.root().commandLine().getParseResult().originalArgs().stream())
        .toArray(String[]::new);
  }

  private void write(GemmReport report) {
    if (out != null) {
      try {
        report.write(out);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private GemmPlan plan() {
    try {
      return new GemmPlan(
          GemmPlan.blocks(shapes, checked(transposes)),
          precisions,
          threads(threads),
          contenders(),
          full ? Effort.FULL : quick ? Effort.QUICK : Effort.NORMAL,
          avx2 ? InstructionSet.AVX2 : InstructionSet.NATIVE);
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(spec.commandLine(), wrong.getMessage(), wrong);
    }
  }

  private static List<String> checked(List<String> transposes) {
    for (String transposed : transposes) {
      if (!transposed.matches("[NT][NT]")) {
        throw new IllegalArgumentException("'" + transposed + "' is none of NN, NT, TN, TT");
      }
    }
    return transposes;
  }

  private static List<Integer> threads(List<String> counts) {
    return counts.stream()
        .map(
            count ->
                count.equals("all")
                    ? Runtime.getRuntime().availableProcessors()
                    : Integer.parseInt(count))
        .distinct()
        .sorted()
        .toList();
  }

  private List<Contender> contenders() {
    List<Contender> contenders = new ArrayList<>(List.of(Contender.LANEWISE));
    if (peers.equals(List.of("all"))) {
      contenders.addAll(Contender.peers());
    } else if (!peers.equals(List.of("none"))) {
      peers.forEach(id -> contenders.add(Contender.of(id)));
    }
    return contenders;
  }
}
