package dev.lanewise.jmh.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The report on a stored run with something from every suite. */
class ReportTest {
  static final Path STORED = Path.of("src/test/resources/dev/lanewise/jmh/report/stored-run");

  private final Report report;

  ReportTest() throws IOException {
    report = Report.read(STORED);
  }

  /** After an intended change: {@code java -jar benchmarks.jar report} on that folder. */
  @Test
  void theSummaryIsTheStoredOne() {
    assertThat(STORED.resolve("summary.md")).hasContent(report.markdown());
  }

  @Test
  void everySuiteHasItsTables() {
    assertThat(report.markdown().lines().filter(line -> line.startsWith("## ")))
        .containsExactly(
            "## The sparse autoencoder's gradient",
            "## Training steps",
            "## Matrix products",
            "## Elementwise kernels",
            "## The machine's own limits",
            "## Cold start");
  }

  @Test
  void theTerminalSeesTheSameNumbers() {
    String text = report.text();
    report
        .markdown()
        .lines()
        .filter(line -> line.startsWith("| 256×256×256"))
        .flatMap(line -> List.of(line.split(" *\\| *", -1)).stream())
        .forEach(cell -> assertThat(text).contains(cell));
  }

  @Test
  void picturesAreDrawnAndShown(@TempDir Path folder) throws IOException {
    report.writePictures(folder);
    for (String name : List.of("seed.png", "gemm-f32.png", "roofline-f32.png")) {
      assertThat(report.markdown()).contains("](" + name + ")");
      BufferedImage picture = ImageIO.read(folder.resolve(name).toFile());
      assertThat(picture.getWidth()).isEqualTo(Charts.WIDTH);
      assertThat(colours(picture)).as(name).isGreaterThan(20);
    }
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).hasSize(3);
    }
  }

  private static long colours(BufferedImage picture) {
    int[] pixels =
        picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth());
    return Arrays.stream(pixels).distinct().count();
  }
}
