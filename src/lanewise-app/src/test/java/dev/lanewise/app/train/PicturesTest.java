package dev.lanewise.app.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanewise.matrix.Matrix;
import dev.lanewise.matrix.Precision;
import dev.lanewise.train.Epoch;
import dev.lanewise.train.Metrics;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PicturesTest {
  private static final int TRAIN = 0xff1f77b4;
  private static final int TEST = 0xffd95f02;

  @BeforeAll
  static void noDisplay() {
    System.setProperty("java.awt.headless", "true");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 60})
  void curvesShowTrainingAndTestInBothCharts(int epochs) {
    List<Epoch> history = new ArrayList<>();
    for (int i = 1; i <= epochs; i++) {
      Metrics train = new Metrics(1.0 / i, 1 - 0.5 / i);
      Metrics test = new Metrics(1.3 / i, 0.98 - 0.5 / i);
      history.add(new Epoch(i, 100, 0.1, 1.0, 0.5, train, test));
    }

    BufferedImage image = Curves.draw(history, epochs, true);

    for (int half = 0; half < 2; half++) {
      // Above the legend, which shows both colours in any case.
      int left = half * image.getWidth() / 2;
      BufferedImage plot = image.getSubimage(left, 0, image.getWidth() / 2, 400);
      assertThat(count(plot, TRAIN)).isPositive();
      assertThat(count(plot, TEST)).isPositive();
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN})
  void aLossThatIsNotFiniteIsAGap(double loss) {
    Metrics one = new Metrics(1.0, 0.5);
    Metrics lost = new Metrics(loss, 0.5);
    Epoch first = new Epoch(1, 100, 0.1, 1.0, 0.5, one, one);
    Epoch second = new Epoch(2, 100, 0.1, 1.0, 0.5, lost, lost);

    BufferedImage some = Curves.draw(List.of(first, second, second), 1, true);
    BufferedImage none = Curves.draw(List.of(second, second), 2, false);

    assertThat(some.getWidth()).isEqualTo(2 * none.getWidth());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 9, 48, 300})
  void digitsAreSharpAndAtMost48(int mistakes) {
    Matrix pixels = Matrix.zeros(Precision.F32, 1, Digits.PIXELS);
    pixels.set(0, 0, 1);
    pixels.set(0, 9, 0.5);
    Mistakes.Mistake mistake = new Mistakes.Mistake(pixels, 3, "8");

    BufferedImage image =
        MisclassifiedPicture.draw(
            new Mistakes(Collections.nCopies(mistakes, mistake), 360),
            new Samples(DataOptions.DIGITS, null, null, true, Digits.SIDE, Digits.SIDE));

    // A pixel of a digit is 16×16; no other part of the picture has this grey.
    int shown = Math.min(mistakes, 48);
    assertThat(count(image, 0xff7f7f7f)).isGreaterThanOrEqualTo(256 * shown);
    assertThat(image.getWidth()).isBetween(600, 1300);
    assertThat(image.getHeight()).isBetween(60, 1200);
  }

  @Test
  void aFileIsNoFolder(@TempDir Path folder) throws IOException {
    Path file = Files.createFile(folder.resolve("file"));

    assertThatThrownBy(() -> Pictures.checkFolder(file))
        .isInstanceOfSatisfying(
            IOException.class,
            failure -> assertThat(Pictures.reason(failure)).isEqualTo("it is a file"));
    Pictures.checkFolder(folder.resolve("new").resolve("below"));
    assertThat(folder.resolve("new").resolve("below")).isEmptyDirectory();
  }

  private static int count(BufferedImage image, int colour) {
    int count = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        count += image.getRGB(x, y) == colour ? 1 : 0;
      }
    }
    return count;
  }
}
