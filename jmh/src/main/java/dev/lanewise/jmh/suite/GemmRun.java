package dev.lanewise.jmh.suite;

import dev.lanewise.jmh.FmaPeakBenchmark;
import dev.lanewise.jmh.suite.GemmResults.Cell;
import dev.lanewise.matrix.Precision;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.openjdk.jmh.runner.RunnerException;

/**
 * Measures a plan. The contenders of a row take turns, fork by fork, so that their ratios are from
 * the same seconds; the FMA peak is measured before each block of shapes and after the last.
 */
final class GemmRun {
  private final GemmPlan plan;
  private final Harness harness;
  private final PrintStream progress;
  private final GemmResults results = new GemmResults();
  private final long begin = System.nanoTime();
  private int rowsDone;
  private int forksDone;

  GemmRun(GemmPlan plan, PrintStream progress) {
    this.plan = plan;
    this.harness = new Harness(plan.effort(), plan.instructions().jvmArgs());
    this.progress = progress;
  }

  /** Measures everything; {@code each} sees the results after each row. */
  GemmResults measure(Consumer<GemmResults> each) {
    for (List<ProductShape> shapes : plan.blocks().values()) {
      peaks();
      for (ProductShape shape : shapes) {
        for (Precision precision : plan.precisions()) {
          for (int threads : plan.threads()) {
            row(precision, threads, shape);
            each.accept(results);
          }
        }
      }
    }
    peaks();
    each.accept(results);
    return results;
  }

  private void peaks() {
    for (Precision precision : plan.precisions()) {
      try {
        String method =
            FmaPeakBenchmark.class.getName() + "." + precision.name().toLowerCase(Locale.ROOT);
        results.addPeak(precision, harness.fork(method, Map.of()));
        forksDone++;
      } catch (RunnerException e) {
        throw new IllegalStateException("the FMA peak cannot be measured: " + e.getMessage(), e);
      }
    }
  }

  private void row(Precision precision, int threads, ProductShape shape) {
    List<Contender> contenders = plan.contenders(threads);
    for (int fork = 0; fork < plan.effort().forks; fork++) {
      for (Contender contender : contenders) {
        fork(new Cell(precision, threads, shape, contender));
      }
    }
    rowsDone++;
    StringBuilder line = new StringBuilder();
    for (Contender contender : contenders) {
      Rate rate = results.rate(new Cell(precision, threads, shape, contender));
      line.append(line.isEmpty() ? "" : ", ").append(contender.title).append(' ');
      line.append(rate == null ? "failed" : String.format(Locale.ROOT, "%.1f", rate.median()));
    }
    progress.printf(
        Locale.ROOT,
        "[%d/%d] %s %s, %d thread%s: %s; %.0f min left%n",
        rowsDone,
        plan.rows(),
        precision.name().toLowerCase(Locale.ROOT),
        shape.label(),
        threads,
        threads == 1 ? "" : "s",
        line,
        minutesLeft());
  }

  private void fork(Cell cell) {
    Map<String, String> parameters = new HashMap<>(cell.contender().parameters());
    parameters.put("precision", cell.precision().name());
    parameters.put("shape", cell.shape().sizes());
    parameters.put("transposed", cell.shape().transposed());
    parameters.put("threads", Integer.toString(cell.threads()));
    try {
      results.add(cell, harness.fork(cell.contender().method(), parameters));
    } catch (RunnerException e) {
      results.fail(cell, e.getMessage());
    }
    forksDone++;
  }

  private double minutesLeft() {
    double perFork = (System.nanoTime() - begin) * 1e-9 / forksDone;
    return (plan.forks() + plan.peakForks() - forksDone) * perFork / 60;
  }
}
