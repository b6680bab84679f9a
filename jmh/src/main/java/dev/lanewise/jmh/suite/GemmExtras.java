package dev.lanewise.jmh.suite;

import dev.lanewise.jmh.EpilogueBenchmark;
import dev.lanewise.jmh.LeadingBenchmark;
import dev.lanewise.jmh.Level2Benchmark;
import dev.lanewise.jmh.Level3Benchmark;
import dev.lanewise.jmh.NoModuleBenchmark;
import dev.lanewise.jmh.peer.Contender;
import dev.lanewise.jmh.peer.NativeLevel2Benchmark;
import dev.lanewise.jmh.peer.NativeLevel3Benchmark;
import dev.lanewise.matrix.Precision;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What is measured of products beside their rate by shape: leading dimensions, fused epilogues, the
 * scalar path, and the other calls of a BLAS. Ours alone, but for those calls, which OpenBLAS and
 * MKL have, too.
 */
final class GemmExtras {
  /** As {@code --shapes} has it. */
  static final String NAME = "extras";

  private static final String CUBE = "512x512x512";
  private static final List<String> LEADING = List.of("512", "1000", "1024", "1025");
  private static final List<String> EPILOGUE_SHAPES = List.of("10000x25x64", CUBE);
  private static final List<String> SCALAR_CUBES = List.of("256x256x256", CUBE, "1024x1024x1024");

  /** About what scalar kernels do on one thread. */
  private static final double SCALAR_FLOPS = 6e9;

  /** Who has the other calls, all of them. */
  private static final List<Contender> LEVEL_PEERS = List.of(Contender.OPENBLAS, Contender.MKL);

  /** What this leaves to compile, its own allocation shows. */
  private static final int OTHER_SIZE_WARM_MILLIS = 400;

  private GemmExtras() {}

  static List<Group> groups(Choice choice, List<String> absent) {
    List<Group> groups = new ArrayList<>();
    for (Precision precision : choice.precisions()) {
      for (int threads : choice.threads()) {
        String count = Integer.toString(threads);
        groups.add(leading(precision, count));
        for (String shape : EPILOGUE_SHAPES) {
          groups.add(epilogue(precision, shape, count));
        }
        for (String shape : SCALAR_CUBES) {
          groups.add(scalar(precision, shape, threads, choice));
        }
      }
    }
    for (Precision precision : choice.precisions()) {
      groups.add(
          level(
              "gemv and ger",
              precision,
              List.of(Level2Benchmark.class, NativeLevel2Benchmark.class),
              List.of("row", "column", "update"),
              Map.of("shape", List.of("64x64", "784x512", "10000x64")),
              choice,
              absent));
      groups.add(
          level(
              "syrk and batches",
              precision,
              List.of(Level3Benchmark.class, NativeLevel3Benchmark.class),
              List.of("triangle", "batched", "calls"),
              Map.of("n", List.of("16", "32", "64", "512")),
              choice,
              absent));
    }
    return groups;
  }

  private static String label(String what, Precision precision, String threads) {
    return "gemm "
        + what
        + " "
        + precision.name().toLowerCase(Locale.ROOT)
        + ", "
        + Group.threads(Integer.parseInt(threads));
  }

  private static Group leading(Precision precision, String threads) {
    List<Fork> cases = new ArrayList<>();
    for (String leading : LEADING) {
      cases.add(
          Fork.of(
              leading,
              LeadingBenchmark.class.getName() + ".multiply",
              Map.of(
                  "precision",
                  precision.name(),
                  "shape",
                  CUBE,
                  "transposed",
                  "NN",
                  "leading",
                  leading,
                  "threads",
                  threads)));
    }
    return new Group(
        label("leading dimension", precision, threads), List.of(Batch.of("Lanewise", cases)));
  }

  private static Group epilogue(Precision precision, String shape, String threads) {
    List<Trial> trials = new ArrayList<>();
    for (String form : List.of("plain", "fused", "separate")) {
      trials.add(
          Fork.of(
              form,
              EpilogueBenchmark.class.getName() + "." + form,
              Map.of("precision", precision.name(), "shape", shape, "threads", threads)));
    }
    return new Group(
        label("bias + sigmoid " + shape.replace('x', '×'), precision, threads), trials);
  }

  /** Beside our usual product, unless that is measured among the shapes. */
  private static Group scalar(Precision precision, String shape, int threads, Choice choice) {
    Fork with =
        GemmSuite.product(Contender.LANEWISE, precision, threads, ProductShape.of(shape, "NN"));
    double operation = ProductShape.of(shape, "NN").flops() / SCALAR_FLOPS;
    Fork without =
        Fork.of("no module", NoModuleBenchmark.class.getName() + ".multiply", with.parameters())
            .warmedUp(1500)
            .slower(Effort.ITERATIONS * operation);
    return new Group(
        label("no module " + shape.replace('x', '×'), precision, Integer.toString(threads)),
        choice.shapes().isEmpty() ? List.of(without) : List.of(with, without));
  }

  /**
   * A JVM for each form of our call, which measures all sizes: other sizes are other code. One for
   * all forms of a native library's, once: nothing there is compiled on the way.
   *
   * @param benchmarks ours and theirs
   * @param sizes a parameter and its values
   */
  private static Group level(
      String title,
      Precision precision,
      List<Class<?>> benchmarks,
      List<String> forms,
      Map<String, List<String>> sizes,
      Choice choice,
      List<String> absent) {
    List<Trial> trials = new ArrayList<>();
    for (String form : forms) {
      List<Fork> cases =
          calls(benchmarks.get(0), List.of(form), precision, sizes, choice, Map.of());
      trials.add(Batch.of("Lanewise " + form, cases).warmedUp(OTHER_SIZE_WARM_MILLIS));
    }
    for (Contender peer : LEVEL_PEERS) {
      if (choice.wants(peer.id()) && !absent.contains(peer.title)) {
        List<Fork> cases =
            calls(
                benchmarks.get(1),
                forms.stream()
                    .filter(form -> peer.hasBatches() || !form.equals("batched"))
                    .toList(),
                precision,
                sizes,
                choice,
                peer.parameters());
        int warm = GemmSuite.NATIVE_WARM_MILLIS;
        trials.add(new Batch(peer.title, false, cases, warm, warm));
      }
    }
    return new Group("gemm " + title + " " + precision.name().toLowerCase(Locale.ROOT), trials);
  }

  private static List<Fork> calls(
      Class<?> benchmark,
      List<String> forms,
      Precision precision,
      Map<String, List<String>> sizes,
      Choice choice,
      Map<String, String> more) {
    List<Fork> cases = new ArrayList<>();
    for (String form : forms) {
      sizes.forEach(
          (parameter, values) -> {
            for (String size : values) {
              for (int threads : choice.threads()) {
                Map<String, String> parameters = new HashMap<>(more);
                parameters.put("precision", precision.name());
                parameters.put(parameter, size);
                parameters.put("threads", Integer.toString(threads));
                cases.add(Fork.of(form, benchmark.getName() + "." + form, parameters));
              }
            }
          });
    }
    return cases;
  }
}
