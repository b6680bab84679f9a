package dev.lanewise.elementwise;

import dev.lanewise.matrix.Matrix;
import dev.lanewise.matrix.Precision;
import java.util.LinkedHashMap;
import java.util.Map;

/** A call of every elementwise kernel, for tests of what the JVM makes of them. */
final class KernelCalls {
  private KernelCalls() {}

  /** The calls, by their names. */
  static Map<String, Runnable> of(Precision precision) {
    // 270 rows: two chunks of column sums; 37 columns: vectors and tails.
    Matrix x = filled(precision, 270, 37);
    Matrix y = filled(precision, 270, 37);
    Matrix z = filled(precision, 270, 37);
    Matrix w = filled(precision, 270, 37);
    Matrix row = filled(precision, 1, 37);
    Matrix sums = filled(precision, 1, 37);
    Matrix column = filled(precision, 270, 1);
    int[] classes = new int[270];
    Map<String, Runnable> calls = new LinkedHashMap<>();
    for (Activation f : Activations.all()) {
      calls.put(f.toString(), () -> Elementwise.apply(x, f, y));
      calls.put(f + " with bias", () -> Elementwise.activate(y, row, f));
      calls.put(f + " derivative", () -> Elementwise.timesDerivative(z, x, f, w));
    }
    for (Elementary f : Elementary.values()) {
      calls.put(f.toString(), () -> Elementwise.apply(x, f, y));
    }
    calls.put("parametric ReLU", () -> Elementwise.parametricRelu(x, row, y));
    calls.put(
        "its derivative", () -> Elementwise.timesParametricReluDerivative(x, y, row, z, sums));
    calls.put("output delta", () -> Elementwise.sigmoidOutputDelta(x, y, z, sums));
    calls.put("hidden delta", () -> Elementwise.sigmoidHiddenDelta(x, row, y, z, sums));
    // 4, 8 or 16 vectors, as wide as they may be.
    for (int n = 16; n <= 256; n *= 2) {
      Matrix a = filled(precision, 270, n);
      Matrix d = filled(precision, 270, n);
      Matrix t = filled(precision, 1, n);
      Matrix s = filled(precision, 1, n);
      calls.put("output delta, " + n, () -> Elementwise.sigmoidOutputDelta(a, a, d, s));
      calls.put("hidden delta, " + n, () -> Elementwise.sigmoidHiddenDelta(a, t, a, d, s));
    }
    calls.put("scale", () -> Elementwise.scale(z, 0.5));
    calls.put("clamp", () -> Elementwise.clamp(z, 0.125));
    calls.put("softmax", () -> Elementwise.softmax(x, y));
    calls.put("log-softmax", () -> Elementwise.logSoftmax(x, y));
    calls.put("column sums", () -> Reductions.columnSums(x, sums));
    // 8, 4 and fewer vectors, and what is left.
    Matrix wide = filled(precision, 270, 333);
    Matrix wideSums = filled(precision, 1, 333);
    calls.put("sums of many columns", () -> Reductions.columnSums(wide, wideSums));
    calls.put("column means", () -> Reductions.columnMeans(x, sums));
    calls.put("row sums", () -> Reductions.rowSums(x, column));
    calls.put("log-sum-exp", () -> Reductions.logSumExp(x, column));
    calls.put("arg-max", () -> Reductions.argMax(x, classes));
    calls.put("variance", () -> Reductions.variance(x));
    calls.put("dot", () -> Reductions.dot(x, y));
    calls.put("norm 1", () -> Reductions.norm1(x));
    calls.put("norm max", () -> Reductions.normMax(x));
    calls.put("squared error", () -> Losses.squaredError(x, y, z, 1));
    calls.put("Huber", () -> Losses.huber(x, y, 1, z, 1));
    calls.put("binary, logits", () -> Losses.binaryCrossEntropyFromLogits(x, y, 0, z, 1));
    calls.put("binary, probabilities", () -> Losses.binaryCrossEntropy(x, y, 0, z, 1));
    calls.put("softmax cross-entropy", () -> Losses.softmaxCrossEntropy(x, y, 0, z, 1));
    calls.put("of classes", () -> Losses.softmaxCrossEntropy(x, classes, 0.1, z, 1));
    Matrix shortX = filled(precision, 100, 10);
    Matrix shortY = filled(precision, 100, 10);
    Matrix shortZ = filled(precision, 100, 10);
    calls.put("softmax of short rows", () -> Elementwise.softmax(shortX, shortY));
    calls.put("log-softmax of short rows", () -> Elementwise.logSoftmax(shortX, shortY));
    calls.put(
        "cross-entropy of short rows",
        () -> Losses.softmaxCrossEntropy(shortX, shortY, 0, shortZ, 1));
    calls.put("cross-entropy", () -> Losses.crossEntropy(x, y, 0, z, 1));
    calls.put("sparsity", () -> Losses.sparsity(row, 0.1, 3, sums));
    calls.put("axpy", () -> Updates.addScaled(1e-9, x, y));
    calls.put("momentum", () -> Updates.momentum(x, 1e-9, 0.9, y, z));
    calls.put("Nesterov", () -> Updates.nesterov(x, 1e-9, 0.9, y, z));
    calls.put("RMSProp", () -> Updates.rmsProp(x, 1e-9, 0.9, 1e-8, y, z));
    calls.put("AdamW", () -> Updates.adamW(x, 1e-9, 0.9, 0.999, 1e-8, 0.1, 3, y, z, w));
    calls.put("sign", () -> Updates.addSign(1e-9, x, y));
    calls.put("mask", () -> Masks.draw(0.5, 1, 2, 3, y));
    calls.put("masked", () -> Masks.apply(x, y, z));
    Matrix more = filled(precision, 1, 37);
    calls.put("layer normalisation", () -> Normalization.rows(x, 1, row, sums, y, column, z));
    calls.put("its gradient", () -> Normalization.rowsGradient(x, y, column, row, z, sums, more));
    calls.put("statistics", () -> Normalization.statistics(x, sums, more));
    Matrix inverse = filled(precision, 1, 37);
    calls.put(
        "batch normalisation",
        () -> Normalization.columns(x, sums, more, 1, row, row, y, inverse, z));
    calls.put(
        "gradient of it", () -> Normalization.columnsGradient(x, y, inverse, row, z, sums, more));
    return calls;
  }

  static Matrix filled(Precision precision, int rows, int cols) {
    Matrix matrix = Matrix.zeros(precision, rows, cols);
    matrix.fill(0.25);
    return matrix;
  }
}
