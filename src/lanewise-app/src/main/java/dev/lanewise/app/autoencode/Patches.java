package dev.lanewise.app.autoencode;

import dev.lanewise.app.console.Problem;
import dev.lanewise.app.train.Pictures;
import dev.lanewise.elementwise.Elementwise;
import dev.lanewise.elementwise.Reductions;
import dev.lanewise.matrix.DoubleMatrix;
import dev.lanewise.matrix.Matrix;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import javax.imageio.ImageIO;

/** Square patches from random places of a picture, in grey, as Ng's exercise prepares them. */
final class Patches {
  private static final double LARGEST_DEVIATIONS = 3;

  private Patches() {}

  /**
   * Patches as rows of side² numbers in 0.1 … 0.9: each less its mean, clamped to three standard
   * deviations of all.
   *
   * @throws Problem if the file is no picture, or smaller than a patch
   */
  static Matrix of(Path file, int side, int count, long seed) {
    BufferedImage picture = read(file);
    if (picture.getWidth() < side || picture.getHeight() < side) {
      throw new Problem(
          file
              + " has "
              + picture.getWidth()
              + "×"
              + picture.getHeight()
              + " pixels: a patch has "
              + side
              + "×"
              + side,
          null);
    }
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    DoubleMatrix patches = DoubleMatrix.zeros(count, side * side);
    for (int i = 0; i < count; i++) {
      int x = random.nextInt(picture.getWidth() - side + 1);
      int y = random.nextInt(picture.getHeight() - side + 1);
      double mean = 0;
      for (int k = 0; k < side * side; k++) {
        double grey = grey(picture.getRGB(x + k % side, y + k / side));
        patches.set(i, k, grey);
        mean += grey / (side * side);
      }
      for (int k = 0; k < side * side; k++) {
        patches.set(i, k, patches.at(i, k) - mean);
      }
    }
    double limit = LARGEST_DEVIATIONS * Math.sqrt(Reductions.variance(patches));
    if (limit == 0) {
      throw new Problem(file + " shows nothing: all its pixels are equal", null);
    }
    Elementwise.clamp(patches, limit);
    Elementwise.scale(patches, 0.4 / limit);
    for (int i = 0; i < count; i++) {
      for (int k = 0; k < side * side; k++) {
        patches.set(i, k, 0.5 + patches.at(i, k));
      }
    }
    return patches;
  }

  private static BufferedImage read(Path file) {
    ImageIO.setUseCache(false);
    try (var in = Files.newInputStream(file)) {
      BufferedImage picture = ImageIO.read(in);
      if (picture != null) {
        return picture;
      }
    } catch (IOException failure) {
      String reason = Files.exists(file) ? Pictures.reason(failure) : "no such file";
      throw new Problem("cannot read " + file + ": " + reason, failure);
    }
    throw new Problem("cannot read " + file + ": no picture in a format that Java knows", null);
  }

  /** Luma of ITU-R BT.601, 0 … 1. */
  private static double grey(int rgb) {
    int red = rgb >> 16 & 0xff;
    int green = rgb >> 8 & 0xff;
    int blue = rgb & 0xff;
    return (0.299 * red + 0.587 * green + 0.114 * blue) / 255;
  }
}
