package dev.lanewise.nn;

import dev.lanewise.elementwise.Activation;
import dev.lanewise.elementwise.Masks;
import dev.lanewise.matrix.Matrix;
import dev.lanewise.matrix.Precision;
import java.util.List;

/**
 * The backward pass of the library, formula by formula, over {@link Rounded} numbers: every bound
 * says how far the library's entry of the gradient may be from the exact one.
 *
 * <p>It begins from what a {@link PlainNetwork} over the same numbers gave each layer, whose bounds
 * hold for the library's, too. Each step rounds where the library does, or more often, and sums are
 * bounded for any order. Derivatives are taken from a or z as the library takes them:
 *
 * <pre>
 * sigmoid a(1 − a), tanh 1 − a², ELU a + α, leaky ReLU its slope: as they stand
 * softplus 1 − e^−a: 1-Lipschitz in a, and one function
 * SiLU, GELU from z: 1-Lipschitz in z (|f″| ≤ 0.8), and 8u
 * </pre>
 *
 * <p>No z may be so near a kink that rounding takes it to the other side.
 */
final class RoundedBackprop {
  private static final double U = Precision.F64.unitRoundoff();
  private static final double GELU = 2 * Math.sqrt(2 / Math.PI);
  private static final Rounded ZERO = new Rounded(0, 0);
  private static final Rounded ONE = new Rounded(1, 0);

  private final Network network;
  private final Rounded[] theta;
  private final Rounded[] gradient;
  private final List<Rounded[][]> inputs;
  private final Rounded[][] outputs;

  /**
   * Runs the forward pass.
   *
   * @param plain over {@link Rounded} parameters, not yet run
   */
  RoundedBackprop(Network network, Rounded[] theta, PlainNetwork<Rounded> plain) {
    this.network = network;
    this.theta = theta;
    gradient = new Rounded[theta.length];
    outputs = plain.outputs();
    inputs = plain.inputs;
  }

  /**
   * The gradient, flat.
   *
   * @param weights one a sample, with its rounding
   */
  Rounded[] gradient(Matrix y, Rounded[] weights, double l1, double l2) {
    Rounded[][] d = ofLoss(y, weights);
    int at = theta.length;
    for (int i = network.layers().size() - 1; i >= 0; i--) {
      Layer layer = network.layers().get(i);
      at -= layer.parameters().stream().mapToInt(Tensor::size).sum();
      d = backward(layer, i, at, d);
      if (layer instanceof Dense dense) {
        for (int k = at; k < at + dense.inputs() * dense.outputs(); k++) {
          Rounded sign = new Rounded(l1 * Math.signum(theta[k].value()), 0);
          gradient[k] = gradient[k].plus(sign).plus(theta[k].times(new Rounded(l2, 0)));
        }
      }
    }
    return gradient;
  }

  private Rounded[][] ofLoss(Matrix y, Rounded[] weights) {
    Loss loss = network.loss();
    int n = network.outputs();
    boolean softmax = loss.kind() == Loss.Kind.SOFTMAX_CROSS_ENTROPY;
    boolean smooth = softmax || loss.kind() == Loss.Kind.BINARY_CROSS_ENTROPY;
    double smoothing = smooth ? loss.parameter() : 0;
    Rounded rest = ONE.minus(new Rounded(smoothing, 0));
    Rounded even = new Rounded(smoothing, 0).over(new Rounded(softmax ? n : 2, 0));
    Rounded count = new Rounded(softmax ? outputs.length : outputs.length * n, 0);
    Rounded[][] d = new Rounded[outputs.length][n];
    for (int s = 0; s < d.length; s++) {
      Rounded factor = ONE.over(count).times(weights[s]);
      Rounded[] p = softmax ? softmax(outputs[s]) : outputs[s];
      for (int j = 0; j < n; j++) {
        Rounded target = new Rounded(y.get(s, j), 0);
        target = smooth ? target.times(rest).plus(even) : target;
        Rounded difference =
            switch (loss.kind()) {
              case SOFTMAX_CROSS_ENTROPY -> p[j].minus(target);
              case BINARY_CROSS_ENTROPY -> sigmoid(p[j]).minus(target);
              case HUBER -> clamp(p[j].minus(target), loss.parameter());
              case MEAN_SQUARED_ERROR -> p[j].minus(target).times(new Rounded(2, 0));
            };
        d[s][j] = difference.times(factor);
      }
    }
    return d;
  }

  private static Rounded[] softmax(Rounded[] z) {
    Rounded max = z[0];
    for (Rounded other : z) {
      max = other.value() > max.value() ? other : max;
    }
    Rounded[] p = new Rounded[z.length];
    for (int j = 0; j < z.length; j++) {
      p[j] = z[j].minus(max).exp();
    }
    Rounded sum = ZERO.sum(p);
    for (int j = 0; j < z.length; j++) {
      p[j] = p[j].over(sum);
    }
    return p;
  }

  private static Rounded sigmoid(Rounded z) {
    return z.function(1 / (1 + Math.exp(-z.value())), 0.25);
  }

  private static Rounded clamp(Rounded e, double delta) {
    return Math.abs(e.value()) <= delta
        ? e
        : new Rounded(Math.copySign(delta, e.value()), e.error());
  }

  /** Fills the part of the gradient from {@code at} on; ∂loss/∂inputs. */
  private Rounded[][] backward(Layer layer, int index, int at, Rounded[][] d) {
    Rounded[][] x = inputs.get(index);
    Rounded[][] a = index + 1 < inputs.size() ? inputs.get(index + 1) : outputs;
    if (layer instanceof Dense dense) {
      return dense(dense, at, x, a, d);
    } else if (layer instanceof ActivationLayer f) {
      return timesDerivative(f.activation(), x, a, d);
    } else if (layer instanceof PRelu prelu) {
      return prelu(prelu, at, x, d);
    } else if (layer instanceof Dropout dropout) {
      return dropout(dropout, index, d);
    } else if (layer instanceof LayerNorm norm) {
      return normalise(norm.epsilon(), at, x, d, true);
    } else if (layer instanceof BatchNorm norm) {
      return transposed(normalise(norm.epsilon(), at, transposed(x), transposed(d), false));
    }
    return d;
  }

  private Rounded[][] dense(Dense layer, int at, Rounded[][] x, Rounded[][] a, Rounded[][] d) {
    int k = layer.inputs();
    int n = layer.outputs();
    Rounded[][] z = new Rounded[x.length][n];
    for (int s = 0; s < x.length; s++) {
      for (int j = 0; j < n; j++) {
        Rounded[] terms = new Rounded[k + 1];
        for (int i = 0; i < k; i++) {
          terms[i] = x[s][i].times(theta[at + i * n + j]);
        }
        terms[k] = theta[at + k * n + j];
        z[s][j] = ZERO.sum(terms);
      }
    }
    Rounded[][] delta = timesDerivative(layer.activation(), z, a, d);
    Rounded[][] dx = new Rounded[x.length][k];
    for (int j = 0; j < n; j++) {
      gradient[at + k * n + j] = ZERO.sum(column(delta, j));
      for (int i = 0; i < k; i++) {
        gradient[at + i * n + j] = dot(column(x, i), column(delta, j));
      }
    }
    for (int s = 0; s < x.length; s++) {
      for (int i = 0; i < k; i++) {
        Rounded[] weights = new Rounded[n];
        System.arraycopy(theta, at + i * n, weights, 0, n);
        dx[s][i] = dot(delta[s], weights);
      }
    }
    return dx;
  }

  private static Rounded[][] timesDerivative(
      Activation f, Rounded[][] z, Rounded[][] a, Rounded[][] d) {
    Rounded[][] result = new Rounded[d.length][d[0].length];
    for (int s = 0; s < d.length; s++) {
      for (int j = 0; j < d[s].length; j++) {
        result[s][j] = d[s][j].times(derivative(f, z[s][j], a[s][j]));
      }
    }
    return result;
  }

  private static Rounded derivative(Activation f, Rounded z, Rounded a) {
    double v = z.value();
    double s = 1 / (1 + Math.exp(-v));
    double gate = 1 / (1 + Math.exp(-GELU * (v + 0.044715 * v * v * v)));
    double slope = GELU * (v + 3 * 0.044715 * v * v * v);
    Rounded parameter = new Rounded(f.parameter(), 0);
    return switch (f.kind()) {
      case IDENTITY -> ONE;
      case SIGMOID -> a.times(ONE.minus(a));
      case TANH -> ONE.minus(a.times(a));
      case RELU -> v > 0 ? ONE : ZERO;
      case LEAKY_RELU -> v > 0 ? ONE : parameter;
      case ELU -> v > 0 ? ONE : a.plus(parameter);
      case SOFTPLUS -> a.function(s, 1);
      case SILU -> gated(z, s * (1 + v * (1 - s)));
      case GELU_TANH -> gated(z, gate * (1 + slope * (1 - gate)));
      case GELU -> gated(z, Gaussian.cdf(v) + v * Gaussian.density(v));
    };
  }

  private static Rounded gated(Rounded z, double derivative) {
    return new Rounded(derivative, z.error() + 8 * U);
  }

  private Rounded[][] prelu(PRelu layer, int at, Rounded[][] x, Rounded[][] d) {
    int n = layer.inputs();
    Rounded[][] dx = new Rounded[x.length][n];
    Rounded[][] parts = new Rounded[n][x.length];
    for (int s = 0; s < x.length; s++) {
      for (int j = 0; j < n; j++) {
        boolean positive = x[s][j].value() > 0;
        Rounded slope = theta[at + (layer.shared() ? 0 : j)];
        dx[s][j] = positive ? d[s][j] : d[s][j].times(slope);
        parts[j][s] = positive ? ZERO : d[s][j].times(x[s][j]);
      }
    }
    for (int j = 0; j < n && !layer.shared(); j++) {
      gradient[at + j] = ZERO.sum(parts[j]);
    }
    if (layer.shared()) {
      Rounded[] all = new Rounded[n * x.length];
      for (int k = 0; k < all.length; k++) {
        all[k] = parts[k % n][k / n];
      }
      gradient[at] = ZERO.sum(all);
    }
    return dx;
  }

  private Rounded[][] dropout(Dropout layer, int index, Rounded[][] d) {
    Matrix mask = Matrix.zeros(Precision.F64, d.length, layer.outputs());
    long key = network.seed() + (index + 1) * 0x9E3779B97F4A7C15L;
    Masks.draw(layer.rate(), key, network.step(), 0, mask);
    Rounded[][] dx = new Rounded[d.length][layer.outputs()];
    for (int s = 0; s < d.length; s++) {
      for (int j = 0; j < dx[s].length; j++) {
        double kept = mask.get(s, j);
        dx[s][j] = kept == 0 ? ZERO : d[s][j].times(new Rounded(kept, 0));
      }
    }
    return dx;
  }

  /**
   * dx = (g − mean(g) − x̂·mean(g·x̂))/√(variance + ε) with g = d·scale, row by row. Batch
   * normalisation takes the scale out of the brackets, which rounds as often.
   */
  private Rounded[][] normalise(
      double epsilon, int at, Rounded[][] x, Rounded[][] d, boolean byColumn) {
    int n = byColumn ? x[0].length : x.length;
    Rounded count = new Rounded(x[0].length, 0);
    Rounded[][] dx = new Rounded[x.length][];
    Rounded[][] products = new Rounded[x.length][];
    for (int i = 0; i < x.length; i++) {
      Rounded mean = ZERO.sum(x[i]).over(count);
      Rounded[] centred = less(x[i], mean);
      Rounded variance = dot(centred, centred).over(count).plus(new Rounded(epsilon, 0));
      Rounded inverse = ONE.over(variance.sqrt());
      Rounded[] normal = times(centred, inverse);
      Rounded[] g = new Rounded[x[i].length];
      for (int j = 0; j < g.length; j++) {
        g[j] = d[i][j].times(theta[at + (byColumn ? j : i)]);
      }
      Rounded along = dot(g, normal).over(count);
      Rounded[] without = less(g, ZERO.sum(g).over(count));
      for (int j = 0; j < g.length; j++) {
        without[j] = without[j].minus(along.times(normal[j]));
      }
      dx[i] = times(without, inverse);
      products[i] = new Rounded[g.length];
      for (int j = 0; j < g.length; j++) {
        products[i][j] = normal[j].times(d[i][j]);
      }
    }
    for (int j = 0; j < n; j++) {
      gradient[at + j] = ZERO.sum(byColumn ? column(products, j) : products[j]);
      gradient[at + n + j] = ZERO.sum(byColumn ? column(d, j) : d[j]);
    }
    return dx;
  }

  private static Rounded[] less(Rounded[] x, Rounded number) {
    Rounded[] result = x.clone();
    for (int j = 0; j < x.length; j++) {
      result[j] = x[j].minus(number);
    }
    return result;
  }

  private static Rounded[] times(Rounded[] x, Rounded number) {
    Rounded[] result = x.clone();
    for (int j = 0; j < x.length; j++) {
      result[j] = x[j].times(number);
    }
    return result;
  }

  private static Rounded dot(Rounded[] x, Rounded[] y) {
    Rounded[] products = new Rounded[x.length];
    for (int i = 0; i < x.length; i++) {
      products[i] = x[i].times(y[i]);
    }
    return ZERO.sum(products);
  }

  private static Rounded[] column(Rounded[][] x, int j) {
    Rounded[] column = new Rounded[x.length];
    for (int i = 0; i < x.length; i++) {
      column[i] = x[i][j];
    }
    return column;
  }

  private static Rounded[][] transposed(Rounded[][] x) {
    Rounded[][] result = new Rounded[x[0].length][];
    for (int j = 0; j < result.length; j++) {
      result[j] = column(x, j);
    }
    return result;
  }
}
