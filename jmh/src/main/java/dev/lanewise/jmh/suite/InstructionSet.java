package dev.lanewise.jmh.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which instructions everybody may use. */
enum InstructionSet {
  /** What each finds on the machine. */
  NATIVE,
  /** 256-bit vectors at most, for Lanewise and for its peers. */
  AVX2;

  List<String> jvmArgs() {
    return this == AVX2 ? List.of("-XX:UseAVX=2") : List.of();
  }

  /** Environment variables that tell native peers. */
  Map<String, String> environment() {
    if (this == NATIVE) {
      return Map.of();
    }
    boolean amd = cpuInfo("vendor_id").equals("AuthenticAMD");
    return Map.of(
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

  /** For the notes to a table. */
  String inWords() {
    return this == NATIVE
        ? "what each chooses on this machine"
        : "AVX2 at most, for all: " + String.join(" ", jvmArgs()) + environmentInWords();
  }

  private String environmentInWords() {
    StringBuilder words = new StringBuilder();
    new TreeMap<>(environment())
        .forEach((name, value) -> words.append(", ").append(name).append('=').append(value));
    return words.toString();
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
