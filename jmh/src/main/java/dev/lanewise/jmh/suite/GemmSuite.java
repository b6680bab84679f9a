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
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Matrix products of Lanewise and of its peers. */
@Command(
    name = "gemm",
    description = "matrix products beside the FMA peak and the peers",
    sortOptions = false)
final class GemmSuite implements Suite {
  /** Set in the process that measures, which the one that the user started has begun. */
  private static final String LAUNCHED = "LANEWISE_SUITE_LAUNCHED";

  @Spec private CommandSpec spec;

  @Option(
      names = "--shapes",
      paramLabel = "SHAPE",
      split = ",",
      description =
          "small, large, skinny, layers, backward, or m×n×k as in 64x25x10000; default: all groups")
  private List<String> shapes = List.of();

  @Option(
      names = "--transposed",
      paramLabel = "NT",
      split = ",",
      description = "NN, NT, TN, TT; default: what belongs to the shapes")
  private List<String> transposes = List.of();

  @Option(
      names = "--precision",
      paramLabel = "P",
      split = ",",
      description = "f32, f64; default: both")
  private List<Precision> precisions = Arrays.asList(Precision.values());

  @Option(
      names = "--threads",
      paramLabel = "N",
      split = ",",
      description = "numbers, or all for one per processor; default: 1,all")
  private List<String> threads = List.of("1", "all");

  @Option(
      names = "--peers",
      paramLabel = "PEER",
      split = ",",
      description =
          "all, none, or some of openblas, mkl, blis, debian-openblas, vectorblas, ejml;"
              + " default: all")
  private List<String> peers = List.of("all");

  @Option(names = "--avx2", description = "AVX2 at most, for everybody")
  private boolean avx2;

  @ArgGroup private Length length = new Length();

  private static final class Length {
    @Option(names = "--quick", description = "one short fork of each; default: three")
    private boolean quick;

    @Option(names = "--full", description = "three longer forks of each")
    private boolean full;

    Effort effort() {
      return full ? Effort.FULL : quick ? Effort.QUICK : Effort.NORMAL;
    }
  }

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
    String command =
        "java -jar jmh/target/benchmarks.jar " + String.join(" ", argumentsWithoutFolder());
    GemmResults results =
        new GemmRun(plan, System.err)
            .measure(soFar -> write(new GemmReport(plan, soFar, answers, command)));
    System.out.print(new GemmReport(plan, results, answers, command).text());
    boolean allRight =
        results.failures().isEmpty()
            && answers.values().stream().noneMatch(answer -> answer.state() == Probe.State.FAILED);
    return allRight ? 0 : 1;
  }

  private String[] arguments() {
    return Stream.concat(
            Stream.of("run"), spec.root().commandLine().getParseResult().originalArgs().stream())
        .toArray(String[]::new);
  }

  /** Nobody else has that folder. */
  private List<String> argumentsWithoutFolder() {
    List<String> kept = new ArrayList<>();
    boolean skip = false;
    for (String argument : arguments()) {
      boolean folder = argument.equals("--out");
      if (!skip && !folder && !argument.startsWith("--out=")) {
        kept.add(argument);
      }
      skip = folder;
    }
    return kept;
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
      Map<String, List<ProductShape>> blocks = GemmPlan.blocks(shapes, checked(transposes));
      if (blocks.isEmpty()) {
        throw new IllegalArgumentException("no shape is left: backward has NT and TN alone");
      }
      return new GemmPlan(
          blocks,
          precisions,
          threads(threads),
          contenders(),
          length.effort(),
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
    return counts.stream().map(GemmSuite::threads).distinct().sorted().toList();
  }

  private static int threads(String count) {
    if (count.equals("all")) {
      return Runtime.getRuntime().availableProcessors();
    }
    if (!count.matches("[1-9][0-9]{0,3}")) {
      throw new IllegalArgumentException("'" + count + "' is no number of threads from 1 to 9999");
    }
    return Integer.parseInt(count);
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
