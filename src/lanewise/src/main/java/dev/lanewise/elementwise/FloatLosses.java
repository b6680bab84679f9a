package dev.lanewise.elementwise;

import static dev.lanewise.elementwise.FloatElementwise.BLOCK;

import dev.lanewise.matrix.FloatMatrix;
import dev.lanewise.matrix.Matrix;
import java.util.Arrays;

/** Losses over matrices, a block at a time: terms and gradient, then the terms' sum, from L1. */
final class FloatLosses implements LossKernels {
  private final FloatSpans spans;
  private final FloatRows rows;
  private final FloatLossTerms terms;

  FloatLosses(FloatSpans spans, FloatRows rows, FloatLossTerms terms) {
    this.spans = spans;
    this.rows = rows;
    this.terms = terms;
  }

  @Override
  public double elementwise(
      Kind kind,
      Matrix x,
      Matrix y,
      int[] classes,
      Matrix weights,
      Matrix d,
      double scale,
      double p,
      double q) {
    FloatScratch scratch = FloatScratch.take();
    int cols = x.cols();
    int height = FloatElementwise.blockRows(cols);
    Arrays.fill(scratch.wideLanes, 0);
    for (int from = 0; from < x.rows(); from += height) {
      int to = Math.min(from + height, x.rows());
      for (int col = 0; col < cols; col += BLOCK) {
        int width = Math.min(BLOCK, cols - col);
        boolean dense = dense(x) && dense(d) && y != null && dense(y) && weights == null;
        int step = dense ? to - from : 1;
        for (int i = from; i < to; i += step) {
          float[] targets = targets(scratch, y, classes, i, col, width);
          terms.elementwise(
              kind,
              step * width,
              array(x),
              at(x, i, col),
              targets,
              y == null ? 0 : at(y, i, col),
              array(d),
              at(d, i, col),
              (float) (scale * weight(weights, i)),
              (float) p,
              (float) q,
              scratch.block,
              (i - from) * width);
          restore(scratch, y, classes, i, col, width);
        }
        addTo(scratch, weights, from, to, width);
      }
    }
    double loss = FloatSpans.wideTotal(scratch.wideLanes);
    scratch.give();
    return loss;
  }

  /**
   * Lanes accumulate a block's terms, times their row's weight; rows that fill the lanes are one.
   */
  private void addTo(FloatScratch scratch, Matrix weights, int from, int to, int cols) {
    if (weights != null) {
      for (int i = from; i < to; i++) {
        Arrays.fill(scratch.second, 0, cols, (float) weight(weights, i));
        int row = (i - from) * cols;
        spans.addProductsTo(scratch.wideLanes, cols, scratch.block, row, scratch.second, 0);
      }
      return;
    }
    if (cols % FloatSpans.LANES == 0) {
      spans.addWideTo(scratch.wideLanes, (to - from) * cols, scratch.block, 0);
      return;
    }
    for (int i = 0; i < to - from; i++) {
      spans.addWideTo(scratch.wideLanes, cols, scratch.block, i * cols);
    }
  }

  private static double weight(Matrix weights, int i) {
    return weights == null ? 1 : weights.get(i, 0);
  }

  @Override
  public double softmax(
      Matrix z,
      Matrix y,
      int[] classes,
      Matrix weights,
      Matrix d,
      double scale,
      double p,
      double q) {
    if (spans.areShort(z.rows(), z.cols())) {
      return softmaxOfShortRows(z, y, classes, weights, d, scale, (float) p, (float) q);
    }
    FloatScratch scratch = FloatScratch.take();
    int cols = z.cols();
    int height = FloatElementwise.blockRows(cols);
    double logs = 0;
    Arrays.fill(scratch.wideLanes, 0);
    for (int from = 0; from < z.rows() && cols > 0; from += height) {
      int to = Math.min(from + height, z.rows());
      rows.exponentials(scratch, to - from, z, d, from);
      FloatRows.logarithms(scratch, to - from);
      for (int i = from; i < to; i++) {
        float sum = scratch.sums[i - from];
        logs = Math.fma(weight(weights, i), scratch.wide[i - from], logs);
        for (int col = 0; col < cols; col += BLOCK) {
          int width = Math.min(BLOCK, cols - col);
          float[] targets = targets(scratch, y, classes, i, col, width);
          terms.softmax(
              width,
              array(z),
              at(z, i, col),
              scratch.maxima[i - from],
              sum,
              targets,
              y == null ? 0 : at(y, i, col),
              array(d),
              at(d, i, col),
              (float) (scale * weight(weights, i)),
              (float) p,
              (float) q,
              scratch.block,
              cols <= BLOCK ? (i - from) * cols : 0);
          restore(scratch, y, classes, i, col, width);
          if (cols > BLOCK) {
            addTo(scratch, weights, i, i + 1, width);
          }
        }
      }
      if (cols <= BLOCK) {
        addTo(scratch, weights, from, to, cols);
      }
    }
    // Σ log Σ exp(z) − Σ y·z with the maximum taken out of both.
    double loss = logs + 2.0 * FloatSpans.wideTotal(scratch.wideLanes);
    scratch.give();
    return loss;
  }

  private double softmaxOfShortRows(
      Matrix z, Matrix y, int[] classes, Matrix weights, Matrix d, double scale, float p, float q) {
    FloatScratch scratch = FloatScratch.take();
    int cols = z.cols();
    float[] targets = scratch.second;
    float[] e = scratch.third;
    double logs = 0;
    Arrays.fill(scratch.wideLanes, 0);
    for (int from = 0; from < z.rows(); from += FloatVectorShortRows.HEIGHT) {
      int to = Math.min(from + FloatVectorShortRows.HEIGHT, z.rows());
      int n = to - from;
      FloatRows.shortExponentials(scratch, n, z, from, e);
      FloatRows.logarithms(scratch, n);
      for (int i = 0; i < n; i++) {
        logs = Math.fma(weight(weights, from + i), scratch.wide[i], logs);
        scratch.factors[i] = (float) (scale * weight(weights, from + i));
      }
      if (y != null) {
        int yOff = at(y, from, 0);
        FloatVectorShortRows.toColumns(n, cols, array(y), yOff, y.leadingDimension(), targets);
      } else {
        int stride = FloatVectorShortRows.stride(n);
        Arrays.fill(targets, 0, cols * stride, 0f);
        for (int i = 0; i < n; i++) {
          targets[classes[from + i] * stride + i] = 1f;
        }
      }
      FloatVectorShortRows.lossTerms(
          n, cols, scratch.block, targets, e, scratch.maxima, scratch.sums, scratch.factors, p, q);
      FloatVectorShortRows.toRows(n, cols, e, array(d), at(d, from, 0), d.leadingDimension());
      // Rows that fill the lanes are one; a weight may be infinite, and does not go with zeros.
      int width = weights == null ? FloatSpans.LANES : cols;
      Arrays.fill(scratch.block, 0f);
      FloatVectorShortRows.toRows(n, cols, targets, scratch.block, 0, width);
      addTo(scratch, weights, from, to, width);
    }
    double loss = logs + 2.0 * FloatSpans.wideTotal(scratch.wideLanes);
    scratch.give();
    return loss;
  }

  /** The targets of part of a row; those of a class are zeros but for a one. */
  private static float[] targets(
      FloatScratch scratch, Matrix y, int[] classes, int i, int col, int width) {
    if (y != null) {
      return array(y);
    }
    if (classes[i] >= col && classes[i] < col + width) {
      scratch.zeros[classes[i] - col] = 1f;
    }
    return scratch.zeros;
  }

  private static void restore(
      FloatScratch scratch, Matrix y, int[] classes, int i, int col, int width) {
    if (y == null && classes[i] >= col && classes[i] < col + width) {
      scratch.zeros[classes[i] - col] = 0f;
    }
  }

  private static boolean dense(Matrix x) {
    return x.leadingDimension() == x.cols();
  }

  private static float[] array(Matrix x) {
    return ((FloatMatrix) x).array();
  }

  private static int at(Matrix x, int i, int j) {
    return x.offset() + i * x.leadingDimension() + j;
  }
}
