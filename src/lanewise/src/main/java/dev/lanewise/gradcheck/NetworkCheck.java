package dev.lanewise.gradcheck;

import dev.lanewise.gradcheck.GradientCheck.Entry;
import dev.lanewise.matrix.DoubleMatrix;
import dev.lanewise.matrix.Matrix;
import dev.lanewise.matrix.Precision;
import dev.lanewise.nn.Network;
import dev.lanewise.nn.Parameters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * {@link GradientCheck} of a network on a batch, tensor by tensor: its gradient against differences
 * of {@link Network#trainingLoss}, with the rounding of the loss as {@link GradientCheck#noise}
 * estimates it.
 *
 * <pre>{@code
 * NetworkCheck.Report report = NetworkCheck.check(network, x, y);
 * System.out.println(report);
 * }</pre>
 *
 * <p>Where the kink of a ReLU lies within the step of an entry, the two differ without a mistake.
 * So an entry beyond its bound is tried again with steps 4 and 64 times smaller, in which a kink
 * seldom lies; the bound is then that much larger, and still far below a mistake.
 */
public final class NetworkCheck {
  private static final int[] DIVISORS = {1, 4, 64};

  private NetworkCheck() {}

  /**
   * One tensor.
   *
   * @param name as in {@link Parameters}
   * @param rows its rows
   * @param cols its columns
   * @param report entries by their index in the tensor, row-major
   */
  public record TensorReport(String name, int rows, int cols, GradientCheck.Report report) {
    @Override
    public String toString() {
      Entry worst = report.worst();
      return String.format(
          Locale.ROOT,
          "  %-14s %11s %9d %13s %15.7g %15.7g %11.2g %11.2g  %s",
          name,
          rows + "×" + cols,
          report.entries().size(),
          worst.index() / cols + ", " + worst.index() % cols,
          worst.analytic(),
          worst.numeric(),
          Math.abs(worst.analytic() - worst.numeric()),
          worst.bound(),
          report.passed() ? "agrees" : "DIFFERS");
    }
  }

  /**
   * The outcome for all tensors.
   *
   * @param tensors one for each, in the order of {@link Parameters}
   * @param rounding the estimated bound on the rounding of the loss
   */
  public record Report(List<TensorReport> tensors, double rounding) {
    /** Whether every entry that was tried agrees. */
    public boolean passed() {
      return tensors.stream().allMatch(tensor -> tensor.report().passed());
    }

    /** The tensor with the entry of the largest excess. */
    public TensorReport worst() {
      return tensors.stream()
          .max(Comparator.comparingDouble(tensor -> tensor.report().worst().excess()))
          .orElseThrow();
    }

    /** A table, a line for each tensor with its worst entry. */
    @Override
    public String toString() {
      StringBuilder text = new StringBuilder();
      text.append(
          String.format(
              "  %-14s %11s %9s %13s %15s %15s %11s %11s%n",
              "tensor",
              "shape",
              "entries",
              "worst at",
              "analytic",
              "numeric",
              "difference",
              "bound"));
      for (TensorReport tensor : tensors) {
        text.append(tensor).append(System.lineSeparator());
      }
      return text.toString();
    }
  }

  /**
   * Checks all entries of all parameters at the network's present parameters and step.
   *
   * @param network in double precision; left as it was
   * @param x batch×inputs
   * @param y batch×outputs
   * @throws IllegalArgumentException if the network is not in double precision or learns nothing, x
   *     and y do not fit it, or the loss is not finite
   */
  public static Report check(Network network, Matrix x, Matrix y) {
    return check(network, x, y, null, Integer.MAX_VALUE);
  }

  /**
   * Checks at most {@code most} entries of each tensor, evenly spread.
   *
   * @param network in double precision; left as it was
   * @param x batch×inputs
   * @param y batch×outputs
   * @param sampleWeights batch×1; null for ones
   * @throws IllegalArgumentException if the network is not in double precision or learns nothing, x
   *     and y do not fit it, the loss is not finite, or most is not positive
   */
  public static Report check(Network network, Matrix x, Matrix y, Matrix sampleWeights, int most) {
    if (network.precision() != Precision.F64 || network.parameters().size() == 0 || most < 1) {
      throw new IllegalArgumentException(
          "a network in "
              + network.precision()
              + " with "
              + network.parameters().size()
              + " parameters, "
              + most
              + " entries a tensor: must be F64, neither number 0");
    }
    Matrix state = network.state().flat().copy();
    Matrix parameters = network.parameters().flat();
    double[] theta = parameters.toDoubles();
    ToDoubleFunction<double[]> loss =
        point -> {
          parameters.copyFrom(DoubleMatrix.wrap(point, 1, point.length));
          return network.trainingLoss(x, y, sampleWeights);
        };
    try {
      Parameters gradient = network.newGradient();
      network.gradient(x, y, sampleWeights, gradient);
      double rounding = GradientCheck.noise(loss, theta);
      List<TensorReport> tensors = new ArrayList<>();
      int from = 0;
      for (Map.Entry<String, Matrix> tensor : gradient.tensors().entrySet()) {
        Matrix d = tensor.getValue();
        List<Entry> entries = new ArrayList<>();
        long tried = Math.min(d.size(), most);
        for (long k = 0; k < tried; k++) {
          int at = (int) (k * d.size() / tried);
          double analytic = gradient.flat().get(0, from + at);
          Entry entry = entry(loss, theta, from + at, analytic, rounding);
          entries.add(new Entry(at, analytic, entry.numeric(), entry.bound()));
        }
        GradientCheck.Report report = new GradientCheck.Report(List.copyOf(entries));
        tensors.add(new TensorReport(tensor.getKey(), d.rows(), d.cols(), report));
        from += d.size();
      }
      return new Report(List.copyOf(tensors), rounding);
    } finally {
      parameters.copyFrom(DoubleMatrix.wrap(theta, 1, theta.length));
      network.state().flat().copyFrom(state);
    }
  }

  private static Entry entry(
      ToDoubleFunction<double[]> loss, double[] theta, int i, double analytic, double rounding) {
    Entry entry = null;
    for (int divisor : DIVISORS) {
      entry = GradientCheck.entry(loss, theta, i, analytic, rounding, divisor);
      if (entry.agrees()) {
        return entry;
      }
    }
    return entry;
  }
}
