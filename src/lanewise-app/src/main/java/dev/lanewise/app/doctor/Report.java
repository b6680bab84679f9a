package dev.lanewise.app.doctor;

import dev.lanewise.gemm.BlockSizes;
import dev.lanewise.gemm.SelfCheck;
import dev.lanewise.matrix.Precision;
import dev.lanewise.simd.CacheSizes;
import java.util.List;
import java.util.Locale;

/**
 * All that doctor finds; the names of the components are the keys of its JSON.
 *
 * @param java version and name of the JVM
 * @param system operating system and architecture
 * @param provider "vector" or "scalar"
 * @param reason why
 * @param flag what to add to the java command on the scalar path, else null
 * @param vectorBits width of the vectors, 0 on the scalar path
 * @param cores processors that this JVM may use
 * @param threads threads that a product may use
 * @param caches sizes in bytes and where they were read
 * @param fmaPeakGflops of one core
 */
record Report(
    String java,
    String system,
    String provider,
    String reason,
    String flag,
    int vectorBits,
    int cores,
    int threads,
    Caches caches,
    Checks selfCheck,
    Both<BlockSizes> blockSizes,
    Both<Double> fmaPeakGflops,
    List<Gemm> gemm) {

  /** One value a precision. */
  record Both<T>(T f32, T f64) {}

  /** Data caches in bytes, and where the sizes were read. */
  record Caches(int l1, int l2, int l3, String source) {
    static Caches of(CacheSizes sizes) {
      return new Caches(sizes.l1(), sizes.l2(), sizes.l3(), sizes.source());
    }
  }

  /** The self-check of the kernels. */
  record Checks(boolean passed, List<Check> kernels) {
    static Checks of(List<SelfCheck.Result> results) {
      List<Check> kernels =
          results.stream()
              .map(r -> new Check(r.kernel(), name(r.precision()), r.passed(), r.fault()))
              .toList();
      return new Checks(results.stream().allMatch(SelfCheck.Result::passed), kernels);
    }
  }

  /** One kernel; {@code fault} is the first wrong result or null. */
  record Check(String kernel, String precision, boolean passed, String fault) {}

  /** One product; {@code ofPeak} is gflops / (threads · FMA peak of one core). */
  record Gemm(String precision, int m, int n, int k, int threads, double gflops, double ofPeak) {}

  /** Four decimals: more would be noise. */
  static double rounded(double value) {
    return Math.round(value * 1e4) / 1e4;
  }

  static String name(Precision precision) {
    return precision.name().toLowerCase(Locale.ROOT);
  }
}
