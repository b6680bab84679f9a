package dev.lanewise.jmh.suite;

import dev.lanewise.jmh.Main;
import dev.lanewise.jmh.peer.Contender;
import dev.lanewise.jmh.report.Meta;
import dev.lanewise.jmh.report.Report;
import dev.lanewise.matrix.Precision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs suites and leaves a folder of results. */
@Command(
    name = "run",
    description = "Runs suites of benchmarks and reports; without a suite, lists them.",
    sortOptions = false)
final class RunCommand implements Callable<Integer> {
  /** Set in the process that measures, which the one that the user started has begun. */
  private static final String LAUNCHED = "LANEWISE_SUITE_LAUNCHED";

  private static final List<Suite> SUITES =
      List.of(
          new PeakSuite(),
          new MemorySuite(),
          new GemmSuite(),
          new ElementwiseSuite(),
          new SeedSuite(),
          new TrainingSuite(),
          new ColdSuite());

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "SUITE",
      description = "peak, memory, gemm, elementwise, seed, training, cold; or all")
  private List<String> names = List.of();

  @ArgGroup private Length length = new Length();

  private static final class Length {
    @Option(
        names = "--quick",
        description =
            "two JVMs for each case; in gemm without transposed layers and most peers, in"
                + " elementwise without L2 and L3; the default")
    @SuppressWarnings("UnusedVariable") // says what happens without the other one, too
    private boolean quick;

    @Option(
        names = "--full",
        description =
            "three JVMs for each case, all shapes, places and peers; either way, a case is"
                + " measured five times 60 ms after a warm-up, by scripts seven times 50 ms in one"
                + " process; one of Java during which compilers are at work for more than 5 ms, or of"
                + " ours that allocates then, has another half second, 8 s at most; the summary names"
                + " what was not measured")
    private boolean full;

    Effort effort() {
      return full ? Effort.FULL : Effort.QUICK;
    }
  }

  private static final class Instructions {
    @Option(names = "--avx2", description = "AVX2 at most, for everybody")
    private boolean avx2;

    @Option(
        names = "--avx512",
        description = "AVX-512 for peers, too, that do not take it by themselves on this machine")
    private boolean avx512;

    InstructionSet chosen() {
      InstructionSet chosen =
          avx2 ? InstructionSet.AVX2 : avx512 ? InstructionSet.AVX512 : InstructionSet.NATIVE;
      if (!chosen.isPossible()) {
        throw new IllegalArgumentException("--avx512: this processor has none");
      }
      return chosen;
    }
  }

  @Option(
      names = "--threads",
      paramLabel = "N",
      split = ",",
      description = "numbers, or all for one per processor; default: 1,all")
  private List<String> threads = List.of("1", "all");

  @Option(
      names = "--precision",
      paramLabel = "P",
      split = ",",
      description = "f32, f64; default: both; memory, training and cold have f32 alone")
  private List<Precision> precisions = Arrays.asList(Precision.values());

  @Option(
      names = "--peers",
      paramLabel = "PEER",
      split = ",",
      description =
          "all, none, or some of openblas, mkl, blis, debian-openblas, vectorblas, ejml, numpy,"
              + " pytorch, pytorch-djl, octave; default: all")
  private List<String> peers = List.of("all");

  @ArgGroup private Instructions instructions = new Instructions();

  @Option(
      names = "--only",
      paramLabel = "REGEX",
      description =
          "measures only what has this in its label, as progress shows it; x stands for ×, too, as in"
              + " 512x512")
  private String only = "";

  @Option(
      names = "--shapes",
      paramLabel = "SHAPE",
      split = ",",
      description =
          "of gemm: small, large, skinny, layers, backward, extras (leading dimensions, epilogues, the"
              + " scalar path, gemv, ger, syrk, batches), or m×n×k as in 64x25x10000; default: all")
  private List<String> shapes = List.of();

  @Option(
      names = "--transposed",
      paramLabel = "NT",
      split = ",",
      description = "of gemm: NN, NT, TN, TT; default: what belongs to the shapes")
  private List<String> transposes = List.of();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "results go to DIR/<processor>/<JDK>/<date>-<commit>, from the first group on;"
              + " default: ${DEFAULT-VALUE}")
  private Path out = Path.of("perf-results");

  /** The suites and what they take. */
  static String list() {
    StringBuilder text =
        new StringBuilder(
            "Suites, and the minutes that they take with all peers, on 1 and all threads:\n");
    for (Suite suite : SUITES) {
      text.append(line(suite.name(), suite.description(), List.of(suite)));
    }
    return text.append(line("all", "all of them", SUITES))
        .append(
            "run SUITE... runs some; report DIR and compare DIR DIR read results; run --help and")
        .append(" its like list options; other arguments are JMH's.\n")
        .toString();
  }

  private static String line(String name, String description, List<Suite> suites) {
    return String.format(
        Locale.ROOT,
        "  %-12s%s; --quick %s, --full %s%n",
        name,
        description,
        minutes(suites, Effort.QUICK),
        minutes(suites, Effort.FULL));
  }

  private static String minutes(List<Suite> suites, Effort effort) {
    double minutes =
        groups(suites, Choice.usual(effort), List.of()).stream()
                .mapToDouble(group -> group.seconds(effort))
                .sum()
            / 60;
    return String.format(Locale.ROOT, minutes < 1 ? "%.1f" : "%.0f", minutes);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (names.isEmpty()) {
      System.out.print(list());
      return 0;
    }
    Choice choice = choice();
    List<Suite> suites = suites();
    if (Files.exists(out) && !Files.isDirectory(out)) {
      throw wrong("'" + out + "' is a file, see --out");
    }
    List<Group> wanted = groups(suites, choice, List.of());
    if (wanted.isEmpty()) {
      throw wrong("no label of these suites has '" + only + "', see --only");
    }
    if (System.getenv(LAUNCHED) == null) {
      Map<String, String> environment = new HashMap<>(choice.instructions().environment());
      environment.put(LAUNCHED, "1");
      return Jvm.relaunch(environment, Main.class, arguments());
    }
    double loadBefore = Machine.load();
    List<Meta.Contender> contenders = contenders(suites, choice);
    List<String> absent =
        contenders.stream()
            .filter(contender -> !contender.state().equals("available"))
            .map(Meta.Contender::title)
            .toList();
    List<Group> groups =
        new ArrayList<>(absent.isEmpty() ? wanted : groups(suites, choice, absent));
    groups.removeIf(group -> group.trials().isEmpty());
    Control.surround(groups);
    MetaCollector collector =
        new MetaCollector(
            choice, command(), loadBefore, contenders, Control.NAMES, leftOut(suites, choice));
    ResultFolder folder = ResultFolder.create(out, collector);
    Harness harness = new Harness(choice.effort(), choice.instructions().jvmArgs());
    System.err.println("Results, from the first group on: " + folder.path());
    List<String> failures = new ArrayList<>();
    Session session = new Session(groups, harness, System.err);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> breakOff(session, folder)));
    boolean complete =
        session.run(
            (json, broken, left) -> {
              failures.clear();
              failures.addAll(broken);
              folder.write(json, broken, left);
            });
    if (!complete) {
      return 1;
    }
    Report report = folder.finish();
    System.out.print(report.text());
    System.out.println("\nIn " + folder.path());
    return status(failures, contenders);
  }

  static int status(List<String> failures, List<Meta.Contender> contenders) {
    boolean broken = contenders.stream().anyMatch(contender -> contender.state().equals("failed"));
    return failures.isEmpty() && !broken ? 0 : 1;
  }

  /** Ctrl-C, and other signals that can be heard. */
  private static void breakOff(Session session, ResultFolder folder) {
    try {
      if (session.breakOff(folder::write)) {
        folder.finish();
        System.err.println("Broken off; what was measured is in " + folder.path());
      }
    } catch (IOException e) {
      System.err.println("Broken off, and what was measured last is lost: " + e);
    }
  }

  private List<String> leftOut(List<Suite> suites, Choice choice) {
    List<String> leftOut = new ArrayList<>();
    List<String> others =
        SUITES.stream().filter(suite -> !suites.contains(suite)).map(Suite::name).toList();
    if (!others.isEmpty()) {
      leftOut.add(
          "suites that were not asked for, or have not this precision: "
              + String.join(", ", others));
    }
    if (!only.isEmpty()) {
      leftOut.add("what has no '" + only + "' in its label, by --only");
    }
    suites.forEach(suite -> leftOut.addAll(suite.leftOut(choice)));
    return leftOut;
  }

  private static List<Group> groups(List<Suite> suites, Choice choice, List<String> absent) {
    List<Group> groups = new ArrayList<>();
    for (Suite suite : suites) {
      groups.addAll(suite.groups(choice, absent));
    }
    groups.removeIf(group -> !isFound(choice.only(), group.label()));
    return groups;
  }

  /** Not everybody can type ×, and Java cannot read it where the locale is not of UTF-8. */
  static boolean isFound(Pattern only, String label) {
    return only.matcher(label).find() || only.matcher(label.replace('×', 'x')).find();
  }

  private static List<Meta.Contender> contenders(List<Suite> suites, Choice choice) {
    Map<String, Meta.Contender> contenders = new LinkedHashMap<>();
    for (Suite suite : suites) {
      suite.contenders(choice).forEach(one -> contenders.putIfAbsent(one.title(), one));
    }
    return List.copyOf(contenders.values());
  }

  private List<Suite> suites() {
    boolean f32 = precisions.contains(Precision.F32);
    if (names.contains("all")) {
      return SUITES.stream().filter(suite -> f32 || suite.hasF64()).toList();
    }
    List<String> known = SUITES.stream().map(Suite::name).toList();
    for (String name : names) {
      if (!known.contains(name)) {
        throw wrong("'" + name + "' is no suite: " + String.join(", ", known) + ", all");
      }
    }
    List<Suite> chosen = SUITES.stream().filter(suite -> names.contains(suite.name())).toList();
    for (Suite suite : chosen) {
      if (!f32 && !suite.hasF64()) {
        throw wrong("'" + suite.name() + "' has f32 alone, see --precision");
      }
    }
    return chosen;
  }

  private Choice choice() {
    try {
      checkPeers();
      GemmSuite.blocks(shapes, transposes);
      return new Choice(
          precisions,
          Choice.threads(threads),
          length.effort(),
          instructions.chosen(),
          Pattern.compile(only, Pattern.CASE_INSENSITIVE),
          peers,
          shapes,
          transposes);
    } catch (PatternSyntaxException e) {
      throw wrong("'" + only + "' is no regular expression: " + e.getDescription());
    } catch (IllegalArgumentException e) {
      throw wrong(e.getMessage());
    }
  }

  private void checkPeers() {
    List<String> known =
        Stream.of(
                Stream.of("all", "none", TrainingSuite.DJL_ID),
                Contender.peers().stream().map(Contender::id),
                Arrays.stream(ScriptPeer.values()).map(ScriptPeer::id))
            .flatMap(ids -> ids)
            .toList();
    for (String peer : peers) {
      if (!known.contains(peer)) {
        throw new IllegalArgumentException("'" + peer + "' is none of " + String.join(", ", known));
      }
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private String[] arguments() {
    return spec.root().commandLine().getParseResult().originalArgs().toArray(String[]::new);
  }

  /** What a reader types to repeat it: the folder is this user's own. */
  private String command() {
    List<String> kept = new ArrayList<>(List.of("java -jar jmh/target/benchmarks.jar"));
    boolean skip = false;
    for (String argument : arguments()) {
      boolean folder = argument.equals("--out");
      if (!skip && !folder && !argument.startsWith("--out=")) {
        kept.add(argument);
      }
      skip = folder;
    }
    return String.join(" ", kept);
  }
}
