package dev.lanewise.gemm;

import dev.lanewise.simd.Simd;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link GemvKernel} on vectors along the outputs.
 *
 * <p>Eight rows of B go by at once, their sums in L1: eight streams that the prefetcher follows,
 * and one load and store of a sum for eight products. One row at a time reached 0.7 of it from L3,
 * four rows 0.95; a strip of eight vectors that stays in registers over all of k 0.75, since it
 * jumps by a leading dimension at every step (Zen 4, AVX2, 784×512 in f32, bare loops).
 */
final class FloatGemvVector extends FloatGemv {
  private static final VectorSpecies<Float> SPECIES =
      VectorSpecies.of(float.class, VectorShape.forBitSize(Simd.vectorBits()));
  private static final int LANES = SPECIES.length();

  @Override
  public float[][] scratch() {
    return new float[0][];
  }

  /**
   * The vector at the end reads on past its row, as far as the array goes; what comes of that lies
   * in the padding of the sums.
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
    int padded = (width + LANES - 1) / LANES * LANES;
    Arrays.fill(sums, 0, padded, 0f);
    int room = b.length - bOff - padded;
    int inside = room < 0 ? 0 : Math.min(k, room / ld + 1);
    int p = 0;
    for (; p + 8 <= inside; p += 8) {
      eightSteps(padded, x, xOff + p, b, bOff + p * ld, ld, sums);
    }
    for (; p + 2 <= inside; p += 2) {
      twoSteps(padded, x, xOff + p, b, bOff + p * ld, ld, sums);
    }
    int end = SPECIES.loopBound(width);
    for (; p < k; p++) {
      int row = bOff + p * ld;
      oneStep(end, x, xOff + p, b, row, sums);
      for (int j = end; j < width; j++) {
        sums[j] = Math.fma(x[xOff + p], b[row + j], sums[j]);
      }
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

  private static void twoSteps(
      int width, float[] x, int at, float[] b, int row0, int ld, float[] sums) {
    FloatVector x0 = FloatVector.broadcast(SPECIES, x[at]);
    FloatVector x1 = FloatVector.broadcast(SPECIES, x[at + 1]);
    int row1 = row0 + ld;
    for (int j = 0; j < width; j += LANES) {
      FloatVector sum = FloatVector.fromArray(SPECIES, sums, j);
      sum = x0.fma(FloatVector.fromArray(SPECIES, b, row0 + j), sum);
      sum = x1.fma(FloatVector.fromArray(SPECIES, b, row1 + j), sum);
      sum.intoArray(sums, j);
    }
  }

  private static void oneStep(int width, float[] x, int at, float[] b, int row, float[] sums) {
    FloatVector x0 = FloatVector.broadcast(SPECIES, x[at]);
    for (int j = 0; j < width; j += LANES) {
      FloatVector sum = FloatVector.fromArray(SPECIES, sums, j);
      x0.fma(FloatVector.fromArray(SPECIES, b, row + j), sum).intoArray(sums, j);
    }
  }

  @Override
  public void ger(
      int width,
      double alpha,
      float[] x,
      int xAt,
      float[] y,
      float[] a,
      int aOff,
      float[][] scratch) {
    float scale = (float) alpha;
    int end = SPECIES.loopBound(width);
    update(end, scale, x[xAt], y, a, aOff);
    for (int j = end; j < width; j++) {
      a[aOff + j] += scale * Math.fma(x[xAt], y[j], 0f);
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
