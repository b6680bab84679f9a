package dev.lanewise.app.doctor;

import dev.lanewise.app.console.Kernels;
import dev.lanewise.app.console.Progress;
import dev.lanewise.gemm.BlockSizes;
import dev.lanewise.gemm.Gemm;
import dev.lanewise.gemm.SelfCheck;
import dev.lanewise.matrix.Precision;
import dev.lanewise.simd.CacheSizes;
import dev.lanewise.simd.Simd;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Tells which kernels run and why, whether they are right, and how far from the peak. */
@Command(
    name = "doctor",
    description = "Tells which kernels run and why, whether they are right, and how fast.")
public final class DoctorCommand implements Callable<Integer> {
  private static final int[] SIZES = {64, 256, 1024};

  @Option(names = "--json", description = "Print JSON and nothing else.")
  boolean json;

  @Override
  public Integer call() {
    int threads = Gemm.threads();
    List<Integer> counts = List.copyOf(new LinkedHashSet<>(List.of(1, threads)));
    int steps = 2 + Precision.values().length * SIZES.length * counts.size();
    Progress progress =
        json
            ? Progress.lines("doctor", steps, System.err)
            : Progress.of("doctor", steps, System.err);
    Report report;
    try {
      report = examine(threads, counts, progress);
    } finally {
      progress.end();
    }
    System.out.println(json ? ReportJson.write(report) : ReportText.write(report));
    return exitCode(report);
  }

  static int exitCode(Report report) {
    return report.selfCheck().passed() ? 0 : 1;
  }

  private static Report examine(int threads, List<Integer> counts, Progress progress) {
    Report.Checks checks = Report.Checks.of(SelfCheck.run());
    progress.step("self-check");
    double f32 = GemmRate.peak(Precision.F32);
    double f64 = GemmRate.peak(Precision.F64);
    progress.step("FMA peak");
    List<Report.Gemm> rates = new ArrayList<>();
    for (Precision precision : Precision.values()) {
      GemmRate.warmUp(precision);
      for (int size : SIZES) {
        for (int count : counts) {
          rates.add(GemmRate.measure(precision, size, count));
          progress.step("gemm " + Report.name(precision) + " " + size + "³ on " + count);
        }
      }
    }
    return new Report(
        Runtime.version() + " " + System.getProperty("java.vm.name"),
        System.getProperty("os.name") + " " + System.getProperty("os.arch"),
        Kernels.provider(),
        Simd.reason(),
        Simd.isVector() ? null : Simd.FLAG,
        Simd.vectorBits(),
        Runtime.getRuntime().availableProcessors(),
        threads,
        Report.Caches.of(CacheSizes.detected()),
        checks,
        new Report.Both<BlockSizes>(Gemm.blockSizes(Precision.F32), Gemm.blockSizes(Precision.F64)),
        new Report.Both<Double>(Report.rounded(f32), Report.rounded(f64)),
        rates);
  }
}
