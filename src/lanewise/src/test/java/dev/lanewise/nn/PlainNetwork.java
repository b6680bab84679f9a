package dev.lanewise.nn;

import dev.lanewise.elementwise.Activation;
import dev.lanewise.elementwise.Masks;
import dev.lanewise.matrix.Matrix;
import dev.lanewise.matrix.Precision;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntFunction;

/**
 * The loss of a network in training as textbooks write it, one number after the other, over any
 * {@link Scalar}: nothing of the library but the numbers, and the masks of dropout.
 */
final class PlainNetwork<S extends Scalar<S>> {
  /** Mistakes in a gradient: the loss stays right, its slope does not. */
  enum Fault {
    NONE,
    BATCH_MEAN_CONSTANT,
    BATCH_VARIANCE_CONSTANT,
    ROW_MEAN_CONSTANT,
    ROW_VARIANCE_CONSTANT,
    SCALE_LEFT_OUT,
    SCALE_GRADIENT_DROPPED,
    SHIFT_GRADIENT_DROPPED,
    MASK_LEFT_OUT,
    MASK_NOT_SCALED,
    SLOPE_LEFT_OUT,
    SLOPE_GRADIENT_DROPPED,
    CLAMP_LEFT_OUT,
    DECAY_DROPPED,
    DECAY_DOUBLED,
    SIGN_LEFT_OUT,
    SAMPLE_WEIGHT_LEFT_OUT,
    SMOOTHING_LEFT_OUT
  }

  private final Fault fault;
  private final Network network;
  private final S zero;
  private final S one;
  private final S[] theta;
  private final Matrix x;
  private final Matrix y;
  private final Matrix weights;

  /** On which side of each kink the numbers were, in the order in which they came. */
  final BitSet sides = new BitSet();

  /** What each layer was given, by sample. */
  final List<S[][]> inputs = new ArrayList<>();

  private int kinks;
  private int at;

  /**
   * A network with its decay and class weights as told.
   *
   * @param theta the parameters, entry by entry
   * @param weights one a sample
   */
  PlainNetwork(
      Network network,
      Fault fault,
      S zero,
      IntFunction<S> theta,
      Matrix x,
      Matrix y,
      Matrix weights) {
    this.fault = fault;
    this.network = network;
    this.zero = zero;
    this.x = x;
    this.y = y;
    this.weights = weights;
    one = zero.constant(1);
    this.theta = array(network.parameters().size());
    for (int i = 0; i < this.theta.length; i++) {
      this.theta[i] = theta.apply(i);
    }
  }

  /** Arrays of S: the class is that of zero. */
  @SuppressWarnings("unchecked")
  private S[] array(int length) {
    return (S[]) Array.newInstance(zero.getClass(), length);
  }

  @SuppressWarnings("unchecked")
  private S[][] rows() {
    return (S[][]) Array.newInstance(zero.getClass(), x.rows(), 0);
  }

  private S constant(double value) {
    return zero.constant(value);
  }

  /** With the fault, the value of one and the slope of the other; else the one. */
  private S with(Fault fault, S right, S wrong) {
    return this.fault == fault
        ? wrong.minus(constant(wrong.value())).plus(constant(right.value()))
        : right;
  }

  private boolean positive(S v) {
    boolean positive = v.value() > 0;
    sides.set(kinks++, positive);
    return positive;
  }

  /** Outputs by sample. */
  S[][] outputs() {
    S[][] a = rows();
    for (int s = 0; s < a.length; s++) {
      a[s] = array(x.cols());
      for (int i = 0; i < x.cols(); i++) {
        a[s][i] = constant(x.get(s, i));
      }
    }
    at = 0;
    for (int i = 0; i < network.layers().size(); i++) {
      Layer layer = network.layers().get(i);
      inputs.add(a);
      a = forward(layer, i, a);
      at += layer.parameters().stream().mapToInt(Tensor::size).sum();
    }
    return a;
  }

  /** λ₁·Σ |w| + λ₂/2·Σ w². */
  private S decay(double l1, double l2) {
    S sum = zero;
    at = 0;
    for (Layer layer : network.layers()) {
      if (layer instanceof Dense dense) {
        sum = sum.plus(decay(l1, l2, dense.inputs() * dense.outputs()));
      }
      at += layer.parameters().stream().mapToInt(Tensor::size).sum();
    }
    return sum;
  }

  /** The loss with decay. */
  S loss(double l1, double l2) {
    S[][] a = outputs();
    S[] parts = array(a.length);
    for (int s = 0; s < a.length; s++) {
      S row = rowLoss(a[s], s);
      parts[s] = with(Fault.SAMPLE_WEIGHT_LEFT_OUT, row.times(constant(weights.get(s, 0))), row);
    }
    return zero.sum(parts).over(constant(a.length)).plus(decay(l1, l2));
  }

  private S decay(double l1, double l2, int n) {
    S[] terms = array(n);
    for (int i = 0; i < n; i++) {
      S w = theta[at + i];
      S size = l1 == 0 || positive(w) ? w : with(Fault.SIGN_LEFT_OUT, zero.minus(w), w);
      terms[i] = w.times(w).times(constant(l2 / 2)).plus(size.times(constant(l1)));
    }
    S sum = zero.sum(terms);
    return with(Fault.DECAY_DROPPED, with(Fault.DECAY_DOUBLED, sum, sum.plus(sum)), zero);
  }

  private S[][] forward(Layer layer, int index, S[][] a) {
    S[][] out = rows();
    Matrix mask = Matrix.zeros(Precision.F64, a.length, layer.outputs());
    if (layer instanceof Dropout dropout) {
      long key = network.seed() + (index + 1) * 0x9E3779B97F4A7C15L;
      Masks.draw(dropout.rate(), key, network.step(), 0, mask);
    } else if (layer instanceof BatchNorm norm) {
      return transposed(normalise(norm.epsilon(), transposed(a), false));
    } else if (layer instanceof LayerNorm norm) {
      return normalise(norm.epsilon(), a, true);
    }
    for (int s = 0; s < a.length; s++) {
      out[s] = array(layer.outputs());
      for (int j = 0; j < out[s].length; j++) {
        if (layer instanceof Dense dense) {
          out[s][j] = activate(dense.activation(), dense(dense, a[s], j));
        } else if (layer instanceof ActivationLayer f) {
          out[s][j] = activate(f.activation(), a[s][j]);
        } else if (layer instanceof PRelu prelu) {
          S slope = theta[at + (prelu.shared() ? 0 : j)];
          slope = with(Fault.SLOPE_GRADIENT_DROPPED, slope, zero);
          S times = a[s][j].times(slope);
          S wrong = a[s][j].plus(slope.times(constant(a[s][j].value())));
          out[s][j] = positive(a[s][j]) ? a[s][j] : with(Fault.SLOPE_LEFT_OUT, times, wrong);
        } else if (layer instanceof Dropout) {
          double kept = mask.get(s, j);
          S masked = kept == 0 ? zero : a[s][j].times(constant(kept));
          S unscaled = kept == 0 ? zero : a[s][j];
          masked = with(Fault.MASK_NOT_SCALED, masked, unscaled);
          out[s][j] = with(Fault.MASK_LEFT_OUT, masked, a[s][j]);
        } else {
          out[s][j] = a[s][j];
        }
      }
    }
    return out;
  }

  private S dense(Dense layer, S[] in, int j) {
    S[] terms = array(in.length + 1);
    for (int i = 0; i < in.length; i++) {
      terms[i] = in[i].times(theta[at + i * layer.outputs() + j]);
    }
    terms[in.length] = theta[at + in.length * layer.outputs() + j];
    return zero.sum(terms);
  }

  /** Each row by its own statistics; its scale and shift are one number, or one a column. */
  private S[][] normalise(double epsilon, S[][] rows, boolean byColumn) {
    S[][] out = rows.clone();
    int n = byColumn ? rows[0].length : rows.length;
    for (int i = 0; i < rows.length; i++) {
      S count = constant(rows[i].length);
      S mean = zero.sum(rows[i]).over(count);
      mean = with(byColumn ? Fault.ROW_MEAN_CONSTANT : Fault.BATCH_MEAN_CONSTANT, mean, zero);
      S[] squares = array(rows[i].length);
      for (int j = 0; j < squares.length; j++) {
        S difference = rows[i][j].minus(mean);
        squares[j] = difference.times(difference);
      }
      S deviation = zero.sum(squares).over(count).plus(constant(epsilon)).sqrt();
      Fault constant = byColumn ? Fault.ROW_VARIANCE_CONSTANT : Fault.BATCH_VARIANCE_CONSTANT;
      deviation = with(constant, deviation, zero);
      out[i] = array(rows[i].length);
      for (int j = 0; j < out[i].length; j++) {
        int column = byColumn ? j : i;
        S normal = rows[i][j].minus(mean).over(deviation);
        S scale = with(Fault.SCALE_GRADIENT_DROPPED, theta[at + column], zero);
        S shift = with(Fault.SHIFT_GRADIENT_DROPPED, theta[at + n + column], zero);
        S scaled = normal.times(scale);
        S wrong = normal.plus(scale.times(constant(normal.value())));
        out[i][j] = with(Fault.SCALE_LEFT_OUT, scaled, wrong).plus(shift);
      }
    }
    return out;
  }

  @SuppressWarnings("unchecked")
  private S[][] transposed(S[][] a) {
    S[][] result = (S[][]) Array.newInstance(zero.getClass(), a[0].length, a.length);
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < a[i].length; j++) {
        result[j][i] = a[i][j];
      }
    }
    return result;
  }

  private S activate(Activation f, S z) {
    S parameter = constant(f.parameter());
    S minus = zero.minus(z);
    return switch (f.kind()) {
      case IDENTITY -> z;
      case SIGMOID -> one.over(one.plus(minus.exp()));
      case TANH -> z.exp().minus(minus.exp()).over(z.exp().plus(minus.exp()));
      case RELU -> positive(z) ? z : zero;
      case LEAKY_RELU -> positive(z) ? z : z.times(parameter);
      case ELU -> positive(z) ? z : z.exp().minus(one).times(parameter);
      case SOFTPLUS -> one.plus(z.exp()).log();
      case SILU -> z.over(one.plus(minus.exp()));
      case GELU_TANH -> z.over(one.plus(zero.minus(gelu(z)).exp()));
      case GELU -> z.times(Gaussian.cdf(z));
    };
  }

  /** 2·√(2/π)·(z + 0.044715·z³). */
  private S gelu(S z) {
    S cubic = z.times(z).times(z).times(constant(0.044715));
    return z.plus(cubic).times(constant(2 * Math.sqrt(2 / Math.PI)));
  }

  private S rowLoss(S[] a, int s) {
    Loss loss = network.loss();
    double smoothing = loss.parameter();
    S[] terms = array(a.length);
    for (int j = 0; j < a.length; j++) {
      double target = y.get(s, j);
      S difference = a[j].minus(constant(target));
      S right =
          switch (loss.kind()) {
            case MEAN_SQUARED_ERROR -> difference.times(difference);
            case HUBER -> huber(difference, loss.parameter());
            case BINARY_CROSS_ENTROPY ->
                binary(a[j], constant((1 - smoothing) * target + smoothing / 2));
            case SOFTMAX_CROSS_ENTROPY ->
                a[j].times(constant(-(1 - smoothing) * target - smoothing / a.length));
          };
      S unsmoothed =
          loss.kind() == Loss.Kind.BINARY_CROSS_ENTROPY
              ? binary(a[j], constant(target))
              : a[j].times(constant(-target));
      right = with(Fault.SMOOTHING_LEFT_OUT, right, unsmoothed);
      terms[j] = with(Fault.CLAMP_LEFT_OUT, right, difference.times(difference));
    }
    if (loss.kind() != Loss.Kind.SOFTMAX_CROSS_ENTROPY) {
      return zero.sum(terms).over(constant(a.length));
    }
    S[] exps = array(a.length);
    for (int j = 0; j < a.length; j++) {
      exps[j] = a[j].exp();
    }
    return zero.sum(exps).log().plus(zero.sum(terms));
  }

  private S huber(S e, double delta) {
    S half = constant(0.5);
    S d = constant(delta);
    if (positive(e.minus(d))) {
      return d.times(e.minus(d.times(half)));
    }
    return positive(zero.minus(e).minus(d))
        ? d.times(zero.minus(e).minus(d.times(half)))
        : e.times(e).times(half);
  }

  /** log (1 + e^z) − t·z. */
  private S binary(S z, S t) {
    return one.plus(z.exp()).log().minus(t.times(z));
  }
}
