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
  public void rows(NormPass pass, int from, int to) {
    FloatScratch scratch = FloatScratch.take();
    Matrix x = pass.x;
    Matrix normal = pass.normal;
    int n = x.cols();
    for (int i = from; i < to; i++) {
      double[] lanes = zeros(scratch);
      spans.addWideTo(lanes, n, array(x), at(x, i));
      double mean = FloatSpans.wideTotal(lanes) / n;
      zeros(scratch);
      spans.addSquaresTo(lanes, n, array(x), at(x, i), mean);
      double inverseOfRow = 1 / Math.sqrt(FloatSpans.wideTotal(lanes) / n + pass.epsilon);
      pass.inverse.set(i, 0, inverseOfRow);
      norms.normalize(
          n, array(x), at(x, i), (float) mean, (float) inverseOfRow, array(normal), at(normal, i));
      affine(pass, i);
    }
    scratch.give();
  }

  @Override
  public void rowsGradient(NormPass pass, int from, int to) {
    FloatScratch scratch = FloatScratch.take();
    Matrix d = pass.d;
    Matrix dx = pass.dx;
    Matrix normal = pass.normal;
    Matrix scale = pass.scale;
    int n = d.cols();
    float[] g = array(dx);
    for (int i = from; i < to; i++) {
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
          (float) pass.inverse.get(i, 0));
    }
    scratch.give();
  }

  @Override
  public void variances(NormPass pass, int from, int to) {
    columnTotals(true, pass.x, pass.mean, pass.variance, from, to);
    for (int j = from; j < to; j++) {
      pass.variance.set(0, j, pass.variance.get(0, j) / pass.x.rows());
    }
  }

  @Override
  public void scaleGradient(NormPass pass, int from, int to) {
    columnTotals(false, pass.d, pass.normal, pass.dScale, from, to);
  }

  /** sums ← Σ (x − y)², y one row, or Σ x·y; a panel of columns at a time, in chunks of rows. */
  private void columnTotals(
      boolean squares, Matrix x, Matrix y, Matrix sums, int firstCol, int end) {
    FloatScratch scratch = FloatScratch.take();
    float[] total = array(sums);
    float[] chunk = scratch.block;
    for (int col = firstCol; col < end; col += BLOCK) {
      int n = Math.min(BLOCK, end - col);
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
  public void columns(NormPass pass, int from, int to) {
    Matrix x = pass.x;
    Matrix mean = pass.mean;
    Matrix inverse = pass.inverse;
    Matrix normal = pass.normal;
    for (int i = from; i < to; i++) {
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
      affine(pass, i);
    }
  }

  @Override
  public void columnsGradient(NormPass pass, int from, int to) {
    FloatScratch scratch = FloatScratch.take();
    Matrix d = pass.d;
    Matrix dx = pass.dx;
    Matrix normal = pass.normal;
    float m = d.rows();
    for (int col = 0; col < d.cols(); col += BLOCK) {
      int n = Math.min(BLOCK, d.cols() - col);
      for (int j = 0; j < n; j++) {
        scratch.block[j] = of(pass.dShift, col + j) / m;
        scratch.second[j] = of(pass.dScale, col + j) / m;
        scratch.third[j] = of(pass.scale, col + j) * of(pass.inverse, col + j);
      }
      for (int i = from; i < to; i++) {
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

  /** a ← normal·scale + shift, in row i. */
  private void affine(NormPass pass, int i) {
    norms.affine(
        pass.normal.cols(),
        array(pass.normal),
        at(pass.normal, i),
        array(pass.scale),
        pass.scale.offset(),
        array(pass.shift),
        pass.shift.offset(),
        array(pass.a),
        at(pass.a, i));
  }

  private static float of(Matrix row, int j) {
    return array(row)[row.offset() + j];
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
