package dev.lanewise.elementwise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanewise.gemm.Gemm;
import dev.lanewise.gemm.SelfCheck;
import dev.lanewise.matrix.Matrix;
import dev.lanewise.matrix.Precision;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * C1 compiles the elementwise kernels and the micro-kernels of products, as this machine has them,
 * with a profile. One for which it has too few virtual registers may stay for ever what C1 makes of
 * it without (HotSpot, JDK 25.0.3), where every vector is an object: a hundred times as slow. It
 * does so only where C2 was busy at first, hence a JVM of its own that has C1 alone, and asks it.
 */
@Tag("once")
class CompilationTest {
  /** The kernels for AVX2, and those of this machine where it has wider vectors. */
  @ParameterizedTest
  @ValueSource(ints = {256, 512})
  void everyKernelIsWithinWhatC1Compiles(int bits) throws Exception {
    List<String> lines = compilations(bits);
    assertThat(lines).anyMatch(line -> line.contains("HiddenDelta16::run"));
    assertThat(lines).anyMatch(line -> line.contains("FloatTile6x"));
    assertThat(lines).filteredOn(line -> line.contains("COMPILE SKIPPED: out of")).isEmpty();
  }

  /** What a JVM of its own says about compiling the library's methods. */
  private static List<String> compilations(int bits) throws Exception {
    Process process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "--add-modules=jdk.incubator.vector",
                "-Dlanewise.vectorBits=" + bits,
                "-Dlanewise.threads=1",
                "-XX:TieredStopAtLevel=3",
                "-XX:CompileThresholdScaling=0.01",
                "-XX:+PrintCompilation",
                "-Xbatch",
                "-cp",
                root(Elementwise.class) + File.pathSeparator + root(CompilationTest.class),
                CompilationTest.class.getName())
            .redirectErrorStream(true)
            .start();
    List<String> lines;
    try (var reader = process.inputReader(Charset.defaultCharset())) {
      lines = reader.lines().toList();
    }
    assertThat(process.waitFor()).as("%s", lines).isZero();
    return lines.stream().filter(line -> line.contains("dev.lanewise")).toList();
  }

  /** The folder of classes that a class is in. */
  private static Path root(Class<?> type) throws URISyntaxException, IOException {
    Path path = Path.of(type.getResource(type.getSimpleName() + ".class").toURI());
    for (int i = 0; i < type.getName().split("\\.").length; i++) {
      path = path.getParent();
    }
    return path;
  }

  /** A method is compiled at its second call. */
  public static void main(String[] args) {
    for (int call = 0; call < 2; call++) {
      for (Precision precision : Precision.values()) {
        KernelCalls.of(precision).values().forEach(Runnable::run);
      }
      SelfCheck.run();
    }
    for (Precision precision : Precision.values()) {
      for (int m = 1; m <= 7; m++) {
        // Tiles of one to four vectors of every width, alone and after others.
        for (int n = 1; n <= 68; n += n < 8 ? 1 : 4) {
          products(precision, m, n, 40);
        }
      }
    }
  }

  private static void products(Precision precision, int m, int n, int k) {
    Matrix a = Matrix.zeros(precision, m, k);
    Matrix b = Matrix.zeros(precision, k, n);
    Matrix c = Matrix.zeros(precision, m, n);
    Matrix aColumns = Matrix.zeros(precision, k, m).transposed();
    Gemm.multiply(a, b, c);
    Gemm.multiply(aColumns, b, c);
    Gemm.multiply(a, Matrix.zeros(precision, n, k).transposed(), c);
  }
}
