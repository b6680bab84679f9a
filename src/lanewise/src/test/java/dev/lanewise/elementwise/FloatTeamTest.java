package dev.lanewise.elementwise;

import dev.lanewise.matrix.FloatMatrix;
import dev.lanewise.parallel.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Matrices large enough for a team: what is written does not depend on how many threads it has, bit
 * by bit, nor is anything written beside it.
 */
@Tag("once")
class FloatTeamTest {
  /** Cut by rows, by chunks of rows, by columns; the last like parameters. */
  private static final int[][] SHAPES = {{160, 700}, {600, 190}, {20, 5003}, {1, 99_001}};

  private static final int TEAM = 3;

  private static final float[] NUMBERS = numbers(120_000);

  private final int threads = Workers.shared().threads();

  @AfterEach
  void restoreThreads() {
    Workers.share(new Workers(threads));
  }

  private static float[] numbers(int n) {
    Random random = new Random(31);
    float[] numbers = new float[n];
    for (int i = 0; i < n; i++) {
      numbers[i] = random.nextFloat();
    }
    return numbers;
  }

  /** Operands of one shape, the same each time: m×n, rows and a column. */
  private static final class Operands {
    final List<FloatMatrix> all = new ArrayList<>();
    final FloatMatrix x;
    final FloatMatrix y;
    final FloatMatrix row;
    final FloatMatrix secondRow;
    final FloatMatrix thirdRow;
    final FloatMatrix column;
    final FloatMatrix d;
    final FloatMatrix e;
    final FloatMatrix f;
    final FloatMatrix sums;
    final FloatMatrix secondSums;
    private final int gap;

    Operands(int m, int n, int gap) {
      this.gap = gap;
      x = draw(m, n);
      y = draw(m, n);
      row = draw(1, n);
      secondRow = draw(1, n);
      thirdRow = draw(1, n);
      column = draw(m, 1);
      d = draw(m, n);
      e = draw(m, n);
      f = draw(m, n);
      sums = draw(1, n);
      secondSums = draw(1, n);
    }

    private FloatMatrix draw(int m, int n) {
      FloatMatrix whole = FloatMatrix.zeros(m, n + gap);
      System.arraycopy(NUMBERS, 97 * all.size(), whole.array(), 0, whole.size());
      all.add(whole);
      return whole.window(0, gap / 2, m, n);
    }
  }

  private interface Operation {
    void run(Operands o);
  }

  private static void compare(String name, Operation operation) {
    for (int[] shape : SHAPES) {
      for (int gap : new int[] {0, 2}) {
        Workers.share(new Workers(1));
        Operands expected = new Operands(shape[0], shape[1], gap);
        operation.run(expected);
        Workers.share(new Workers(TEAM));
        Operands actual = new Operands(shape[0], shape[1], gap);
        operation.run(actual);
        same(name + ", " + shape[0] + "×" + shape[1], actual.all, expected.all);
      }
    }
  }

  private static void same(String what, List<FloatMatrix> actual, List<FloatMatrix> expected) {
    for (int k = 0; k < expected.size(); k++) {
      float[] a = actual.get(k).array();
      float[] e = expected.get(k).array();
      if (Arrays.equals(a, e)) {
        continue;
      }
      for (int i = 0; i < e.length; i++) {
        if (Float.compare(a[i], e[i]) != 0) {
          throw new AssertionError(
              what + ": operand " + k + ", element " + i + " is " + a[i] + ", not " + e[i]);
        }
      }
    }
  }

  @Test
  void passes() {
    compare("sigmoid", o -> Elementwise.apply(o.x, Activation.SIGMOID, o.d));
    compare("exp", o -> Elementwise.apply(o.x, Elementary.EXP, o.d));
    compare("bias and ReLU", o -> Elementwise.activate(o.d, o.row, Activation.RELU));
    compare("derivative", o -> Elementwise.timesDerivative(o.x, o.y, Activation.TANH, o.d));
    compare("parametric ReLU", o -> Elementwise.parametricRelu(o.x, o.row, o.d));
    compare(
        "its derivative",
        o -> Elementwise.timesParametricReluDerivative(o.x, o.y, o.row, o.d, o.sums));
    compare("output delta", o -> Elementwise.sigmoidOutputDelta(o.x, o.y, o.d, o.sums));
    compare("hidden delta", o -> Elementwise.sigmoidHiddenDelta(o.x, o.row, o.y, o.d, o.sums));
    compare("column sums", o -> Reductions.columnSums(o.x, o.sums));
    compare("mask", o -> Masks.draw(0.4, 1, 2, 3, o.d));
    compare("masked", o -> Masks.apply(o.x, o.y, o.d));
  }

  @Test
  void rows() {
    compare("softmax", o -> Elementwise.softmax(o.x, o.d));
    compare("log-softmax", o -> Elementwise.logSoftmax(o.x, o.d));
    compare("log-sum-exp", o -> Reductions.logSumExp(o.x, o.column));
    compare("row sums", o -> Reductions.rowSums(o.x, o.column));
    compare(
        "arg max",
        o -> {
          int[] columns = new int[o.x.rows()];
          Reductions.argMax(o.x, columns);
          for (int i = 0; i < columns.length; i++) {
            o.column.set(i, 0, columns[i]);
          }
        });
  }

  @Test
  void updates() {
    compare("scale", o -> Elementwise.scale(o.d, 0.3));
    compare("clamp", o -> Elementwise.clamp(o.d, 0.3));
    compare("sign", o -> Updates.addSign(0.3, o.x, o.d));
    compare("axpy", o -> Updates.addScaled(0.3, o.x, o.d));
    compare("momentum", o -> Updates.momentum(o.x, 0.1, 0.9, o.e, o.d));
    compare("Nesterov", o -> Updates.nesterov(o.x, 0.1, 0.9, o.e, o.d));
    compare("RMSProp", o -> Updates.rmsProp(o.x, 0.1, 0.9, 1e-8, o.e, o.d));
    compare("AdamW", o -> Updates.adamW(o.x, 0.1, 0.9, 0.99, 1e-8, 0.1, 3, o.e, o.f, o.d));
  }

  @Test
  void normalization() {
    compare(
        "rows",
        o -> {
          Normalization.rows(o.x, 0.1, o.row, o.secondRow, o.d, o.column, o.e);
          Normalization.rowsGradient(o.y, o.d, o.column, o.row, o.f, o.sums, o.secondSums);
        });
    compare(
        "columns",
        o -> {
          Normalization.statistics(o.x, o.sums, o.secondSums);
          Normalization.columns(
              o.x, o.sums, o.secondSums, 0.1, o.row, o.secondRow, o.d, o.thirdRow, o.e);
          Normalization.columnsGradient(o.y, o.d, o.thirdRow, o.row, o.f, o.sums, o.secondSums);
        });
  }
}
