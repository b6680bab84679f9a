package dev.lanewise.jmh.suite;

import dev.lanewise.jmh.ElementwiseBenchmark;
import dev.lanewise.jmh.peer.Contender;
import dev.lanewise.jmh.report.Case;
import dev.lanewise.matrix.Precision;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.RunResult;

/**
 * The control benchmarks: one that computes and one that waits for memory, before a run and after
 * it. How far apart they lie is the noise of the run. They are kept under names of their own, so
 * that a table's row of the same case does not have their forks.
 */
final class Control {
  private static final Trial PRODUCT =
      new Named(
          "control.product",
          GemmSuite.product(
                  Contender.LANEWISE, Precision.F32, 1, ProductShape.of("256x256x256", "NN"))
              .warmedUp(GemmSuite.WARM_MILLIS));

  private static final Trial COPY =
      new Named(
          "control.copy",
          Fork.of(
                  "copy",
                  ElementwiseBenchmark.class.getName() + ".run",
                  Map.of("precision", "F32", "place", "MEMORY", "kernel", "COPY"))
              .slower(0.5));

  /** What readers are told that the cases are. */
  static final Map<String, Case> NAMES = new LinkedHashMap<>();

  static {
    NAMES.put("a product of 256×256×256", PRODUCT.headlines().get(0));
    NAMES.put("a copy in memory", COPY.headlines().get(0));
  }

  private Control() {}

  private record Named(String name, Fork fork) implements Trial {
    @Override
    public String who() {
      return fork.who();
    }

    @Override
    public List<Case> headlines() {
      return List.of(Case.of(name, fork.headline().parameters()));
    }

    @Override
    public double seconds() {
      return fork.seconds();
    }

    @Override
    public void run(Harness harness, Consumer<RunResult> taker) throws IOException {
      fork.run(harness, result -> taker.accept(named(result)));
    }

    private RunResult named(RunResult result) {
      BenchmarkParams params = result.getParams();
      return new RunResult(
          Anonymous.params(params, name, params.getForks()), result.getBenchmarkResults());
    }
  }

  static void surround(List<Group> groups) {
    List<Trial> both = List.of(PRODUCT, COPY);
    groups.add(0, new Group("control before", both));
    groups.add(new Group("control after", both));
  }
}
