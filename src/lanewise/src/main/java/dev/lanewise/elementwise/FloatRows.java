package dev.lanewise.elementwise;

import static dev.lanewise.elementwise.FloatElementwise.BLOCK;

import dev.lanewise.matrix.FloatMatrix;
import dev.lanewise.matrix.Matrix;
import java.util.Arrays;

/**
 * Row kernels and reductions, made of spans. Short rows go through each step a block at a time, so
 * that a function runs over rows that follow each other as over one.
 */
final class FloatRows implements RowKernels {
  private final FloatSpans spans;

  FloatRows(FloatSpans spans) {
    this.spans = spans;
  }

  @Override
  public void softmax(Matrix z, Matrix a, int first, int end) {
    float[] e = ((FloatMatrix) a).array();
    int cols = z.cols();
    FloatScratch scratch = FloatScratch.take();
    int height = FloatElementwise.blockRows(cols);
    for (int from = first; from < end && cols > 0; from += height) {
      int to = Math.min(from + height, end);
      for (int i = from; i < to; i++) {
        subtractMax((FloatMatrix) z, i, e, a.offset() + i * a.leadingDimension());
      }
      exp(to - from, cols, e, a.offset() + from * a.leadingDimension(), a.leadingDimension());
      for (int i = from; i < to; i++) {
        int row = a.offset() + i * a.leadingDimension();
        spans.divide(cols, e, row, sum(scratch.lanes, cols, e, row));
      }
    }
    scratch.give();
  }

  @Override
  public void logSoftmax(Matrix z, Matrix a, int first, int end) {
    float[] t = ((FloatMatrix) a).array();
    int cols = z.cols();
    FloatScratch scratch = FloatScratch.take();
    int height = FloatElementwise.blockRows(cols);
    for (int from = first; from < end && cols > 0; from += height) {
      int to = Math.min(from + height, end);
      for (int i = from; i < to; i++) {
        subtractMax((FloatMatrix) z, i, t, a.offset() + i * a.leadingDimension());
      }
      sumsOfExp(scratch, to - from, cols, t, a.offset() + from * a.leadingDimension(), a);
      for (int i = from; i < to; i++) {
        int row = a.offset() + i * a.leadingDimension();
        float log = (float) DoubleScalarLog.log(scratch.sums[i - from]);
        spans.subtract(cols, t, row, log, t, row);
      }
    }
    scratch.give();
  }

  /** Sums of e^t over the rows of one block, or of one row that is longer than a block. */
  private void sumsOfExp(
      FloatScratch scratch, int rows, int cols, float[] t, int tOff, Matrix layout) {
    boolean dense = layout.leadingDimension() == cols && cols <= BLOCK;
    if (dense) {
      spans.exp(rows * cols, t, tOff, scratch.block, 0);
    }
    for (int i = 0; i < rows; i++) {
      int row = tOff + i * layout.leadingDimension();
      if (dense) {
        scratch.sums[i] = sum(scratch.lanes, cols, scratch.block, i * cols);
        continue;
      }
      Arrays.fill(scratch.lanes, 0f);
      for (int j = 0; j < cols; j += BLOCK) {
        int n = Math.min(BLOCK, cols - j);
        spans.exp(n, t, row + j, scratch.block, 0);
        spans.addTo(scratch.lanes, n, scratch.block, 0);
      }
      scratch.sums[i] = FloatSpans.total(scratch.lanes);
    }
  }

  @Override
  public void logSumExp(Matrix z, Matrix result, int first, int end) {
    float[] x = ((FloatMatrix) z).array();
    FloatScratch scratch = FloatScratch.take();
    for (int i = first; i < end; i++) {
      int row = z.offset() + i * z.leadingDimension();
      float max = spans.max(z.cols(), x, row);
      double value = max;
      if (Float.isInfinite(max)) {
        for (int j = 0; j < z.cols(); j++) {
          value = Float.isNaN(x[row + j]) ? Double.NaN : value;
        }
      } else {
        Arrays.fill(scratch.lanes, 0f);
        for (int from = 0; from < z.cols(); from += BLOCK) {
          int n = Math.min(BLOCK, z.cols() - from);
          spans.subtract(n, x, row + from, max, scratch.block, 0);
          spans.exp(n, scratch.block, 0, scratch.block, 0);
          spans.addTo(scratch.lanes, n, scratch.block, 0);
        }
        value += DoubleScalarLog.log(FloatSpans.total(scratch.lanes));
      }
      result.set(i, 0, value);
    }
    scratch.give();
  }

  /** t ← z(i) − max; returns the maximum. */
  float subtractMax(FloatMatrix z, int i, float[] t, int tOff) {
    int row = z.offset() + i * z.leadingDimension();
    float max = spans.max(z.cols(), z.array(), row);
    spans.subtract(z.cols(), z.array(), row, max, t, tOff);
    return max;
  }

  /** x ← exp(x) over a window. */
  void exp(int rows, int cols, float[] x, int xOff, int xLd) {
    if (xLd == cols) {
      spans.exp(rows * cols, x, xOff, x, xOff);
      return;
    }
    for (int i = 0; i < rows; i++) {
      spans.exp(cols, x, xOff + i * xLd, x, xOff + i * xLd);
    }
  }

  float sum(float[] lanes, int n, float[] x, int xOff) {
    Arrays.fill(lanes, 0f);
    spans.addTo(lanes, n, x, xOff);
    return FloatSpans.total(lanes);
  }

  @Override
  public void rowSums(Matrix x, Matrix sums, int first, int end) {
    float[] array = ((FloatMatrix) x).array();
    FloatScratch scratch = FloatScratch.take();
    for (int i = first; i < end; i++) {
      int row = x.offset() + i * x.leadingDimension();
      sums.set(i, 0, sum(scratch.lanes, x.cols(), array, row));
    }
    scratch.give();
  }

  @Override
  public void addSign(int n, double alpha, Matrix x, Matrix y, int i, int j) {
    float[] from = ((FloatMatrix) x).array();
    spans.addSign(n, (float) alpha, from, at(x, i, j), ((FloatMatrix) y).array(), at(y, i, j));
  }

  @Override
  public void scale(int n, double factor, Matrix x, int i, int j) {
    spans.scale(n, ((FloatMatrix) x).array(), at(x, i, j), (float) factor);
  }

  @Override
  public void clamp(int n, double bound, Matrix x, int i, int j) {
    spans.clamp(n, ((FloatMatrix) x).array(), at(x, i, j), (float) bound);
  }

  private static int at(Matrix x, int i, int j) {
    return x.offset() + i * x.leadingDimension() + j;
  }

  @Override
  public void argMax(Matrix x, int[] columns, int first, int end) {
    float[] array = ((FloatMatrix) x).array();
    spans.argMax(
        end - first, x.cols(), array, at(x, first, 0), x.leadingDimension(), columns, first);
  }

  @Override
  public double sum(Matrix x) {
    return total(Term.VALUE, (FloatMatrix) x, (FloatMatrix) x, 0);
  }

  @Override
  public double dot(Matrix x, Matrix y) {
    return total(Term.PRODUCT, (FloatMatrix) x, (FloatMatrix) y, 0);
  }

  @Override
  public double squares(Matrix x, double c) {
    return total(Term.SQUARE, (FloatMatrix) x, (FloatMatrix) x, c);
  }

  @Override
  public double magnitudes(Matrix x) {
    return total(Term.MAGNITUDE, (FloatMatrix) x, (FloatMatrix) x, 0);
  }

  private enum Term {
    VALUE,
    PRODUCT,
    SQUARE,
    MAGNITUDE
  }

  /**
   * Lanes go on from row to row; rows that follow each other without a gap, and fill the lanes, are
   * one. A block at a time, so that it is in L1 however often lanes go along it.
   */
  private double total(Term term, FloatMatrix x, FloatMatrix y, double c) {
    FloatScratch scratch = FloatScratch.take();
    double[] lanes = scratch.wideLanes;
    Arrays.fill(lanes, 0);
    boolean oneRow =
        x.cols() % FloatSpans.LANES == 0
            && x.leadingDimension() == x.cols()
            && y.leadingDimension() == x.cols();
    int rows = oneRow ? 1 : x.rows();
    int cols = oneRow ? x.size() : x.cols();
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < cols; j += BLOCK) {
        int n = Math.min(BLOCK, cols - j);
        int xOff = x.offset() + i * x.leadingDimension() + j;
        int yOff = y.offset() + i * y.leadingDimension() + j;
        switch (term) {
          case VALUE -> spans.addWideTo(lanes, n, x.array(), xOff);
          case PRODUCT -> spans.addProductsTo(lanes, n, x.array(), xOff, y.array(), yOff);
          case SQUARE -> spans.addSquaresTo(lanes, n, x.array(), xOff, c);
          case MAGNITUDE -> {
            spans.abs(n, x.array(), xOff, scratch.block, 0);
            spans.addWideTo(lanes, n, scratch.block, 0);
          }
        }
      }
    }
    double total = FloatSpans.wideTotal(lanes);
    scratch.give();
    return total;
  }

  @Override
  public double largestMagnitude(Matrix x) {
    float[] array = ((FloatMatrix) x).array();
    FloatScratch scratch = FloatScratch.take();
    float largest = 0f;
    Arrays.fill(scratch.wideLanes, 0);
    for (int i = 0; i < x.rows(); i++) {
      int row = x.offset() + i * x.leadingDimension();
      for (int j = 0; j < x.cols(); j += BLOCK) {
        int n = Math.min(BLOCK, x.cols() - j);
        spans.abs(n, array, row + j, scratch.block, 0);
        largest = Math.max(largest, spans.max(n, scratch.block, 0));
        spans.addWideTo(scratch.wideLanes, n, scratch.block, 0);
      }
    }
    // The maximum leaves NaN out, the sum of magnitudes does not.
    boolean nan = Double.isNaN(FloatSpans.wideTotal(scratch.wideLanes));
    scratch.give();
    return nan ? Double.NaN : largest;
  }
}
