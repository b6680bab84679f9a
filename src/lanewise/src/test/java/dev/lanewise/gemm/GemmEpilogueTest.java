package dev.lanewise.gemm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanewise.elementwise.Activation;
import dev.lanewise.elementwise.Activations;
import dev.lanewise.elementwise.Elementwise;
import dev.lanewise.elementwise.Reductions;
import dev.lanewise.elementwise.Updates;
import dev.lanewise.matrix.Matrix;
import dev.lanewise.matrix.Precision;
import dev.lanewise.parallel.Workers;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A fused epilogue has the bits of the plain product followed by the elementwise operation. */
class GemmEpilogueTest {
  private static final double OUTSIDE = -77;

  private final SplittableRandom random = new SplittableRandom(6);

  @ParameterizedTest
  @EnumSource
  void bias(Precision precision) {
    forShapes(
        precision,
        (workers, a, b, c) -> {
          Matrix bias = row(precision, c.cols());
          Matrix expected = MatrixWindows.product(a, b);
          Elementwise.activate(expected, bias, Activation.IDENTITY);
          check(workers, a, b, c, Epilogue.bias(bias), expected);
        });
  }

  @ParameterizedTest
  @EnumSource
  void activation(Precision precision) {
    forShapes(
        precision,
        (workers, a, b, c) -> {
          for (Activation f : Activations.all()) {
            Matrix bias = row(precision, c.cols());
            Matrix expected = MatrixWindows.product(a, b);
            Elementwise.activate(expected, bias, f);
            check(workers, a, b, c, Epilogue.activation(bias, f), expected);
          }
        });
  }

  @ParameterizedTest
  @EnumSource
  void timesDerivative(Precision precision) {
    forShapes(
        precision,
        (workers, a, b, c) -> {
          for (Activation f : Activations.all()) {
            Matrix output =
                MatrixWindows.random(precision, c.rows(), c.cols(), false, Double.NaN, random);
            Matrix expected = MatrixWindows.product(a, b);
            Elementwise.timesDerivative(expected, output, f);
            check(workers, a, b, c, Epilogue.timesDerivative(output, f), expected);
          }
        });
  }

  @ParameterizedTest
  @EnumSource
  void timesDerivativeAfterARow(Precision precision) {
    forShapes(
        precision,
        (workers, a, b, c) -> {
          Matrix output =
              MatrixWindows.random(precision, c.rows(), c.cols(), false, Double.NaN, random);
          Matrix row = row(precision, c.cols());
          Matrix delta = MatrixWindows.product(a, b);
          Elementwise.sigmoidHiddenDelta(delta, row, output, delta, null);
          Epilogue hidden = Epilogue.timesDerivative(row, output, Activation.SIGMOID);
          check(workers, a, b, c, hidden, delta);
          for (Activation f : Activations.all()) {
            Matrix expected = MatrixWindows.product(a, b);
            Elementwise.activate(expected, row, Activation.IDENTITY);
            Elementwise.timesDerivative(expected, output, f);
            check(workers, a, b, c, Epilogue.timesDerivative(row, output, f), expected);
          }
        });
  }

  @ParameterizedTest
  @EnumSource
  void sigmoidOutputDelta(Precision precision) {
    forShapes(
        precision,
        (workers, a, b, c) -> {
          Matrix x = MatrixWindows.random(precision, c.rows(), c.cols(), false, Double.NaN, random);
          Matrix bias = row(precision, c.cols());
          Matrix expected = MatrixWindows.product(a, b);
          Elementwise.activate(expected, bias, Activation.SIGMOID);
          Elementwise.sigmoidOutputDelta(x, expected, expected, null);
          check(workers, a, b, c, Epilogue.sigmoidOutputDelta(bias, x), expected);
        });
  }

  /** C + s, once more rounded; also into a transposed C. */
  @ParameterizedTest
  @EnumSource
  void accumulate(Precision precision) {
    forShapes(
        precision,
        (workers, a, b, c) -> {
          Matrix expected = c.copy();
          Updates.addScaled(1, MatrixWindows.product(a, b), expected);
          Matrix turned =
              MatrixWindows.random(precision, c.rows(), c.cols(), true, OUTSIDE, random);
          copy(c, turned);
          Gemm.multiply(workers, a, b, c, Epilogue.accumulate());
          assertThat(c.toDoubles()).isEqualTo(expected.toDoubles());
          Gemm.multiply(workers, a, b, turned, Epilogue.accumulate());
          assertThat(turned.toDoubles()).isEqualTo(expected.toDoubles());
        });
  }

  /** Of what C becomes, whatever the epilogue; the sums may hold anything before. */
  @ParameterizedTest
  @EnumSource
  void columnSums(Precision precision) {
    forShapes(
        precision,
        (workers, a, b, c) -> {
          Matrix output =
              MatrixWindows.random(precision, c.rows(), c.cols(), false, Double.NaN, random);
          for (Epilogue epilogue :
              new Epilogue[] {
                Epilogue.none(),
                Epilogue.accumulate(),
                Epilogue.activation(row(precision, c.cols()), Activation.SIGMOID),
                Epilogue.timesDerivative(output, Activation.SIGMOID),
                Epilogue.timesDerivative(row(precision, c.cols()), output, Activation.SIGMOID),
                Epilogue.sigmoidOutputDelta(row(precision, c.cols()), output)
              }) {
            Matrix before = c.copy();
            Gemm.multiply(workers, a, b, c, epilogue);
            Matrix plain = c.copy();
            copy(before, c);
            Matrix sums = row(precision, c.cols());
            Gemm.multiply(workers, a, b, c, epilogue.withColumnSums(sums));
            assertThat(c.toDoubles()).isEqualTo(plain.toDoubles());
            Matrix expected = Matrix.zeros(precision, 1, c.cols());
            Reductions.columnSums(c.copy(), expected);
            assertThat(sums.toDoubles())
                .as("%d×%d×%d", c.rows(), c.cols(), a.cols())
                .isEqualTo(expected.toDoubles());
          }
        });
  }

  private static void copy(Matrix from, Matrix to) {
    for (int i = 0; i < to.rows(); i++) {
      for (int j = 0; j < to.cols(); j++) {
        to.set(i, j, from.get(i, j));
      }
    }
  }

  /** Refused before anything is written; the message says what C needs. */
  @ParameterizedTest
  @EnumSource
  void misfitsAreRefused(Precision precision) {
    Precision other = precision == Precision.F32 ? Precision.F64 : Precision.F32;
    Matrix a = Matrix.zeros(precision, 3, 4);
    Matrix b = Matrix.zeros(precision, 4, 5);
    Matrix c = Matrix.zeros(precision, 3, 5);
    c.fill(OUTSIDE);
    Consumer<Epilogue> refused =
        epilogue ->
            assertThatThrownBy(() -> Gemm.multiply(a, b, c, epilogue))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be " + precision + " ");
    refused.accept(Epilogue.bias(Matrix.zeros(precision, 1, 4)));
    refused.accept(Epilogue.bias(Matrix.zeros(precision, 5, 1)));
    refused.accept(Epilogue.bias(Matrix.zeros(precision, 5, 1).transposed()));
    refused.accept(Epilogue.bias(Matrix.zeros(other, 1, 5)));
    refused.accept(Epilogue.activation(Matrix.zeros(precision, 1, 6), Activation.RELU));
    refused.accept(derivative(Matrix.zeros(precision, 5, 3)));
    refused.accept(derivative(Matrix.zeros(precision, 5, 3).transposed()));
    refused.accept(derivative(Matrix.zeros(other, 3, 5)));
    refused.accept(Epilogue.timesDerivative(Matrix.zeros(precision, 1, 1), Activation.IDENTITY));
    refused.accept(Epilogue.timesDerivative(Matrix.zeros(other, 3, 5), Activation.IDENTITY));
    Matrix fits = Matrix.zeros(precision, 3, 5);
    Matrix narrow = Matrix.zeros(precision, 1, 4);
    refused.accept(Epilogue.timesDerivative(narrow, fits, Activation.SIGMOID));
    assertThatThrownBy(
            () -> Gemm.multiply(a, b, c, Epilogue.timesDerivative(narrow, fits, Activation.RELU)))
        .hasMessageStartingWith("row is " + precision + " 1×4");
    refused.accept(Epilogue.sigmoidOutputDelta(narrow, fits));
    refused.accept(Epilogue.sigmoidOutputDelta(fits.row(0), Matrix.zeros(precision, 5, 3)));
    Consumer<Epilogue> overlapping =
        epilogue ->
            assertThatThrownBy(() -> Gemm.multiply(a, b, c, epilogue))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("overlaps");
    overlapping.accept(Epilogue.bias(c.row(1)));
    overlapping.accept(derivative(c));
    overlapping.accept(Epilogue.sigmoidOutputDelta(fits.row(0), c));
    overlapping.accept(Epilogue.sigmoidOutputDelta(c.row(0), fits));
    overlapping.accept(Epilogue.timesDerivative(c.row(0), fits, Activation.SIGMOID));
    overlapping.accept(
        Epilogue.sigmoidOutputDelta(Matrix.zeros(precision, 1, 5), fits)
            .withColumnSums(fits.row(1)));
    refused.accept(Epilogue.none().withColumnSums(Matrix.zeros(precision, 1, 4)));
    overlapping.accept(Epilogue.accumulate().withColumnSums(c.row(0)));
    overlapping.accept(Epilogue.none().withColumnSums(b.row(0)));
    assertThat(c.toDoubles()).containsOnly(OUTSIDE);

    Matrix turned = Matrix.zeros(precision, 5, 3).transposed();
    turned.fill(OUTSIDE);
    assertThatThrownBy(
            () -> Gemm.multiply(a, b, turned, Epilogue.bias(Matrix.zeros(precision, 1, 5))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("C is 3×5 (ld 3, transposed): an epilogue needs a C");
    assertThat(turned.toDoubles()).containsOnly(OUTSIDE);
  }

  /** A sum of nothing is +0, and −0 + 0 is +0, on every path. */
  @ParameterizedTest
  @EnumSource(Precision.class)
  void accumulatesASumOfNothing(Precision precision) {
    for (int[] shape : new int[][] {{1, 1}, {1, 40}, {40, 1}, {7, 40}}) {
      Matrix c = Matrix.zeros(precision, shape[0], shape[1]);
      c.fill(-0.0);
      Matrix a = Matrix.zeros(precision, shape[0], 0);
      Gemm.multiply(a, Matrix.zeros(precision, 0, shape[1]), c, Epilogue.accumulate());
      assertThat(c.toDoubles()).containsOnly(0.0);
      assertThat(1 / c.get(0, 0)).isEqualTo(Double.POSITIVE_INFINITY);
    }
  }

  private static Epilogue derivative(Matrix output) {
    return Epilogue.timesDerivative(output, Activation.RELU);
  }

  private interface Body {
    void run(Workers workers, Matrix a, Matrix b, Matrix c);
  }

  /** Edge tiles, several chunks, no depth, and shapes that three threads share, also transposed. */
  private void forShapes(Precision precision, Body body) {
    BlockSizes blocks = Gemm.blockSizes(precision);
    int m = Math.min(25, 2 * blocks.mr() + 1);
    int n = Math.min(67, 2 * blocks.nr() + 1);
    int[][] shapes = {
      {1, 1, 1},
      {1, n, 9},
      {m, 1, 9},
      {m, n, 0},
      {1, n, 0},
      {m, 1, 0},
      {m, n, 7},
      {m, n, 256},
      {m, n, 600},
      {90, 150, 40},
      {770, n, 40}
    };
    try (Workers workers = new Workers(3)) {
      for (int[] shape : shapes) {
        run(precision, body, workers, shape, false);
      }
      run(precision, body, workers, new int[] {16, 180, 150}, true);
    }
  }

  private void run(Precision precision, Body body, Workers workers, int[] shape, boolean turned) {
    Matrix a = MatrixWindows.random(precision, shape[0], shape[2], !turned, Double.NaN, random);
    Matrix b = MatrixWindows.random(precision, shape[2], shape[1], turned, Double.NaN, random);
    Matrix c = MatrixWindows.random(precision, shape[0], shape[1], false, OUTSIDE, random);
    body.run(workers, a, b, c);
  }

  private Matrix row(Precision precision, int n) {
    return MatrixWindows.random(precision, 1, n, false, Double.NaN, random);
  }

  private static void check(
      Workers workers, Matrix a, Matrix b, Matrix c, Epilogue epilogue, Matrix expected) {
    c.fill(Double.NaN);
    Gemm.multiply(workers, a, b, c, epilogue);
    assertThat(c.toDoubles())
        .as("%d×%d×%d", c.rows(), c.cols(), a.cols())
        .isEqualTo(expected.toDoubles());
  }
}
