package dev.lanewise.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainIT {
  @TempDir Path folder;

  @Test
  void defaultsReachTheAccuracyAndDrawBothPictures() throws Exception {
    LanewiseProcess.Outcome outcome =
        LanewiseProcess.onModulePath().run("train", "--out", folder.toString());

    assertThat(outcome.status()).isZero();
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out()).contains("kernels  ", "dense + sigmoid", "samples/s", "GFLOP/s");
    assertThat(outcome.out()).doesNotContain("\r", "\u001b").contains("epoch 60/60");
    assertThat(accuracy(outcome.out())).isGreaterThanOrEqualTo(0.96);
    checkPicture("curves.png", 1280, 480);
    checkPicture("misclassified.png", 600, 100);
    assertThat(outcome.out()).contains(folder.resolve("curves.png").toString());
  }

  /** Files go to target/lanewise of the working folder, here that of this module. */
  @Test
  void noArgumentsTrainWithDefaults() throws Exception {
    Path curves = Path.of("target", "lanewise", "curves.png");
    Files.deleteIfExists(curves);

    LanewiseProcess.Outcome outcome = LanewiseProcess.onModulePath().run();

    assertThat(outcome.status()).isZero();
    assertThat(accuracy(outcome.out())).isGreaterThanOrEqualTo(0.96);
    assertThat(curves).exists();
  }

  @Test
  void optionsOfTheReadmeWork() throws Exception {
    LanewiseProcess.Outcome outcome =
        LanewiseProcess.onModulePath()
            .run(
                ("train --layers 64-100-10 --activation relu --epochs 20 --batch 32 --rate 0.1"
                        + " --seed 7 --precision f64 --threads 2 --out "
                        + folder)
                    .split(" "));

    assertThat(outcome.status()).isZero();
    assertThat(outcome.out()).contains("threads 2", "f64", "64 → 100", "dense + relu");
    assertThat(accuracy(outcome.out())).isGreaterThanOrEqualTo(0.96);
  }

  @Test
  void withoutFontsEverythingElseWorks() throws Exception {
    Path noFonts = Files.writeString(folder.resolve("fonts.conf"), "<fontconfig></fontconfig>");

    LanewiseProcess.Outcome outcome =
        LanewiseProcess.onModulePath()
            .with("-Duser.home=" + folder)
            .environment("FONTCONFIG_FILE", noFonts.toString())
            .run("train", "--epochs", "1", "--digest", "--out", folder.toString());

    assertThat(outcome.status()).isZero();
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out()).contains("test accuracy", "weights sha256");
    assertThat(outcome.outLines())
        .filteredOn(line -> line.contains("apt-get install fontconfig fonts-dejavu-core"))
        .hasSize(1);
  }

  @Test
  void aLossThatIsNoNumberEndsInOneLine() throws Exception {
    LanewiseProcess.Outcome outcome =
        LanewiseProcess.onModulePath()
            .run(
                "train",
                "--layers",
                "64-64-64-64-10",
                "--activation",
                "relu",
                "--rate",
                "1000000",
                "--out",
                folder.toString());

    assertThat(outcome.status()).isEqualTo(1);
    assertThat(outcome.errLines()).hasSize(1);
    assertThat(outcome.err()).contains("a smaller learning rate may help");
  }

  private static double accuracy(String out) {
    Matcher matcher = Pattern.compile("(?m)^test accuracy ([0-9.]+),").matcher(out);
    assertThat(matcher.find()).isTrue();
    return Double.parseDouble(matcher.group(1));
  }

  private void checkPicture(String name, int fewestColumns, int fewestRows) throws IOException {
    BufferedImage image = ImageIO.read(folder.resolve(name).toFile());
    assertThat(image.getWidth()).isBetween(fewestColumns, 2000);
    assertThat(image.getHeight()).isBetween(fewestRows, 2000);
  }
}
