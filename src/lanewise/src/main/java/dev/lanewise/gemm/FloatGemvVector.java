package dev.lanewise.gemm;

import dev.lanewise.simd.Simd;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link GemvKernel} on vectors along the outputs.
 *
 * <p>Up to 16 vectors of sums stay in registers, 8 at a time, over all steps of k. More lie in L1,
 * and eight rows of B go by at once: eight streams that the prefetcher follows, and one load and
 * store of a sum for eight products. From L3, one row at a time reached 0.7 of it, four rows 0.95,
 * strips of 8 vectors over all of k 0.75, since they jump by a leading dimension at every step (Zen
 * 4, AVX2, 784×512 in f32, bare loops).
 *
 * <p>Vectors cross lines as the array happens to lie, which costs up to a seventh from L3. Reading
 * from the aligned element before a row on gained 13 % in f64, where 784×512 fills G1's regions and
 * so begins with one, and lost 5 % in f32, where it lies anywhere (Zen 5).
 */
final class FloatGemvVector extends FloatGemv {
  private static final VectorSpecies<Float> SPECIES =
      VectorSpecies.of(float.class, VectorShape.forBitSize(Simd.vectorBits()));
  private static final int LANES = SPECIES.length();
  private static final int WIDEST_IN_REGISTERS = 16 * LANES;

  @Override
  public float[][] scratch() {
    return new float[0][];
  }

  /**
   * The vectors at the end read on past their row, as far as the array goes; what comes of that
   * lies in the padding of the sums.
   */
  @Override
  public void axpys(
      int k,
      int width,
      float[] x,
      int xOff,
      float[] b,
      int bOff,
      int ld,
      float[] sums,
      float[][] scratch) {
    if (width > WIDEST_IN_REGISTERS) {
      wide(k, width, x, xOff, b, bOff, ld, sums);
      return;
    }
    for (int at = 0; at < width; at += 8 * LANES) {
      narrow(k, Math.min(8 * LANES, width - at), x, xOff, b, bOff + at, ld, sums, at);
    }
  }

  private static void narrow(
      int k, int width, float[] x, int xOff, float[] b, int bOff, int ld, float[] sums, int at) {
    int padded = width > 4 * LANES ? 8 * LANES : 4 * LANES;
    int inside = rowsInside(k, b.length - bOff - padded, ld);
    if (padded > 4 * LANES) {
      eightVectors(inside, x, xOff, b, bOff, ld, sums, at);
    } else {
      fourVectors(inside, x, xOff, b, bOff, ld, sums, at);
    }
    for (int p = inside; p < k; p++) {
      oneStep(0, width, x[xOff + p], b, bOff + p * ld, sums, at);
    }
  }

  private static void wide(
      int k, int width, float[] x, int xOff, float[] b, int bOff, int ld, float[] sums) {
    int padded = (width + LANES - 1) / LANES * LANES;
    Arrays.fill(sums, 0, padded, 0f);
    int inside = rowsInside(k, b.length - bOff - padded, ld);
    int p = 0;
    for (; p + 8 <= inside; p += 8) {
      eightSteps(padded, x, xOff + p, b, bOff + p * ld, ld, sums);
    }
    int end = SPECIES.loopBound(width);
    for (; p < k; p++) {
      int row = bOff + p * ld;
      oneVectorStep(end, x, xOff + p, b, row, sums);
      oneStep(end, width, x[xOff + p], b, row, sums, 0);
    }
  }

  /**
   * Rows along k lie in the lanes where {@link FloatVectorDots} gains, and are chains elsewhere.
   */
  @Override
  public void dots(
      int k, int width, float[] x, int xOff, float[] b, int bOff, int ld, float[] sums) {
    int whole = FloatVectorDots.suit(k, ld) ? width - width % LANES : 0;
    for (int j = 0; j < whole; j += LANES) {
      FloatVectorDots.rows(k, x, xOff, b, bOff + j * ld, ld, sums, j);
    }
    dots(whole, k, width, x, xOff, b, bOff, ld, sums);
  }

  /** How many of k rows can be read up to the padding; {@code room} is left behind the first. */
  private static int rowsInside(int k, int room, int ld) {
    return room < 0 ? 0 : Math.min(k, room / ld + 1);
  }

  private static void oneStep(
      int from, int to, float x0, float[] b, int row, float[] sums, int at) {
    for (int j = from; j < to; j++) {
      sums[at + j] = Math.fma(x0, b[row + j], sums[at + j]);
    }
  }

  private static void eightSteps(
      int width, float[] x, int at, float[] b, int row0, int ld, float[] sums) {
    FloatVector x0 = FloatVector.broadcast(SPECIES, x[at]);
    FloatVector x1 = FloatVector.broadcast(SPECIES, x[at + 1]);
    FloatVector x2 = FloatVector.broadcast(SPECIES, x[at + 2]);
    FloatVector x3 = FloatVector.broadcast(SPECIES, x[at + 3]);
    FloatVector x4 = FloatVector.broadcast(SPECIES, x[at + 4]);
    FloatVector x5 = FloatVector.broadcast(SPECIES, x[at + 5]);
    FloatVector x6 = FloatVector.broadcast(SPECIES, x[at + 6]);
    FloatVector x7 = FloatVector.broadcast(SPECIES, x[at + 7]);
    int row1 = row0 + ld;
    int row2 = row1 + ld;
    int row3 = row2 + ld;
    int row4 = row3 + ld;
    int row5 = row4 + ld;
    int row6 = row5 + ld;
    int row7 = row6 + ld;
    for (int j = 0; j < width; j += LANES) {
      FloatVector sum = FloatVector.fromArray(SPECIES, sums, j);
      sum = x0.fma(FloatVector.fromArray(SPECIES, b, row0 + j), sum);
      sum = x1.fma(FloatVector.fromArray(SPECIES, b, row1 + j), sum);
      sum = x2.fma(FloatVector.fromArray(SPECIES, b, row2 + j), sum);
      sum = x3.fma(FloatVector.fromArray(SPECIES, b, row3 + j), sum);
      sum = x4.fma(FloatVector.fromArray(SPECIES, b, row4 + j), sum);
      sum = x5.fma(FloatVector.fromArray(SPECIES, b, row5 + j), sum);
      sum = x6.fma(FloatVector.fromArray(SPECIES, b, row6 + j), sum);
      sum = x7.fma(FloatVector.fromArray(SPECIES, b, row7 + j), sum);
      sum.intoArray(sums, j);
    }
  }

  private static void oneVectorStep(
      int width, float[] x, int at, float[] b, int row, float[] sums) {
    FloatVector x0 = FloatVector.broadcast(SPECIES, x[at]);
    for (int j = 0; j < width; j += LANES) {
      FloatVector sum = FloatVector.fromArray(SPECIES, sums, j);
      x0.fma(FloatVector.fromArray(SPECIES, b, row + j), sum).intoArray(sums, j);
    }
  }

  private static void eightVectors(
      int k, float[] x, int xOff, float[] b, int bOff, int ld, float[] sums, int at) {
    FloatVector sum0 = FloatVector.zero(SPECIES);
    FloatVector sum1 = FloatVector.zero(SPECIES);
    FloatVector sum2 = FloatVector.zero(SPECIES);
    FloatVector sum3 = FloatVector.zero(SPECIES);
    FloatVector sum4 = FloatVector.zero(SPECIES);
    FloatVector sum5 = FloatVector.zero(SPECIES);
    FloatVector sum6 = FloatVector.zero(SPECIES);
    FloatVector sum7 = FloatVector.zero(SPECIES);
    for (int p = 0; p < k; p++) {
      FloatVector factor = FloatVector.broadcast(SPECIES, x[xOff + p]);
      int row = bOff + p * ld;
      sum0 = factor.fma(FloatVector.fromArray(SPECIES, b, row), sum0);
      sum1 = factor.fma(FloatVector.fromArray(SPECIES, b, row + LANES), sum1);
      sum2 = factor.fma(FloatVector.fromArray(SPECIES, b, row + 2 * LANES), sum2);
      sum3 = factor.fma(FloatVector.fromArray(SPECIES, b, row + 3 * LANES), sum3);
      sum4 = factor.fma(FloatVector.fromArray(SPECIES, b, row + 4 * LANES), sum4);
      sum5 = factor.fma(FloatVector.fromArray(SPECIES, b, row + 5 * LANES), sum5);
      sum6 = factor.fma(FloatVector.fromArray(SPECIES, b, row + 6 * LANES), sum6);
      sum7 = factor.fma(FloatVector.fromArray(SPECIES, b, row + 7 * LANES), sum7);
    }
    sum0.intoArray(sums, at);
    sum1.intoArray(sums, at + LANES);
    sum2.intoArray(sums, at + 2 * LANES);
    sum3.intoArray(sums, at + 3 * LANES);
    sum4.intoArray(sums, at + 4 * LANES);
    sum5.intoArray(sums, at + 5 * LANES);
    sum6.intoArray(sums, at + 6 * LANES);
    sum7.intoArray(sums, at + 7 * LANES);
  }

  private static void fourVectors(
      int k, float[] x, int xOff, float[] b, int bOff, int ld, float[] sums, int at) {
    FloatVector sum0 = FloatVector.zero(SPECIES);
    FloatVector sum1 = FloatVector.zero(SPECIES);
    FloatVector sum2 = FloatVector.zero(SPECIES);
    FloatVector sum3 = FloatVector.zero(SPECIES);
    for (int p = 0; p < k; p++) {
      FloatVector factor = FloatVector.broadcast(SPECIES, x[xOff + p]);
      int row = bOff + p * ld;
      sum0 = factor.fma(FloatVector.fromArray(SPECIES, b, row), sum0);
      sum1 = factor.fma(FloatVector.fromArray(SPECIES, b, row + LANES), sum1);
      sum2 = factor.fma(FloatVector.fromArray(SPECIES, b, row + 2 * LANES), sum2);
      sum3 = factor.fma(FloatVector.fromArray(SPECIES, b, row + 3 * LANES), sum3);
    }
    sum0.intoArray(sums, at);
    sum1.intoArray(sums, at + LANES);
    sum2.intoArray(sums, at + 2 * LANES);
    sum3.intoArray(sums, at + 3 * LANES);
  }

  /** One row after the other: four at a time, which load y once for all, were 10 % slower. */
  @Override
  public void ger(
      int rows,
      int width,
      double alpha,
      float[] x,
      int xOff,
      int xStep,
      float[] y,
      float[] a,
      int aOff,
      int lda,
      float[][] scratch) {
    float scale = (float) alpha;
    int end = SPECIES.loopBound(width);
    for (int i = 0; i < rows; i++) {
      float factor = x[xOff + i * xStep];
      int row = aOff + i * lda;
      update(end, scale, factor, y, a, row);
      for (int j = end; j < width; j++) {
        a[row + j] += scale * Math.fma(factor, y[j], 0f);
      }
    }
  }

  private static void update(int width, float scale, float x, float[] y, float[] a, int aOff) {
    FloatVector factor = FloatVector.broadcast(SPECIES, x);
    FloatVector zero = FloatVector.zero(SPECIES);
    for (int j = 0; j < width; j += LANES) {
      FloatVector product = FloatVector.fromArray(SPECIES, y, j).fma(factor, zero);
      FloatVector.fromArray(SPECIES, a, aOff + j).add(product.mul(scale)).intoArray(a, aOff + j);
    }
  }
}
