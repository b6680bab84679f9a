package dev.lanewise.gemm;

/**
 * The micro-kernel without the Vector API, a 4×32 tile. The sums of a row stay in the scratch row
 * and the inner loop runs across j, two steps of k at once, in the contract's order, which C2
 * vectorises by itself.
 */
final class FloatTileScalar implements GemmKernel<float[]> {
  private static final int MR = 4;
  private static final int NR = 32;

  @Override
  public int mr() {
    return MR;
  }

  @Override
  public int nr() {
    return NR;
  }

  @Override
  public void run(
      int kc,
      float[] a,
      int aOff,
      float[] b,
      int bOff,
      float[] c,
      int cOff,
      int ldc,
      boolean accumulate,
      float[] scratch) {
    for (int i = 0; i < MR; i++) {
      row(kc, a, aOff + i, b, bOff, scratch);
      int target = cOff + i * ldc;
      for (int j = 0; j < NR; j++) {
        c[target + j] = accumulate ? c[target + j] + scratch[j] : scratch[j];
      }
    }
  }

  private static void row(int kc, float[] a, int aOff, float[] b, int bOff, float[] sums) {
    for (int j = 0; j < NR; j++) {
      sums[j] = 0f;
    }
    int even = kc & ~1;
    for (int p = 0; p < even; p += 2) {
      float a0 = a[aOff + p * MR];
      float a1 = a[aOff + (p + 1) * MR];
      int row0 = bOff + p * NR;
      int row1 = row0 + NR;
      for (int j = 0; j < NR; j++) {
        sums[j] = Math.fma(a1, b[row1 + j], Math.fma(a0, b[row0 + j], sums[j]));
      }
    }
    if (even < kc) {
      float a0 = a[aOff + even * MR];
      int row0 = bOff + even * NR;
      for (int j = 0; j < NR; j++) {
        sums[j] = Math.fma(a0, b[row0 + j], sums[j]);
      }
    }
  }
}
