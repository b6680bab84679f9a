package dev.lanewise.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same bits for any number of threads and any width of vectors. */
class DigestIT {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"f32", "f64"})
  void threadsAndWidthDoNotChangeTheWeights(String precision) throws Exception {
    List<String> digests = new ArrayList<>();
    digests.add(digest(bits(512), precision, "7", "1"));
    digests.add(digest(bits(512), precision, "7", "2"));
    digests.add(digest(bits(128), precision, "7", "3"));
    digests.add(digest(bits(0), precision, "7", "2"));

    assertThat(digests).containsOnly(digests.get(0));
    if (precision.equals("f32")) {
      assertThat(digest(bits(512), precision, "8", "2")).isNotEqualTo(digests.get(0));
    }
  }

  /** At most so many bits; 512 leaves the choice to the machine. */
  private static LanewiseProcess bits(int most) {
    return LanewiseProcess.onModulePath().with("-Dlanewise.vectorBits=" + most);
  }

  private String digest(LanewiseProcess process, String precision, String seed, String threads)
      throws Exception {
    LanewiseProcess.Outcome outcome =
        process.run(
            ("train --digest --epochs 2 --precision "
                    + precision
                    + " --seed "
                    + seed
                    + " --threads "
                    + threads
                    + " --out "
                    + folder)
                .split(" "));
    assertThat(outcome.status()).isZero();
    List<String> lines =
        outcome.out().lines().filter(line -> line.startsWith("weights sha256 ")).toList();
    assertThat(lines).hasSize(1);
    assertThat(lines.get(0)).matches("weights sha256 [0-9a-f]{64}");
    return lines.get(0);
  }
}
