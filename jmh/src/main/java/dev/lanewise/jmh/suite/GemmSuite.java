package dev.lanewise.jmh.suite;

import dev.lanewise.jmh.FmaPeakBenchmark;
import dev.lanewise.jmh.peer.Contender;
import dev.lanewise.jmh.report.Meta;
import dev.lanewise.matrix.Precision;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Matrix products of Lanewise and of its peers; the FMA peak before each block of shapes. */
final class GemmSuite implements Suite {
  /** In a group, so that its ratios are from the same minute. */
  private static final int MOST_SHAPES = 6;

  /** For caches and clocks: native code has nothing to compile. */
  static final int NATIVE_WARM_MILLIS = 60;

  /** For a JVM that has measured other products of its library. */
  private static final int JAVA_WARM_MILLIS = 300;

  /** After 0.6 s, one fork of four of 512³ still boxed its vectors. */
  static final int WARM_MILLIS = 1000;

  /** The kernels have been compiled for one thread; what cuts and waits has not. */
  private static final int MORE_THREADS_WARM_MILLIS = 1000;

  /** In double precision on one thread, to tell how long large products take. */
  private static final double USUAL_FLOPS = 4e10;

  @Override
  public String name() {
    return "gemm";
  }

  @Override
  public String description() {
    return "matrix products beside the FMA peak and the peers";
  }

  @Override
  public List<Meta.Contender> contenders(Choice choice) {
    List<Meta.Contender> answers = new ArrayList<>();
    for (Contender contender : Contender.values()) {
      if (contender == Contender.LANEWISE || choice.wants(contender.id())) {
        answers.add(Probe.ask(contender, choice.instructions().jvmArgs()));
      }
    }
    return answers;
  }

  @Override
  public List<String> leftOut(Choice choice) {
    List<String> leftOut = new ArrayList<>();
    boolean quick = choice.effort() == Effort.QUICK;
    if (quick && choice.shapes().isEmpty()) {
      leftOut.add(
          "gemm: transposed layers (unless by --transposed), their gradients and extras, which"
              + " --full has");
    }
    if (choice.peers().contains("all")) {
      leftOut.add(
          (quick
                  ? "gemm: MKL on transposed operands; BLIS, OpenBLAS deb, VectorBLAS and EJML,"
                      + " some of which --full has"
                  : "gemm: MKL and BLIS on transposed operands; OpenBLAS deb, VectorBLAS and EJML"
                      + " on those, on more than one thread and in more than one JVM, EJML above"
                      + " 1100³; gemv, ger, syrk and batches of other peers than OpenBLAS and MKL, and of"
                      + " these in more than one JVM; a batch in one call of OpenBLAS, which does"
                      + " not survive it")
              + "; a peer that --peers names is measured on everything");
    }
    return leftOut;
  }

  @Override
  public List<Group> groups(Choice choice, List<String> absent) {
    List<Group> groups = new ArrayList<>();
    blocks(choice)
        .forEach(
            (title, shapes) -> {
              peaks(choice, groups);
              for (int from = 0; from < shapes.size(); from += MOST_SHAPES) {
                List<ProductShape> some =
                    shapes.subList(from, Math.min(from + MOST_SHAPES, shapes.size()));
                for (Precision precision : choice.precisions()) {
                  groups.add(rows(title, precision, some, choice, absent));
                }
              }
            });
    boolean everything = choice.shapes().isEmpty() && choice.effort() == Effort.FULL;
    if (everything || choice.shapes().contains(GemmExtras.NAME)) {
      groups.addAll(GemmExtras.groups(choice, absent));
    }
    peaks(choice, groups);
    return groups;
  }

  private static Map<String, List<ProductShape>> blocks(Choice choice) {
    Map<String, List<ProductShape>> blocks = blocks(choice.shapes(), choice.transposes());
    if (choice.effort() == Effort.QUICK && choice.shapes().isEmpty()) {
      blocks.remove(ShapeGroup.BACKWARD.title);
      if (choice.transposes().isEmpty()) {
        blocks.replace(ShapeGroup.LAYERS.title, ShapeGroup.LAYERS.shapes(List.of("NN")));
      }
    }
    return blocks;
  }

  private static Group rows(
      String title,
      Precision precision,
      List<ProductShape> shapes,
      Choice choice,
      List<String> absent) {
    List<Trial> trials = new ArrayList<>();
    for (Contender contender : Contender.values()) {
      boolean wanted = contender == Contender.LANEWISE || choice.wants(contender.id());
      if (wanted && !absent.contains(contender.title)) {
        List<List<Fork>> products =
            shapes.stream()
                .map(shape -> products(contender, precision, shape, choice))
                .filter(cases -> !cases.isEmpty())
                .toList();
        if (contender == Contender.LANEWISE) {
          products.forEach(cases -> trials.add(ours(cases)));
        } else if (!products.isEmpty()) {
          boolean java = !contender.isNative();
          trials.add(
              new Batch(
                  contender.title,
                  !isMinor(contender, choice),
                  products.stream().flatMap(List::stream).toList(),
                  java ? Effort.WARM_MILLIS : NATIVE_WARM_MILLIS,
                  java ? JAVA_WARM_MILLIS : NATIVE_WARM_MILLIS));
        }
      }
    }
    return new Group(
        "gemm "
            + precision.name().toLowerCase(Locale.ROOT)
            + " "
            + title
            + (shapes.size() > 1 ? ", " + shapes.get(0).label() + " to " : " ")
            + shapes.get(shapes.size() - 1).label(),
        trials);
  }

  /** On each number of threads. */
  private static List<Fork> products(
      Contender contender, Precision precision, ProductShape shape, Choice choice) {
    return choice.threads().stream()
        .filter(threads -> contender.runsOn(threads))
        .filter(threads -> measures(contender, shape, threads, choice))
        .map(threads -> product(contender, precision, threads, shape))
        .toList();
  }

  /** A JVM for each shape, since what it compiles depends on that; one thread leaves C2 a core. */
  private static Trial ours(List<Fork> cases) {
    return ours(Contender.LANEWISE.title, cases);
  }

  /** One product of ours on several numbers of threads, ascending. */
  static Batch ours(String who, List<Fork> cases) {
    int first = Math.max(cases.get(0).warmMillis(), WARM_MILLIS);
    return new Batch(who, true, cases, first, MORE_THREADS_WARM_MILLIS);
  }

  /**
   * Whether all peers are to share a run and this is one of those that others stand for: an older
   * version, or far slower.
   */
  private static boolean isMinor(Contender contender, Choice choice) {
    return switch (contender) {
      case LANEWISE, OPENBLAS, MKL, BLIS -> false;
      case DEBIAN_OPENBLAS, VECTORBLAS, EJML -> choice.peers().contains("all");
    };
  }

  /** Who is named on the command line does everything; all together would take a day. */
  private static boolean measures(
      Contender contender, ProductShape shape, int threads, Choice choice) {
    if (contender == Contender.LANEWISE || !choice.peers().contains("all")) {
      return true;
    }
    boolean plain = shape.transposed().equals("NN");
    boolean full = choice.effort() == Effort.FULL;
    return switch (contender) {
      case LANEWISE, OPENBLAS -> true;
      case MKL -> plain;
      case BLIS -> full && plain;
      case DEBIAN_OPENBLAS, VECTORBLAS -> full && plain && threads == 1;
      case EJML -> full && plain && threads == 1 && shape.flops() <= 2.0 * 1100 * 1100 * 1100;
    };
  }

  /** One contender's product. */
  static Fork product(Contender contender, Precision precision, int threads, ProductShape shape) {
    Map<String, String> parameters = new HashMap<>(contender.parameters());
    parameters.put("precision", precision.name());
    parameters.put("shape", shape.sizes());
    parameters.put("transposed", shape.transposed());
    parameters.put("threads", Integer.toString(threads));
    double operation = shape.flops() / (contender == Contender.EJML ? 4e9 : USUAL_FLOPS);
    double iterations = Effort.WARMUPS + Effort.ITERATIONS;
    return Fork.of(contender.title, contender.method(), parameters)
        .slower(iterations * Math.max(0, operation - Effort.MILLIS / 1000.0));
  }

  /** The FMA peak of one core, in each precision. */
  static void peaks(Choice choice, List<Group> groups) {
    for (Precision precision : choice.precisions()) {
      String name = precision.name().toLowerCase(Locale.ROOT);
      groups.add(
          new Group(
              "FMA peak of one core, " + name,
              true,
              List.of(Fork.of("peak", FmaPeakBenchmark.class.getName() + "." + name, Map.of()))));
    }
  }

  /**
   * The shapes of a command line: names of groups and sizes such as 64x25x10000.
   *
   * @param transposes for every shape; empty for those that belong to it
   * @throws IllegalArgumentException if a name is neither, or nothing is left
   */
  static Map<String, List<ProductShape>> blocks(List<String> names, List<String> transposes) {
    for (String transposed : transposes) {
      if (!transposed.matches("[NT][NT]")) {
        throw new IllegalArgumentException("'" + transposed + "' is none of NN, NT, TN, TT");
      }
    }
    Map<String, List<ProductShape>> blocks = new LinkedHashMap<>();
    List<String> sizes = new ArrayList<>(names);
    boolean extras = sizes.removeIf(GemmExtras.NAME::equals);
    for (ShapeGroup group : ShapeGroup.values()) {
      if (sizes.remove(group.name().toLowerCase(Locale.ROOT)) || names.isEmpty()) {
        blocks.put(group.title, group.shapes(transposes));
      }
    }
    if (!sizes.isEmpty()) {
      blocks.put("chosen shapes", ShapeGroup.each(ShapeGroup.orElse(transposes, "NN"), sizes));
    }
    blocks.values().removeIf(List::isEmpty);
    if (blocks.isEmpty() && !extras) {
      throw new IllegalArgumentException("no shape is left: backward has NT and TN alone");
    }
    return blocks;
  }
}
