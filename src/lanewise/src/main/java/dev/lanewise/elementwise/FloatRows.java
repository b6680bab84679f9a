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
    if (spans.areShort(end - first, z.cols())) {
      softmaxOfShortRows(z, a, first, end);
      return;
    }
    FloatScratch scratch = FloatScratch.take();
    int cols = z.cols();
    int height = FloatElementwise.blockRows(cols);
    for (int from = first; from < end && cols > 0; from += height) {
      int rows = Math.min(height, end - from);
      exponentials(scratch, rows, z, a, from);
      spans.divide(rows, cols, array(a), at(a, from, 0), a.leadingDimension(), scratch.sums);
    }
    scratch.give();
  }

  private static void softmaxOfShortRows(Matrix z, Matrix a, int first, int end) {
    FloatScratch scratch = FloatScratch.take();
    int cols = z.cols();
    float[] e = scratch.third;
    for (int from = first; from < end; from += FloatVectorShortRows.HEIGHT) {
      int rows = Math.min(FloatVectorShortRows.HEIGHT, end - from);
      shortExponentials(scratch, rows, z, from, scratch.block);
      FloatVectorShortRows.divide(rows, cols, e, scratch.sums);
      FloatVectorShortRows.toRows(rows, cols, e, array(a), at(a, from, 0), a.leadingDimension());
    }
    scratch.give();
  }

  /** block ← columns of z; t ← block − max; third ← exp t; leaves maxima and sums in scratch. */
  static void shortExponentials(FloatScratch scratch, int rows, Matrix z, int from, float[] t) {
    float[] block = scratch.block;
    int zLd = z.leadingDimension();
    FloatVectorShortRows.toColumns(rows, z.cols(), array(z), at(z, from, 0), zLd, block);
    FloatVectorShortRows.exponentials(
        rows, z.cols(), block, t, scratch.third, scratch.maxima, scratch.sums);
  }

  /**
   * e ← exp(z − max) over a block of rows from {@code from} on; leaves their maxima and sums in
   * scratch.
   */
  void exponentials(FloatScratch scratch, int rows, Matrix z, Matrix e, int from) {
    int cols = z.cols();
    float[] array = array(e);
    int eOff = at(e, from, 0);
    int eLd = e.leadingDimension();
    subtractMaxima(scratch, rows, z, from, array, eOff, eLd);
    if (eLd == cols) {
      spans.expOfNonPositive(rows * cols, array, eOff, array, eOff);
    } else {
      for (int i = 0; i < rows; i++) {
        spans.expOfNonPositive(cols, array, eOff + i * eLd, array, eOff + i * eLd);
      }
    }
    spans.sums(rows, cols, array, eOff, eLd, scratch.sums);
  }

  private void subtractMaxima(
      FloatScratch scratch, int rows, Matrix z, int from, float[] t, int tOff, int tLd) {
    int zOff = at(z, from, 0);
    int zLd = z.leadingDimension();
    spans.subtractMaxima(rows, z.cols(), array(z), zOff, zLd, t, tOff, tLd, scratch.maxima);
  }

  @Override
  public void logSoftmax(Matrix z, Matrix a, int first, int end) {
    FloatScratch scratch = FloatScratch.take();
    int cols = z.cols();
    int aLd = a.leadingDimension();
    boolean areShort = spans.areShort(end - first, cols);
    int height = areShort ? FloatVectorShortRows.HEIGHT : FloatElementwise.blockRows(cols);
    for (int from = first; from < end && cols > 0; from += height) {
      int rows = Math.min(height, end - from);
      int aOff = at(a, from, 0);
      if (areShort) {
        shortExponentials(scratch, rows, z, from, scratch.block);
      } else {
        subtractMaxima(scratch, rows, z, from, array(a), aOff, aLd);
        sumsOfExp(scratch, rows, cols, array(a), aOff, aLd);
      }
      logarithms(scratch, rows);
      for (int i = 0; i < rows; i++) {
        scratch.sums[i] = (float) scratch.wide[i];
      }
      if (areShort) {
        FloatVectorShortRows.subtract(rows, cols, scratch.block, scratch.sums);
        FloatVectorShortRows.toRows(rows, cols, scratch.block, array(a), aOff, aLd);
      } else {
        spans.subtract(rows, cols, array(a), aOff, aLd, scratch.sums);
      }
    }
    scratch.give();
  }

  @Override
  public void logSumExp(Matrix z, Matrix result, int first, int end) {
    FloatScratch scratch = FloatScratch.take();
    int cols = z.cols();
    boolean areShort = spans.areShort(end - first, cols);
    int height = areShort ? FloatVectorShortRows.HEIGHT : FloatElementwise.blockRows(cols);
    for (int from = first; from < end; from += height) {
      int rows = Math.min(height, end - from);
      if (areShort) {
        shortExponentials(scratch, rows, z, from, scratch.block);
      } else if (cols <= BLOCK) {
        subtractMaxima(scratch, rows, z, from, scratch.block, 0, cols);
        sumsOfExp(scratch, rows, cols, scratch.block, 0, cols);
      } else {
        sumOfLongRow(scratch, cols, array(z), at(z, from, 0));
      }
      logarithms(scratch, rows);
      for (int i = 0; i < rows; i++) {
        boolean infinite = Float.isInfinite(scratch.maxima[i]);
        double value = infinite ? ofInfinite(z, from + i) : scratch.maxima[i] + scratch.wide[i];
        result.set(from + i, 0, value);
      }
    }
    scratch.give();
  }

  /** Log-sum-exp of a row without a finite maximum: that maximum, or NaN if the row has one. */
  private double ofInfinite(Matrix z, int i) {
    float[] x = array(z);
    int row = at(z, i, 0);
    double value = spans.max(z.cols(), x, row);
    for (int j = 0; j < z.cols(); j++) {
      value = Float.isNaN(x[row + j]) ? Double.NaN : value;
    }
    return value;
  }

  /** The maximum and the sum of exp(x − max) of one row that is longer than a block. */
  private void sumOfLongRow(FloatScratch scratch, int cols, float[] x, int row) {
    float max = spans.max(cols, x, row);
    Arrays.fill(scratch.lanes, 0f);
    for (int from = 0; from < cols; from += BLOCK) {
      int n = Math.min(BLOCK, cols - from);
      spans.subtract(n, x, row + from, max, scratch.block, 0);
      spans.expOfNonPositive(n, scratch.block, 0, scratch.block, 0);
      spans.addTo(scratch.lanes, n, scratch.block, 0);
    }
    scratch.maxima[0] = max;
    scratch.sums[0] = FloatSpans.total(scratch.lanes);
  }

  /** Sums of e^t over the rows of one block, or of one row that is longer; t may be the block. */
  private void sumsOfExp(FloatScratch scratch, int rows, int cols, float[] t, int tOff, int tLd) {
    if (cols > BLOCK) {
      Arrays.fill(scratch.lanes, 0f);
      for (int j = 0; j < cols; j += BLOCK) {
        int n = Math.min(BLOCK, cols - j);
        spans.expOfNonPositive(n, t, tOff + j, scratch.block, 0);
        spans.addTo(scratch.lanes, n, scratch.block, 0);
      }
      scratch.sums[0] = FloatSpans.total(scratch.lanes);
      return;
    }
    if (tLd == cols) {
      spans.expOfNonPositive(rows * cols, t, tOff, scratch.block, 0);
    } else {
      for (int i = 0; i < rows; i++) {
        spans.expOfNonPositive(cols, t, tOff + i * tLd, scratch.block, i * cols);
      }
    }
    spans.sums(rows, cols, scratch.block, 0, cols, scratch.sums);
  }

  /** The logarithms of scratch's sums, in double precision. */
  static void logarithms(FloatScratch scratch, int rows) {
    for (int i = 0; i < rows; i++) {
      scratch.wide[i] = scratch.sums[i];
    }
    KernelChoice.DOUBLE_SPANS.log(rows, scratch.wide, 0, scratch.wide, 0);
  }

  @Override
  public void rowSums(Matrix x, Matrix sums, int first, int end) {
    FloatScratch scratch = FloatScratch.take();
    for (int from = first; from < end; from += BLOCK) {
      int rows = Math.min(BLOCK, end - from);
      int xOff = at(x, from, 0);
      spans.sums(rows, x.cols(), array(x), xOff, x.leadingDimension(), scratch.sums);
      for (int i = 0; i < rows; i++) {
        sums.set(from + i, 0, scratch.sums[i]);
      }
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

  private static float[] array(Matrix x) {
    return ((FloatMatrix) x).array();
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
   * one. A block at a time, so that it is in L1 however often lanes go along it: longer ones of
   * plain numbers, where they go once or twice (f32 in memory 0.12 instead of 0.20 ns an element,
   * Zen 5); products in longer blocks took up to 1.3 times as long (f64, AVX2).
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
      int n;
      for (int j = 0; j < cols; j += n) {
        n = Math.min(term == Term.VALUE ? 4 * BLOCK : BLOCK, cols - j);
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
