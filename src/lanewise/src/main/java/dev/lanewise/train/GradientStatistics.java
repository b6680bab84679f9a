package dev.lanewise.train;

import dev.lanewise.elementwise.Reductions;
import dev.lanewise.matrix.DoubleMatrix;
import dev.lanewise.matrix.Matrix;
import dev.lanewise.matrix.Precision;
import dev.lanewise.matrix.Shapes;
import dev.lanewise.nn.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Measures the gradient of every tensor: its size and direction show whether a network learns at
 * all, in which layers, and whether steps pull in one direction. A warning says where gradients
 * vanish or explode.
 *
 * <p>Costs three passes over the parameters in the steps that are measured, and a copy of the
 * parameters and of the gradient; allocates what it reports.
 */
public final class GradientStatistics implements Callback {
  /** Root mean square of a tensor's gradient below which it vanishes. */
  public static final double VANISHING = 1e-8;

  /** Norm of a tensor's gradient above which it explodes. */
  public static final double EXPLODING = 1e3;

  private static final String STEPS = "steps";
  private static final String PREVIOUS = "previous";

  private final int every;
  private final Consumer<Report> listener;
  private Matrix before;
  private Matrix previous;
  private boolean measured;
  private int steps;

  /**
   * Measures every so many steps, beginning with the first.
   *
   * @param listener is told each measurement
   * @throws IllegalArgumentException if every is not positive
   */
  public GradientStatistics(int every, Consumer<Report> listener) {
    if (every < 1) {
      throw new IllegalArgumentException("statistics every " + every + " steps");
    }
    this.every = every;
    this.listener = listener;
  }

  /**
   * One tensor in one step.
   *
   * @param name as in the network's parameters
   * @param norm 2-norm of the gradient
   * @param largest largest magnitude of the gradient's entries
   * @param zeros share of entries that are 0
   * @param updateRatio 2-norm of what the step changed over that of the tensor before; infinite if
   *     that was 0
   * @param cosine of the angle to the gradient that was measured before; NaN for the first one or
   *     if one of the two is 0
   */
  public record TensorStatistics(
      String name, double norm, double largest, double zeros, double updateRatio, double cosine) {
    private static final String ROW = "%-16s %10s %10s %7s %13s %12s";

    private String row() {
      return String.format(
          Locale.ROOT,
          ROW,
          name,
          String.format(Locale.ROOT, "%.3e", norm),
          String.format(Locale.ROOT, "%.3e", largest),
          String.format(Locale.ROOT, "%.1f %%", 100 * zeros),
          String.format(Locale.ROOT, "%.3e", updateRatio),
          String.format(Locale.ROOT, "%.3f", cosine));
    }
  }

  /**
   * All tensors in one step.
   *
   * @param epoch from 1
   * @param step of the epoch, from 1
   * @param tensors in the network's order
   * @param warnings what vanishes or explodes, a sentence each
   */
  public record Report(int epoch, int step, List<TensorStatistics> tensors, List<String> warnings) {
    /** Keeps copies of both lists. */
    public Report {
      tensors = List.copyOf(tensors);
      warnings = List.copyOf(warnings);
    }

    /** A table, one tensor a line. */
    @Override
    public String toString() {
      List<String> lines = new ArrayList<>();
      lines.add(
          String.format(
              TensorStatistics.ROW,
              "gradient of",
              "norm",
              "largest",
              "zeros",
              "update/weight",
              "cos previous"));
      tensors.forEach(tensor -> lines.add(tensor.row()));
      return String.join(System.lineSeparator(), lines);
    }
  }

  @Override
  public void beforeUpdate(Step step) {
    measured = steps++ % every == 0;
    if (!measured) {
      return;
    }
    if (before == null) {
      before = step.network().parameters().flat().copy();
    }
    before.copyFrom(step.network().parameters().flat());
  }

  @Override
  public void afterUpdate(Step step) {
    if (!measured) {
      return;
    }
    List<TensorStatistics> tensors = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    int at = 0;
    for (Map.Entry<String, Matrix> tensor : step.gradient().tensors().entrySet()) {
      Matrix g = tensor.getValue();
      TensorStatistics statistics =
          measure(tensor.getKey(), g, at, step.network().parameters().flat());
      tensors.add(statistics);
      warn(statistics, g.size(), step, warnings);
      at += g.size();
    }
    if (previous == null) {
      previous = step.gradient().flat().copy();
    }
    previous.copyFrom(step.gradient().flat());
    listener.accept(new Report(step.epoch(), step.number(), tensors, warnings));
  }

  /** Steps so far, and the gradient that was measured last. */
  @Override
  public Map<String, Matrix> state() {
    Matrix count = DoubleMatrix.rowVector(steps);
    return previous == null ? Map.of(STEPS, count) : Map.of(STEPS, count, PREVIOUS, previous);
  }

  @Override
  public void restore(Network network, Map<String, Matrix> state) {
    Matrix gradient = state.get(PREVIOUS);
    if (gradient != null) {
      Shapes.checkRowMajor(
          "previous gradient", gradient, network.precision(), 1, network.parameters().size());
    }
    double count = 0;
    if (state.containsKey(STEPS)) {
      Shapes.checkRowMajor("steps", state.get(STEPS), Precision.F64, 1, 1);
      count = state.get(STEPS).get(0, 0);
    }
    if (!(count >= 0 && count == (int) count) || (count > 0) != (gradient != null)) {
      throw new IllegalArgumentException(
          "gradient statistics after "
              + count
              + " steps "
              + (gradient == null ? "without" : "with")
              + " a previous gradient");
    }
    previous = gradient == null ? null : gradient.copy();
    steps = (int) count;
  }

  private TensorStatistics measure(String name, Matrix gradient, int at, Matrix parameters) {
    int n = gradient.size();
    Matrix g = gradient.reshaped(1, n);
    int zeros = 0;
    double change = 0;
    for (int j = 0; j < n; j++) {
      zeros += g.get(0, j) == 0 ? 1 : 0;
      double difference = parameters.get(0, at + j) - before.get(0, at + j);
      change += difference * difference;
    }
    double norm = Reductions.norm2(g);
    double cosine = Double.NaN;
    if (previous != null) {
      Matrix p = previous.window(0, at, 1, n);
      cosine = Reductions.dot(g, p) / (norm * Reductions.norm2(p));
    }
    return new TensorStatistics(
        name,
        norm,
        Reductions.normMax(g),
        n == 0 ? 0 : (double) zeros / n,
        Math.sqrt(change) / Reductions.norm2(before.window(0, at, 1, n)),
        cosine);
  }

  private static void warn(
      TensorStatistics statistics, int size, Step step, List<String> warnings) {
    boolean explodes = !(statistics.norm() <= EXPLODING);
    boolean vanishes = statistics.norm() < VANISHING * Math.sqrt(size);
    if (explodes || vanishes) {
      warnings.add(
          String.format(
              Locale.ROOT,
              "the gradient of %s %s in step %d of epoch %d: its norm is %.3g",
              statistics.name(),
              explodes ? "explodes" : "vanishes",
              step.number(),
              step.epoch(),
              statistics.norm()));
    }
  }
}
