package dev.lanewise.jmh.suite;

import dev.lanewise.jmh.EpilogueBenchmark;
import dev.lanewise.jmh.LeadingBenchmark;
import dev.lanewise.jmh.Level2Benchmark;
import dev.lanewise.jmh.Level3Benchmark;
import dev.lanewise.jmh.NoModuleBenchmark;
import dev.lanewise.jmh.peer.Contender;
import dev.lanewise.matrix.Precision;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What is measured of products beside their rate by shape: leading dimensions, fused epilogues, the
 * scalar path, and the other calls of a BLAS. Ours alone, but for {@code GemmSuite}'s own peers.
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

  private GemmExtras() {}

  static List<Group> groups(Choice choice) {
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
    for (int threads : choice.threads()) {
      groups.addAll(levels(Integer.toString(threads)));
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
                  Map.of("precision", precision.name(), "shape", shape, "threads", threads))
              .warmedUp(1500));
    }
    return new Group(label("bias + sigmoid " + shape, precision, threads), trials);
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
        label("no module " + shape, precision, Integer.toString(threads)),
        choice.shapes().isEmpty() ? List.of(without) : List.of(with, without));
  }

  private static List<Group> levels(String threads) {
    return List.of(
        new Group(
            label("level 2", Precision.F32, threads),
            level(
                Level2Benchmark.class,
                List.of("row", "column", "update"),
                "shape",
                List.of("64x64", "784x512", "10000x64"),
                threads)),
        new Group(
            label("level 3", Precision.F32, threads),
            level(
                Level3Benchmark.class,
                List.of("triangle", "batched", "calls"),
                "n",
                List.of("16", "32", "64", "512"),
                threads)));
  }

  /** A JVM for each form of a call, which measures all sizes: other sizes are other code. */
  private static List<Trial> level(
      Class<?> benchmark,
      List<String> forms,
      String parameter,
      List<String> sizes,
      String threads) {
    List<Trial> trials = new ArrayList<>();
    for (String form : forms) {
      List<Fork> cases = new ArrayList<>();
      for (String size : sizes) {
        cases.add(
            Fork.of(
                form,
                benchmark.getName() + "." + form,
                Map.of(parameter, size, "threads", threads)));
      }
      trials.add(Batch.of(form, cases).warmedUp(cases.get(0).warmMillis()));
    }
    return trials;
  }
}
