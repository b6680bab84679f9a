package dev.lanewise.gemm;

import dev.lanewise.simd.Simd;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * The micro-kernel on vectors: tiles of 1 … 6 rows × 1 or 2 vectors, one unrolled loop each. All
 * are {@link FloatTile6x2} without some of its rows or its second vector; the build derives them.
 * (Tiles of a vector and one column of scalars, for 25 columns in f64, take 0.87 of the time of two
 * vectors at 10,000×25×64 with 32 registers, but 1.3 to 2.1 times as long with 16, in f32. A second
 * vector that ends with the last column and meets the first, instead of the scratch array, gains 3
 * % there, but 64×25×10,000 with A transposed takes 1.08 of the time with AVX2.)
 */
final class FloatVectorKernel implements GemmKernel<float[]> {
  private static final VectorSpecies<Float> SPECIES =
      VectorSpecies.of(float.class, VectorShape.forBitSize(Simd.vectorBits()));
  static final int LANES = SPECIES.length();

  /**
   * Whether the machine has masks; then a row of less than a vector takes one store (256×10×128 in
   * f32 is 1.05 to 1.07 times as fast as element by element, 8×8×8 1.23 times). With AVX2 one gains
   * nothing, and vectors of two lanes have none.
   */
  private static final boolean MASKS = Simd.vectorBits() >= 512;

  private static final int MR = 6;
  private static final int NR = 2 * LANES;

  @Override
  public int mr() {
    return MR;
  }

  @Override
  public int nr() {
    return NR;
  }

  /** One vector at the end, too: 16³ needs no packing (f32 1.1 times as fast with AVX-512). */
  @Override
  public int width(int left) {
    return left >= NR ? NR : left == LANES ? LANES : 0;
  }

  /** A tile that is wider than what C has room for, as high as any that reads A either way. */
  @Override
  public float[][] scratch() {
    return new float[1][Math.max(MR, Unpacked.ROWS_DOWN_COLUMNS) * NR];
  }

  @Override
  public void run(
      int rows,
      int cols,
      int kc,
      float[] a,
      int aOff,
      int aLd,
      float[] b,
      int bOff,
      int bLd,
      float[] c,
      int cOff,
      int ldc,
      boolean accumulate,
      float[][] scratch) {
    if (bLd != NR && cols == NR) {
      twoInPlace(rows, kc, a, aOff, aLd, b, bOff, bLd, c, cOff, ldc, accumulate);
    } else if (bLd != NR) {
      oneInPlace(rows, kc, a, aOff, aLd, b, bOff, bLd, c, cOff, ldc, accumulate);
    } else if (cols == NR) {
      twoVectors(rows, kc, a, aOff, aLd, b, bOff, c, cOff, ldc, accumulate);
    } else if (cols == LANES) {
      oneVector(rows, kc, a, aOff, aLd, b, bOff, c, cOff, ldc, accumulate);
    } else {
      float[] tile = scratch[0];
      if (cols > LANES) {
        twoVectors(rows, kc, a, aOff, aLd, b, bOff, tile, 0, NR, false);
      } else {
        oneVector(rows, kc, a, aOff, aLd, b, bOff, tile, 0, NR, false);
      }
      for (int i = 0; i < rows; i++) {
        writeRow(cols, tile, i * NR, c, cOff + i * ldc, accumulate);
      }
    }
  }

  private static void twoInPlace(
      int rows,
      int kc,
      float[] a,
      int aOff,
      int aLd,
      float[] b,
      int bOff,
      int bLd,
      float[] c,
      int cOff,
      int ldc,
      boolean accumulate) {
    switch (rows) {
      case 6 -> FloatTile6x2.run(kc, a, aOff, aLd, b, bOff, bLd, c, cOff, ldc, accumulate);
      case 5 -> FloatTile5x2.run(kc, a, aOff, aLd, b, bOff, bLd, c, cOff, ldc, accumulate);
      case 4 -> FloatTile4x2.run(kc, a, aOff, aLd, b, bOff, bLd, c, cOff, ldc, accumulate);
      case 3 -> FloatTile3x2.run(kc, a, aOff, aLd, b, bOff, bLd, c, cOff, ldc, accumulate);
      case 2 -> FloatTile2x2.run(kc, a, aOff, aLd, b, bOff, bLd, c, cOff, ldc, accumulate);
      default -> FloatTile1x2.run(kc, a, aOff, aLd, b, bOff, bLd, c, cOff, ldc, accumulate);
    }
  }

  private static void oneInPlace(
      int rows,
      int kc,
      float[] a,
      int aOff,
      int aLd,
      float[] b,
      int bOff,
      int bLd,
      float[] c,
      int cOff,
      int ldc,
      boolean accumulate) {
    switch (rows) {
      case 6 -> FloatTile6x1.run(kc, a, aOff, aLd, b, bOff, bLd, c, cOff, ldc, accumulate);
      case 5 -> FloatTile5x1.run(kc, a, aOff, aLd, b, bOff, bLd, c, cOff, ldc, accumulate);
      case 4 -> FloatTile4x1.run(kc, a, aOff, aLd, b, bOff, bLd, c, cOff, ldc, accumulate);
      case 3 -> FloatTile3x1.run(kc, a, aOff, aLd, b, bOff, bLd, c, cOff, ldc, accumulate);
      case 2 -> FloatTile2x1.run(kc, a, aOff, aLd, b, bOff, bLd, c, cOff, ldc, accumulate);
      default -> FloatTile1x1.run(kc, a, aOff, aLd, b, bOff, bLd, c, cOff, ldc, accumulate);
    }
  }

  private static void twoVectors(
      int rows,
      int kc,
      float[] a,
      int aOff,
      int aLd,
      float[] b,
      int bOff,
      float[] c,
      int cOff,
      int ldc,
      boolean accumulate) {
    switch (rows) {
      case 6 -> FloatPackedTile6x2.run(kc, a, aOff, aLd, b, bOff, c, cOff, ldc, accumulate);
      case 5 -> FloatPackedTile5x2.run(kc, a, aOff, aLd, b, bOff, c, cOff, ldc, accumulate);
      case 4 -> FloatPackedTile4x2.run(kc, a, aOff, aLd, b, bOff, c, cOff, ldc, accumulate);
      case 3 -> FloatPackedTile3x2.run(kc, a, aOff, aLd, b, bOff, c, cOff, ldc, accumulate);
      case 2 -> FloatPackedTile2x2.run(kc, a, aOff, aLd, b, bOff, c, cOff, ldc, accumulate);
      default -> FloatPackedTile1x2.run(kc, a, aOff, aLd, b, bOff, c, cOff, ldc, accumulate);
    }
  }

  private static void oneVector(
      int rows,
      int kc,
      float[] a,
      int aOff,
      int aLd,
      float[] b,
      int bOff,
      float[] c,
      int cOff,
      int ldc,
      boolean accumulate) {
    switch (rows) {
      case 6 -> FloatPackedTile6x1.run(kc, a, aOff, aLd, b, bOff, c, cOff, ldc, accumulate);
      case 5 -> FloatPackedTile5x1.run(kc, a, aOff, aLd, b, bOff, c, cOff, ldc, accumulate);
      case 4 -> FloatPackedTile4x1.run(kc, a, aOff, aLd, b, bOff, c, cOff, ldc, accumulate);
      case 3 -> FloatPackedTile3x1.run(kc, a, aOff, aLd, b, bOff, c, cOff, ldc, accumulate);
      case 2 -> FloatPackedTile2x1.run(kc, a, aOff, aLd, b, bOff, c, cOff, ldc, accumulate);
      default -> FloatPackedTile1x1.run(kc, a, aOff, aLd, b, bOff, c, cOff, ldc, accumulate);
    }
  }

  /**
   * The last vector ends with the row and may overlap the one before it: both hold the same. Half
   * vectors for a row of less than one would be a second class of vectors in the profiles of the
   * Vector API's methods, and C2 would make objects of vectors here and there ever after.
   */
  private static void writeRow(
      int cols, float[] tile, int from, float[] c, int to, boolean accumulate) {
    if (cols < LANES && MASKS) {
      VectorMask<Float> inRow = SPECIES.indexInRange(0, cols);
      FloatVector row = FloatVector.fromArray(SPECIES, tile, from);
      if (accumulate) {
        row = FloatVector.fromArray(SPECIES, c, to, inRow).add(row);
      }
      row.intoArray(c, to, inRow);
      return;
    }
    if (cols < LANES) {
      for (int j = 0; j < cols; j++) {
        c[to + j] = accumulate ? c[to + j] + tile[from + j] : tile[from + j];
      }
      return;
    }
    int last = cols - LANES;
    FloatVector first = FloatVector.fromArray(SPECIES, tile, from);
    FloatVector second = FloatVector.fromArray(SPECIES, tile, from + last);
    if (accumulate) {
      first = FloatVector.fromArray(SPECIES, c, to).add(first);
      second = FloatVector.fromArray(SPECIES, c, to + last).add(second);
    }
    first.intoArray(c, to);
    second.intoArray(c, to + last);
  }
}
