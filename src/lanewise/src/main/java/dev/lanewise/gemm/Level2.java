package dev.lanewise.gemm;

import dev.lanewise.matrix.Shapes;
import dev.lanewise.parallel.Pool;
import dev.lanewise.parallel.Workers;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * What {@link Blas} checks and runs for vectors, once for both precisions.
 *
 * @param <V> {@code float[]} or {@code double[]}
 */
final class Level2<V> {
  private final GemmDriver<V> driver;
  private final Supplier<Workers> team;
  private final Pool<GerCall<V>> updates;

  Level2(GemmDriver<V> driver, Supplier<Workers> team) {
    this.driver = driver;
    this.team = team;
    updates = new Pool<>(() -> new GerCall<>(driver.panels()));
  }

  /** y ← α·op(A)·x + β·y, as a product with one column. */
  void gemv(
      boolean trans,
      int m,
      int n,
      double alpha,
      V a,
      int aOffset,
      int lda,
      V x,
      int xOffset,
      int incX,
      double beta,
      V y,
      int yOffset,
      int incY) {
    checkSizes(m, n);
    int outputs = trans ? n : m;
    int depth = trans ? m : n;
    Panels<V> panels = driver.panels();
    Shapes.checkWindow("A", panels.length(a), aOffset, m, n, lda);
    checkVector("x", panels.length(x), xOffset, depth, incX);
    checkVector("y", panels.length(y), yOffset, outputs, incY);
    if (vectorOverlaps(y, yOffset, outputs, incY, a, aOffset, m, n, lda)) {
      throw overlap("y", yOffset, outputs, incY, matrix("A", aOffset, m, n, lda));
    }
    checkNoOverlap("y", y, yOffset, outputs, incY, "x", x, xOffset, depth, incX);
    if (outputs == 0) {
      return;
    }
    GemmCall<V> call = driver.call();
    call.m = outputs;
    call.n = 1;
    call.k = alpha == 0 ? 0 : depth;
    call.alpha = depth == 0 ? 0 : alpha; // never −0
    call.beta = beta;
    call.a = a;
    call.aOff = aOffset;
    call.aRow = trans ? 1 : lda;
    call.aCol = trans ? lda : 1;
    call.b = x;
    call.bOff = first(xOffset, depth, incX);
    call.bRow = incX;
    call.bCol = 1;
    call.c = y;
    call.cOff = first(yOffset, outputs, incY);
    call.ldc = incY;
    driver.run(call, team.get());
  }

  /** A ← A + α·x·yᵀ. */
  void ger(
      int m,
      int n,
      double alpha,
      V x,
      int xOffset,
      int incX,
      V y,
      int yOffset,
      int incY,
      V a,
      int aOffset,
      int lda) {
    checkSizes(m, n);
    Panels<V> panels = driver.panels();
    checkVector("x", panels.length(x), xOffset, m, incX);
    checkVector("y", panels.length(y), yOffset, n, incY);
    Shapes.checkWindow("A", panels.length(a), aOffset, m, n, lda);
    if (vectorOverlaps(x, xOffset, m, incX, a, aOffset, m, n, lda)) {
      throw overlap("x", xOffset, m, incX, matrix("A", aOffset, m, n, lda));
    }
    if (vectorOverlaps(y, yOffset, n, incY, a, aOffset, m, n, lda)) {
      throw overlap("y", yOffset, n, incY, matrix("A", aOffset, m, n, lda));
    }
    if (m == 0 || n == 0 || alpha == 0) {
      return;
    }
    GerCall<V> call = updates.take();
    call.m = m;
    call.n = n;
    call.alpha = alpha;
    call.x = x;
    call.xOff = first(xOffset, m, incX);
    call.xStep = incX;
    call.y = y;
    call.yOff = first(yOffset, n, incY);
    call.yStep = incY;
    call.a = a;
    call.aOff = aOffset;
    call.lda = lda;
    try {
      call.run(team.get());
    } finally {
      call.clear();
      updates.give(call);
    }
  }

  private static void checkSizes(int m, int n) {
    if (m < 0 || n < 0) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "m = %d, n = %d: none may be negative", m, n));
    }
  }

  /** Where element 0 lies: with a negative increment at the end, as in BLAS. */
  private static int first(int offset, int length, int increment) {
    return increment < 0 ? offset - (length - 1) * increment : offset;
  }

  private static void checkVector(String name, int length, int offset, int n, int increment) {
    long end = n == 0 ? offset : offset + (n - 1L) * Math.abs((long) increment) + 1;
    if (offset < 0 || increment == 0 || end > length) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s at offset %d does not fit in an array of %d elements; the increment must not be"
                  + " 0",
              vector(name, n, increment),
              offset,
              length));
    }
  }

  private static <V> void checkNoOverlap(
      String name,
      V x,
      int xOffset,
      int xLength,
      int incX,
      String other,
      V y,
      int yOffset,
      int yLength,
      int incY) {
    int rows = incY == 1 || incY == -1 ? 1 : yLength;
    int cols = incY == 1 || incY == -1 ? yLength : Math.min(1, yLength);
    int ld = Math.max(Math.abs(incY), cols);
    if (vectorOverlaps(x, xOffset, xLength, incX, y, yOffset, rows, cols, ld)) {
      String what = vector(other, yLength, incY) + " at offset " + yOffset;
      throw overlap(name, xOffset, xLength, incX, what);
    }
  }

  /** A vector is one row of neighbours, or one column of a matrix as wide as its increment. */
  private static <V> boolean vectorOverlaps(
      V x, int xOffset, int length, int increment, V a, int aOffset, int rows, int cols, int lda) {
    int step = Math.abs(increment);
    return step == 1
        ? Shapes.overlap(x, xOffset, 1, length, Math.max(1, length), a, aOffset, rows, cols, lda)
        : Shapes.overlap(x, xOffset, length, 1, step, a, aOffset, rows, cols, lda);
  }

  private static IllegalArgumentException overlap(
      String name, int offset, int length, int increment, String other) {
    return new IllegalArgumentException(
        vector(name, length, increment) + " at offset " + offset + " overlaps " + other);
  }

  private static String vector(String name, int length, int increment) {
    return String.format(Locale.ROOT, "%s of %d elements (increment %d)", name, length, increment);
  }

  private static String matrix(String name, int offset, int rows, int cols, int ld) {
    return String.format(
        Locale.ROOT, "%s of %d×%d (ld %d) at offset %d", name, rows, cols, ld, offset);
  }
}
