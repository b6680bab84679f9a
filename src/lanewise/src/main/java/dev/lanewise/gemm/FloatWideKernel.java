package dev.lanewise.gemm;

/**
 * {@link FloatVectorKernel} for 32 registers, with tiles of four vectors where B is read in place,
 * and of three where no more are left.
 *
 * <p>Four are 1.1 times as fast as two in f64 (32×512×784), and in f32 nothing that is certain.
 * Three are 1.14 times as fast as two and a packed one at 48³, 1.16 at 32×48×64 (f32).
 *
 * <p>A tile of two packed panels gains nothing: 0.99 to 1.03 times in f32, 0.93 to 1.01 in f64 (64³
 * to 1024³, 10,000×64×25).
 */
final class FloatWideKernel implements GemmKernel<float[]> {
  private static final int FOUR = 4 * FloatVectorKernel.LANES;
  private static final int THREE = 3 * FloatVectorKernel.LANES;

  private final FloatVectorKernel narrow = new FloatVectorKernel();

  @Override
  public int mr() {
    return narrow.mr();
  }

  @Override
  public int nr() {
    return narrow.nr();
  }

  @Override
  public int width(int left) {
    return left >= FOUR ? FOUR : left == THREE ? THREE : narrow.width(left);
  }

  @Override
  public float[][] scratch() {
    return narrow.scratch();
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
    if (cols == FOUR) {
      four(rows, kc, a, aOff, aLd, b, bOff, bLd, c, cOff, ldc, accumulate);
    } else if (cols == THREE) {
      three(rows, kc, a, aOff, aLd, b, bOff, bLd, c, cOff, ldc, accumulate);
    } else {
      narrow.run(rows, cols, kc, a, aOff, aLd, b, bOff, bLd, c, cOff, ldc, accumulate, scratch);
    }
  }

  private static void four(
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
      case 6 -> FloatTile6x4.run(kc, a, aOff, aLd, b, bOff, bLd, c, cOff, ldc, accumulate);
      case 5 -> FloatTile5x4.run(kc, a, aOff, aLd, b, bOff, bLd, c, cOff, ldc, accumulate);
      case 4 -> FloatTile4x4.run(kc, a, aOff, aLd, b, bOff, bLd, c, cOff, ldc, accumulate);
      case 3 -> FloatTile3x4.run(kc, a, aOff, aLd, b, bOff, bLd, c, cOff, ldc, accumulate);
      case 2 -> FloatTile2x4.run(kc, a, aOff, aLd, b, bOff, bLd, c, cOff, ldc, accumulate);
      default -> FloatTile1x4.run(kc, a, aOff, aLd, b, bOff, bLd, c, cOff, ldc, accumulate);
    }
  }

  private static void three(
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
      case 6 -> FloatTile6x3.run(kc, a, aOff, aLd, b, bOff, bLd, c, cOff, ldc, accumulate);
      case 5 -> FloatTile5x3.run(kc, a, aOff, aLd, b, bOff, bLd, c, cOff, ldc, accumulate);
      case 4 -> FloatTile4x3.run(kc, a, aOff, aLd, b, bOff, bLd, c, cOff, ldc, accumulate);
      case 3 -> FloatTile3x3.run(kc, a, aOff, aLd, b, bOff, bLd, c, cOff, ldc, accumulate);
      case 2 -> FloatTile2x3.run(kc, a, aOff, aLd, b, bOff, bLd, c, cOff, ldc, accumulate);
      default -> FloatTile1x3.run(kc, a, aOff, aLd, b, bOff, bLd, c, cOff, ldc, accumulate);
    }
  }
}
