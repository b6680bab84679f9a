package dev.lanewise.jmh.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which instructions everybody may, or shall, use. */
enum InstructionSet {
  /** What each finds on the machine. */
  NATIVE("what each chooses on this machine", ""),
  /** 256-bit vectors at most, for Lanewise and for its peers. */
  AVX2("AVX2 at most, for all: ", "-XX:UseAVX=2"),
  /**
   * 512-bit vectors for those who would not take them by themselves: OpenBLAS 0.3.31 does not know
   * family 26 of AMD (Zen 5) and takes AVX2's kernels there, which have half of the rate.
   */
  AVX512("AVX-512, for all who can be told: ", "-XX:UseAVX=3");

  private final String words;
  private final String jvmArg;

  InstructionSet(String words, String jvmArg) {
    this.words = words;
    this.jvmArg = jvmArg;
  }

  List<String> jvmArgs() {
    return jvmArg.isEmpty() ? List.of() : List.of(jvmArg);
  }

  /** Environment variables that tell native peers. */
  Map<String, String> environment() {
    return switch (this) {
      case NATIVE -> Map.of();
      case AVX2 -> {
        boolean amd = cpuInfo("vendor_id").equals("AuthenticAMD");
        yield Map.of(
            "OPENBLAS_CORETYPE",
            amd ? "Zen" : "Haswell",
            "MKL_ENABLE_INSTRUCTIONS",
            "AVX2",
            // PyTorch; the scripts then hold NumPy to it, too
            "ATEN_CPU_CAPABILITY",
            "avx2",
            "DNNL_MAX_CPU_ISA",
            "AVX2",
            // zen3 and haswell in the numbering of BLIS 0.9
            "BLIS_ARCH_TYPE",
            amd ? "6" : "3");
      }
      case AVX512 ->
          Map.of(
              "OPENBLAS_CORETYPE",
              "SkylakeX",
              "MKL_ENABLE_INSTRUCTIONS",
              "AVX512",
              // skx
              "BLIS_ARCH_TYPE",
              "0");
    };
  }

  /** False if the machine is known to lack it. */
  boolean isPossible() {
    String flags = cpuInfo("flags");
    return this != AVX512 || flags.isEmpty() || flags.contains("avx512f");
  }

  /** For the notes to a table. */
  String inWords() {
    StringBuilder all = new StringBuilder(words + jvmArg);
    new TreeMap<>(environment())
        .forEach((name, value) -> all.append(", ").append(name).append('=').append(value));
    return all.toString();
  }

  /** A field of the first processor, or "". */
  static String cpuInfo(String field) {
    try {
      return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
          .filter(line -> line.startsWith(field + "\t"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("");
    } catch (IOException e) {
      return "";
    }
  }
}
