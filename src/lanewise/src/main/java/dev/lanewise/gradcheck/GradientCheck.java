package dev.lanewise.gradcheck;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * Compares an analytic gradient with Richardson-extrapolated central differences, entry by entry.
 *
 * <p>With D(h) = (f(θ + h) − f(θ − h))/(distance), the distance being that of the representable
 * points really used, the numeric value is R = (4·D(h/2) − D(h))/3, whose truncation error is of
 * order h⁴. Its bound has two parts, and no constant chosen by hand:
 *
 * <ul>
 *   <li>truncation: |R − D(h/2)|, the error of the less exact D(h/2), which is of order h²;
 *   <li>rounding: with |f̂ − f| ≤ ε at every point, D(h) is off by at most ε/h and D(h/2) by 2ε/h,
 *       so R by (4·2 + 1)·ε/(3h) = 3ε/h. Rounding of the analytic gradient itself is of order ε,
 *       which h &lt; 2⁻¹⁰ makes negligible beside it.
 * </ul>
 *
 * <p>f must be three times continuously differentiable within h of θ in each coordinate; at a kink
 * (ReLU at 0) draw another θ.
 */
public final class GradientCheck {
  /**
   * h relative to max(1, |θ|). Where |f‴| is near 1 and ε near 10⁻¹⁵, both parts of the bound,
   * h²·|f‴|/24 and 3ε/h, then lie near 10⁻¹⁰. 2⁻¹² met a kink in four times as many networks; with
   * 2⁻¹⁵, losses that round more hid an error of a millionth.
   */
  private static final double STEP = 0x1p-14;

  private static final int NOISE_POINTS = 16;
  private static final double NOISE_STEP = 0x1p-44;

  private GradientCheck() {}

  /**
   * One entry of a gradient.
   *
   * @param index index in θ
   * @param analytic the entry under test
   * @param numeric the extrapolated difference R
   * @param bound what the two may differ by
   */
  public record Entry(int index, double analytic, double numeric, double bound) {
    /** |analytic − numeric| as a multiple of the bound; NaN or infinite values count as ∞. */
    public double excess() {
      double ratio = Math.abs(analytic - numeric) / bound;
      if (!Double.isFinite(analytic) || !Double.isFinite(numeric)) {
        return Double.POSITIVE_INFINITY;
      }
      return analytic == numeric ? 0 : Double.isNaN(ratio) ? Double.POSITIVE_INFINITY : ratio;
    }

    /** Whether the two agree within the bound. */
    public boolean agrees() {
      return excess() <= 1;
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "entry %d: analytic %.17g, numeric %.17g, difference %.3g, bound %.3g",
          index,
          analytic,
          numeric,
          Math.abs(analytic - numeric),
          bound);
    }
  }

  /**
   * The outcome for all entries.
   *
   * @param entries one for each coordinate of θ
   */
  public record Report(List<Entry> entries) {
    /** Whether every entry agrees. */
    public boolean passed() {
      return entries.stream().allMatch(Entry::agrees);
    }

    /** The entry with the largest excess. */
    public Entry worst() {
      Entry worst = entries.get(0);
      for (Entry entry : entries) {
        worst = entry.excess() > worst.excess() ? entry : worst;
      }
      return worst;
    }

    @Override
    public String toString() {
      long failed = entries.stream().filter(entry -> !entry.agrees()).count();
      return entries.size() + " entries, " + failed + " beyond their bound; worst: " + worst();
    }
  }

  /**
   * Checks a gradient at one point.
   *
   * @param f the function; must not keep or change its argument
   * @param theta the point; its entries are changed during the call and put back
   * @param gradient the analytic gradient at theta
   * @param rounding ε: bound on |f̂ − f| near theta, from an error analysis of f
   * @throws IllegalArgumentException if the lengths differ or are 0, or rounding is not positive
   *     and finite
   */
  public static Report check(
      ToDoubleFunction<double[]> f, double[] theta, double[] gradient, double rounding) {
    if (theta.length != gradient.length
        || theta.length == 0
        || !(rounding > 0 && rounding < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          theta.length
              + " parameters, a gradient of "
              + gradient.length
              + " entries, rounding "
              + rounding
              + ": lengths must be equal and not 0, rounding positive and finite");
    }
    List<Entry> entries = new ArrayList<>(theta.length);
    for (int i = 0; i < theta.length; i++) {
      entries.add(entry(f, theta, i, gradient[i], rounding, 1));
    }
    return new Report(List.copyOf(entries));
  }

  /**
   * Estimates ε, a bound on |f̂ − f| near {@code theta}, for functions that have no error analysis:
   * 8 standard deviations of the noise in f, but not less than 4 ulp of f.
   *
   * <p>f is evaluated at 16 points 2⁻⁴⁴·max(1, |θ|) apart, all entries moving at once, up or down
   * by turns. Differences of order 4 leave nothing of a smooth function, and of noise with standard
   * deviation σ an expected square of 70·σ² (Moré and Wild, "Estimating computational noise", SIAM
   * J. Sci. Comput. 33, 2011).
   *
   * @param f the function; must not keep or change its argument
   * @param theta the point; its entries are changed during the call and put back
   * @throws IllegalArgumentException if a value of f is not finite
   */
  public static double noise(ToDoubleFunction<double[]> f, double[] theta) {
    double[] kept = theta.clone();
    double[] values = new double[NOISE_POINTS];
    double largest = 0;
    try {
      for (int k = 0; k < NOISE_POINTS; k++) {
        for (int i = 0; i < theta.length; i++) {
          double distance = NOISE_STEP * Math.max(1, Math.abs(kept[i]));
          theta[i] = kept[i] + (i % 2 == 0 ? k : -k) * distance;
        }
        values[k] = f.applyAsDouble(theta);
        largest = Math.max(largest, Math.abs(values[k]));
      }
    } finally {
      System.arraycopy(kept, 0, theta, 0, kept.length);
    }
    if (!Arrays.stream(values).allMatch(Double::isFinite)) {
      throw new IllegalArgumentException("f is not finite near the point");
    }
    double squares = 0;
    for (int k = 0; k + 4 < NOISE_POINTS; k++) {
      double ends = values[k] + values[k + 4];
      double fourth = ends - 4 * (values[k + 1] + values[k + 3]) + 6 * values[k + 2];
      squares += fourth * fourth;
    }
    double deviation = Math.sqrt(squares / (70.0 * (NOISE_POINTS - 4)));
    return Math.max(8 * deviation, 4 * Math.ulp(largest));
  }

  /** h for an entry of θ. */
  public static double step(double theta) {
    return STEP * Math.max(1, Math.abs(theta));
  }

  /** One entry, with a step {@code divisor} times smaller than usual. */
  static Entry entry(
      ToDoubleFunction<double[]> f,
      double[] theta,
      int i,
      double analytic,
      double rounding,
      double divisor) {
    double h = step(theta[i]) / divisor;
    double coarse = difference(f, theta, i, h);
    double fine = difference(f, theta, i, h / 2);
    double extrapolated = (4 * fine - coarse) / 3;
    double bound = Math.abs(extrapolated - fine) + 3 * rounding / h;
    return new Entry(i, analytic, extrapolated, bound);
  }

  private static double difference(ToDoubleFunction<double[]> f, double[] theta, int i, double h) {
    double kept = theta[i];
    double above = kept + h;
    double below = kept - h;
    try {
      theta[i] = above;
      double high = f.applyAsDouble(theta);
      theta[i] = below;
      double low = f.applyAsDouble(theta);
      return (high - low) / (above - below);
    } finally {
      theta[i] = kept;
    }
  }
}
