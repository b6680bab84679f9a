package dev.lanewise.elementwise;

import static dev.lanewise.elementwise.FloatElementwise.BLOCK;

import dev.lanewise.matrix.FloatMatrix;
import dev.lanewise.matrix.Matrix;
import java.util.Arrays;

/** Normalisation, row after row, made of spans. */
final class FloatNorms implements NormKernels {
  private static final int CHUNK = ElementwiseKernels.CHUNK;

  private final FloatSpans spans;
  private final FloatNormSpans norms;

  FloatNorms(FloatSpans spans, FloatNormSpans norms) {
    this.spans = spans;
    this.norms = norms;
  }

  @Override
  public void rows(
      Matrix x,
      double epsilon,
      Matrix scale,
      Matrix shift,
      Matrix normal,
      Matrix inverse,
      Matrix a) {
    FloatScratch scratch = FloatScratch.take();
    int n = x.cols();
    for (int i = 0; i < x.rows(); i++) {
      double[] lanes = zeros(scratch);
      spans.addWideTo(lanes, n, array(x), at(x, i));
      double mean = FloatSpans.wideTotal(lanes) / n;
      zeros(scratch);
      spans.addSquaresTo(lanes, n, array(x), at(x, i), mean);
      double inverseOfRow = 1 / Math.sqrt(FloatSpans.wideTotal(lanes) / n + epsilon);
      inverse.set(i, 0, inverseOfRow);
      norms.normalize(
          n, array(x), at(x, i), (float) mean, (float) inverseOfRow, array(normal), at(normal, i));
      affine(normal, i, scale, shift, a);
    }
    scratch.give();
  }

  @Override
  public void rowsGradient(Matrix d, Matrix normal, Matrix inverse, Matrix scale, Matrix dx) {
    FloatScratch scratch = FloatScratch.take();
    int n = d.cols();
    float[] g = array(dx);
    for (int i = 0; i < d.rows(); i++) {
      norms.multiply(n, array(d), at(d, i), array(scale), scale.offset(), g, at(dx, i));
      double[] lanes = zeros(scratch);
      spans.addWideTo(lanes, n, g, at(dx, i));
      double mean = FloatSpans.wideTotal(lanes) / n;
      zeros(scratch);
      spans.addProductsTo(lanes, n, g, at(dx, i), array(normal), at(normal, i));
      double along = FloatSpans.wideTotal(lanes) / n;
      norms.project(
          n,
          g,
          at(dx, i),
          array(normal),
          at(normal, i),
          (float) mean,
          (float) along,
          (float) inverse.get(i, 0));
    }
    scratch.give();
  }

  @Override
  public void variances(Matrix x, Matrix mean, Matrix variance) {
    columnTotals(true, x, mean, variance);
    for (int j = 0; j < x.cols(); j++) {
      variance.set(0, j, variance.get(0, j) / x.rows());
    }
  }

  @Override
  public void columnProducts(Matrix x, Matrix y, Matrix sums) {
    columnTotals(false, x, y, sums);
  }

  /** sums ← Σ (x − y)², y one row, or Σ x·y; a panel of columns at a time, in chunks of rows. */
  private void columnTotals(boolean squares, Matrix x, Matrix y, Matrix sums) {
    FloatScratch scratch = FloatScratch.take();
    float[] total = array(sums);
    float[] chunk = scratch.block;
    for (int col = 0; col < x.cols(); col += BLOCK) {
      int n = Math.min(BLOCK, x.cols() - col);
      int totalOff = sums.offset() + col;
      Arrays.fill(total, totalOff, totalOff + n, 0f);
      for (int from = 0; from < x.rows(); from += CHUNK) {
        Arrays.fill(chunk, 0, n, 0f);
        for (int i = from; i < Math.min(from + CHUNK, x.rows()); i++) {
          if (squares) {
            norms.addSquares(n, array(x), at(x, i) + col, array(y), y.offset() + col, chunk);
          } else {
            norms.addProducts(n, array(x), at(x, i) + col, array(y), at(y, i) + col, chunk);
          }
        }
        if (from == 0) {
          System.arraycopy(chunk, 0, total, totalOff, n);
        } else {
          norms.add(n, chunk, total, totalOff);
        }
      }
    }
    scratch.give();
  }

  @Override
  public void columns(
      Matrix x, Matrix mean, Matrix inverse, Matrix scale, Matrix shift, Matrix normal, Matrix a) {
    for (int i = 0; i < x.rows(); i++) {
      norms.normalizeColumns(
          x.cols(),
          array(x),
          at(x, i),
          array(mean),
          mean.offset(),
          array(inverse),
          inverse.offset(),
          array(normal),
          at(normal, i));
      affine(normal, i, scale, shift, a);
    }
  }

  @Override
  public void columnsGradient(
      Matrix d,
      Matrix normal,
      Matrix inverse,
      Matrix scale,
      Matrix dScale,
      Matrix dShift,
      Matrix dx) {
    FloatScratch scratch = FloatScratch.take();
    float m = d.rows();
    for (int col = 0; col < d.cols(); col += BLOCK) {
      int n = Math.min(BLOCK, d.cols() - col);
      for (int j = 0; j < n; j++) {
        scratch.block[j] = array(dShift)[dShift.offset() + col + j] / m;
        scratch.second[j] = array(dScale)[dScale.offset() + col + j] / m;
        scratch.third[j] =
            array(scale)[scale.offset() + col + j] * array(inverse)[inverse.offset() + col + j];
      }
      for (int i = 0; i < d.rows(); i++) {
        norms.projectColumns(
            n,
            array(d),
            at(d, i) + col,
            array(normal),
            at(normal, i) + col,
            scratch.block,
            scratch.second,
            scratch.third,
            array(dx),
            at(dx, i) + col);
      }
    }
    scratch.give();
  }

  private void affine(Matrix normal, int i, Matrix scale, Matrix shift, Matrix a) {
    norms.affine(
        normal.cols(),
        array(normal),
        at(normal, i),
        array(scale),
        scale.offset(),
        array(shift),
        shift.offset(),
        array(a),
        at(a, i));
  }

  private static double[] zeros(FloatScratch scratch) {
    Arrays.fill(scratch.wideLanes, 0);
    return scratch.wideLanes;
  }

  private static float[] array(Matrix x) {
    return ((FloatMatrix) x).array();
  }

  private static int at(Matrix x, int i) {
    return x.offset() + i * x.leadingDimension();
  }
}
