package dev.lanewise.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AutoencodeIT {
  @TempDir Path folder;

  @Test
  void learnsDigitsAndDrawsFilters() throws Exception {
    LanewiseProcess.Outcome outcome =
        LanewiseProcess.onModulePath()
            .run("autoencode", "--iterations", "60", "--out", folder.toString());

    assertThat(outcome.status()).isZero();
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out())
        .contains("1797 digits; units 64–25–64; f64", "iteration 60/60")
        .contains("all iterations that were allowed are used")
        .doesNotContain("\r", "\u001b");
    checkFalling(outcome.out());
    BufferedImage filters = ImageIO.read(folder.resolve("filters.png").toFile());
    assertThat(filters.getWidth()).isEqualTo(5 * 102 + 6);
    assertThat(filters.getHeight()).isEqualTo(5 * 102 + 6);
    assertThat(outcome.out()).contains(folder.resolve("filters.png").toString());
  }

  @Test
  void learnsPatchesOfAPicture() throws Exception {
    BufferedImage picture = new BufferedImage(60, 40, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < 40; y++) {
      for (int x = 0; x < 60; x++) {
        picture.setRGB(x, y, (x + y) / 5 % 2 == 0 ? 0xffcc88 : 0x223344);
      }
    }
    File file = folder.resolve("stripes.png").toFile();
    ImageIO.write(picture, "png", file);
    String options =
        "autoencode --patches 300 --side 6 --hidden 9 --iterations 20 --precision f32 --seed 3"
            + " --picture "
            + file
            + " --out "
            + folder;

    LanewiseProcess.Outcome outcome = LanewiseProcess.onModulePath().run(options.split(" "));

    assertThat(outcome.status()).isZero();
    assertThat(outcome.out()).contains("300 patches of " + file + "; units 36–9–36; f32");
    checkFalling(outcome.out());
    assertThat(ImageIO.read(folder.resolve("filters.png").toFile()).getWidth()).isEqualTo(312);
  }

  @Test
  void aFileThatIsNoPictureEndsInOneLine() throws Exception {
    Path text = Files.writeString(folder.resolve("text.png"), "no picture");
    for (String name : new String[] {text.toString(), folder.resolve("absent.png").toString()}) {
      LanewiseProcess.Outcome outcome =
          LanewiseProcess.onModulePath()
              .run("autoencode", "--picture", name, "--out", folder.toString());

      assertThat(outcome.status()).isEqualTo(2);
      assertThat(outcome.errLines()).hasSize(1);
      assertThat(outcome.err()).contains("--picture", "cannot read " + name);
    }
  }

  private static void checkFalling(String out) {
    Matcher matcher = Pattern.compile("cost ([0-9.]+)  gradient").matcher(out);
    double last = Double.POSITIVE_INFINITY;
    int lines = 0;
    while (matcher.find()) {
      double cost = Double.parseDouble(matcher.group(1));
      assertThat(cost).isLessThanOrEqualTo(last);
      last = cost;
      lines++;
    }
    assertThat(lines).isGreaterThan(8);
  }
}
