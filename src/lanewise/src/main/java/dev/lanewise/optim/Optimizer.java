package dev.lanewise.optim;

import dev.lanewise.matrix.Matrix;
import dev.lanewise.matrix.Precision;
import dev.lanewise.matrix.Shapes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Changes parameters step by step, given the gradient of what is to become small, and keeps what
 * the next step needs of the earlier ones.
 *
 * <p>Parameters and gradients are flat, 1×n, of either precision. What is kept is made at the first
 * step, or by {@link #prepare}, as zeros; later steps allocate nothing. From {@link #steps} and
 * {@link #state}, given to {@link #restore}, another optimizer of the same kind goes on with the
 * same bits. One thread at a time may use an optimizer.
 */
public abstract class Optimizer {
  private final List<String> names;
  private double learningRate;
  private long steps;
  private List<Matrix> kept = List.of();
  private Map<String, Matrix> state = Map.of();

  /**
   * An optimizer that has made no step.
   *
   * @param names of the vectors that it keeps, each as long as the parameters
   * @throws IllegalArgumentException if the rate is not positive and finite
   */
  protected Optimizer(double learningRate, String... names) {
    checkPositive("learning rate", learningRate);
    this.learningRate = learningRate;
    this.names = List.copyOf(Arrays.asList(names));
  }

  /** What a step is scaled by. */
  public final double learningRate() {
    return learningRate;
  }

  /**
   * Sets the rate of the steps to come; a {@link Schedule} may let it fall to 0.
   *
   * @throws IllegalArgumentException if it is negative, NaN or infinite
   */
  public final void learningRate(double learningRate) {
    if (!(learningRate >= 0) || Double.isInfinite(learningRate)) {
      throw new IllegalArgumentException(
          "the learning rate is " + learningRate + ", must be 0 or more and finite");
    }
    this.learningRate = learningRate;
  }

  /** Number of steps made, those before a {@link #restore} included. */
  public final long steps() {
    return steps;
  }

  /**
   * One step: overwrites {@code parameters}, reads {@code gradient}; both 1×n of one precision, and
   * the same n and precision in every step. NaN in the gradient reaches the parameters.
   *
   * @throws IllegalArgumentException if shapes or precisions disagree or the two overlap; nothing
   *     is changed then
   */
  public final void step(Matrix parameters, Matrix gradient) {
    Shapes.checkRowMajor("gradient", gradient, gradient.precision(), 1, gradient.cols());
    Shapes.checkRowMajor("parameters", parameters, gradient.precision(), 1, gradient.cols());
    Shapes.checkNoOverlap("parameters", parameters, "gradient", gradient);
    prepare(gradient.precision(), gradient.cols());
    update(steps + 1, gradient, kept, parameters);
    steps++;
  }

  /**
   * The update of one step: overwrites {@code parameters} and what is kept. Called with shapes that
   * fit.
   *
   * @param t number of this step, from 1
   * @param kept in the order of the constructor's names, zeros at first
   */
  protected abstract void update(long t, Matrix gradient, List<Matrix> kept, Matrix parameters);

  /**
   * Makes what is kept, as zeros, for n parameters; has no effect when it is there already.
   *
   * @throws IllegalArgumentException if it is there for another number or precision
   */
  public final void prepare(Precision precision, int n) {
    if (!kept.isEmpty()) {
      Shapes.checkRowMajor(names.get(0), kept.get(0), precision, 1, n);
    } else if (!names.isEmpty()) {
      Map<String, Matrix> made = new LinkedHashMap<>();
      for (String name : names) {
        made.put(name, Matrix.zeros(precision, 1, n));
      }
      kept = List.copyOf(made.values());
      state = Collections.unmodifiableMap(made);
    }
  }

  /**
   * What is kept, by name, 1×n each: live, the next step overwrites it. Empty before the first step
   * and where nothing is kept.
   */
  public final Map<String, Matrix> state() {
    return state;
  }

  /**
   * Goes back, or forward, to what {@link #steps} and {@link #state} once were; {@code state} is
   * copied. The learning rate stays.
   *
   * @throws IllegalArgumentException if steps is negative, a name is missing or unknown, or shapes
   *     or precisions disagree with each other or with earlier steps; nothing is changed then
   */
  public final void restore(long steps, Map<String, Matrix> state) {
    boolean fresh = steps == 0 && state.isEmpty();
    if (steps < 0 || !(fresh || state.keySet().equals(Set.copyOf(names)))) {
      throw new IllegalArgumentException(
          steps + " steps with state " + state.keySet() + ", must be 0 or more with " + names);
    }
    List<Matrix> given = new ArrayList<>();
    for (String name : fresh ? List.<String>of() : names) {
      Matrix first = kept.isEmpty() ? state.get(names.get(0)) : kept.get(0);
      Matrix matrix = state.get(name);
      Shapes.checkRowMajor(name, matrix, first.precision(), 1, first.cols());
      given.add(matrix);
    }
    for (int i = 0; i < given.size(); i++) {
      prepare(given.get(i).precision(), given.get(i).cols());
      kept.get(i).copyFrom(given.get(i));
    }
    if (fresh) {
      kept.forEach(matrix -> matrix.fill(0));
    }
    this.steps = steps;
  }

  static void checkPositive(String name, double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(
          "the " + name + " is " + value + ", must be positive and finite");
    }
  }

  /** Checks how much of an average is kept from step to step. */
  static void checkShare(String name, double value) {
    if (!(value >= 0 && value < 1)) {
      throw new IllegalArgumentException(
          "the " + name + " is " + value + ", must be 0 or more and less than 1");
    }
  }
}
