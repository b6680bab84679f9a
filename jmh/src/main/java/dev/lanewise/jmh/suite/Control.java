package dev.lanewise.jmh.suite;

import dev.lanewise.jmh.ElementwiseBenchmark;
import dev.lanewise.jmh.peer.Contender;
import dev.lanewise.jmh.report.Case;
import dev.lanewise.matrix.Precision;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The control benchmarks: one that computes and one that waits for memory, before a run and after
 * it. How far apart they lie is the noise of the run.
 */
final class Control {
  private static final Trial PRODUCT =
      GemmSuite.product(Contender.LANEWISE, Precision.F32, 1, ProductShape.of("256x256x256", "NN"))
          .warmedUp(GemmSuite.WARM_MILLIS);

  private static final Trial COPY =
      Fork.of(
              "copy",
              ElementwiseBenchmark.class.getName() + ".run",
              Map.of("precision", "F32", "place", "MEMORY", "kernel", "COPY"))
          .slower(0.5);

  /** What readers are told that the cases are. */
  static final Map<String, Case> NAMES = new LinkedHashMap<>();

  static {
    NAMES.put("a product of 256×256×256", PRODUCT.headlines().get(0));
    NAMES.put("a copy in memory", COPY.headlines().get(0));
  }

  private Control() {}

  static void surround(List<Group> groups) {
    List<Trial> both = List.of(PRODUCT, COPY);
    groups.add(0, new Group("control before", both));
    groups.add(new Group("control after", both));
  }
}
