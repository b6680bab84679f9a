package dev.lanewise.gemm;

/** Numerics v1 as a plain loop for one element: the exact oracle of every product. */
final class FloatReferenceGemm {
  /** The contract's number, on purpose not the one of the code under test. */
  private static final int CHUNK = 256;

  private FloatReferenceGemm() {}

  /** Σ of a row of A times a column of B, chunk by chunk. */
  static float sum(int k, float[] a, int aAt, int aStep, float[] b, int bAt, int bStep) {
    float total = 0f;
    for (int from = 0; from < k; from += CHUNK) {
      float chain = 0f;
      int to = Math.min(k, from + CHUNK);
      for (int p = from; p < to; p++) {
        chain = Math.fma(a[aAt + p * aStep], b[bAt + p * bStep], chain);
      }
      total = from == 0 ? chain : total + chain;
    }
    return total;
  }

  /** α·sum + β·c; what has the factor 0 does not count, NaN or not. */
  static float combine(float alpha, float sum, float beta, float c) {
    if (alpha == 0f) {
      return beta == 0f ? 0f : beta * c;
    }
    return beta == 0f ? alpha * sum : Math.fma(beta, c, alpha * sum);
  }
}
