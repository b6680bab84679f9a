package dev.lanewise.app.doctor;

import dev.lanewise.app.console.Kernels;
import dev.lanewise.gemm.BlockSizes;
import java.util.Formatter;
import java.util.List;
import java.util.Locale;

/** A report for people. */
final class ReportText {
  private final Formatter text = new Formatter(Locale.ROOT);

  private ReportText() {}

  static String write(Report report) {
    ReportText writer = new ReportText();
    writer.machine(report);
    writer.selfCheck(report.selfCheck());
    writer.blockSizes(report.blockSizes());
    writer.rates(report);
    return writer.text.toString().stripTrailing();
  }

  private void machine(Report report) {
    text.format("java         %s, %s%n", report.java(), report.system());
    text.format(
        "kernels      %s%s%n",
        report.provider(), report.vectorBits() > 0 ? ", " + report.vectorBits() + " bits" : "");
    text.format("because      %s%n", Kernels.withoutFlag(report.reason()));
    if (report.flag() != null) {
      boolean helps = report.reason().contains(report.flag());
      String first = helps ? "" : "change that; on the class path also ";
      text.format("for vectors  %s%s%n", first, report.flag());
    }
    text.format("cores        %d, threads %d%n", report.cores(), report.threads());
    text.format(
        "caches       L1 %s, L2 %s, L3 %s, from %s%n",
        bytes(report.caches().l1()),
        bytes(report.caches().l2()),
        bytes(report.caches().l3()),
        report.caches().source());
  }

  private static String bytes(int size) {
    return size >= 1 << 20 && size % (1 << 20) == 0 ? (size >> 20) + " MiB" : (size >> 10) + " KiB";
  }

  /** A line a kernel, a column a precision: the checks of both come in the same order. */
  private void selfCheck(Report.Checks checks) {
    List<String> kernels = checks.kernels().stream().map(Report.Check::kernel).distinct().toList();
    text.format("%n%-34s %-8s %s%n", "self-check", "f32", "f64");
    for (String kernel : kernels) {
      text.format(
          "  %-32s %-8s %s%n",
          kernel, outcome(checks, kernel, "f32"), outcome(checks, kernel, "f64"));
    }
    for (Report.Check check : checks.kernels()) {
      if (!check.passed()) {
        text.format("  %s, %s: %s%n", check.kernel(), check.precision(), check.fault());
      }
    }
    text.format("  %s%n", checks.passed() ? "all passed" : "FAILED: results of this JVM are wrong");
  }

  private static String outcome(Report.Checks checks, String kernel, String precision) {
    return checks.kernels().stream()
            .filter(check -> check.kernel().equals(kernel) && check.precision().equals(precision))
            .allMatch(Report.Check::passed)
        ? "passed"
        : "FAILED";
  }

  private void blockSizes(Report.Both<BlockSizes> sizes) {
    text.format("%n%-20s %12s %8s %8s %8s%n", "block sizes", "tile MR×NR", "MC", "KC", "NC");
    blockSizes("f32", sizes.f32());
    blockSizes("f64", sizes.f64());
  }

  private void blockSizes(String precision, BlockSizes sizes) {
    String tile = sizes.mr() + "×" + sizes.nr();
    text.format("  %-18s %12s %8d %8d %8d%n", precision, tile, sizes.mc(), sizes.kc(), sizes.nc());
  }

  private void rates(Report report) {
    text.format(
        "%nFMA peak of one core: f32 %.1f, f64 %.1f GFLOP/s%n",
        report.fmaPeakGflops().f32(), report.fmaPeakGflops().f64());
    text.format(
        "%n%-20s %12s %8s %8s %8s%n", "product", "m = n = k", "threads", "GFLOP/s", "of peak");
    for (Report.Gemm gemm : report.gemm()) {
      text.format(
          "  %-18s %12d %8d %8.1f %7.0f%%%n",
          gemm.precision(), gemm.m(), gemm.threads(), gemm.gflops(), 100 * gemm.ofPeak());
    }
    text.format(
        "  of peak: of threads × the FMA peak of one core, measured again beside each product%n");
  }
}
