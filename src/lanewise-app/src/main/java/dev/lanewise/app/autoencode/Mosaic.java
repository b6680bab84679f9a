package dev.lanewise.app.autoencode;

import dev.lanewise.elementwise.Reductions;
import dev.lanewise.matrix.Matrix;
import java.awt.image.BufferedImage;

/**
 * What each hidden unit looks for, a tile a unit: its weights as pixels, from black (most negative)
 * over grey (0) to white, each tile with a scale of its own. The input that excites a unit most is
 * its weights over their norm.
 */
final class Mosaic {
  private static final int TILE = 96;
  private static final int GAP = 6;

  private Mosaic() {}

  /**
   * Draws the filters.
   *
   * @param weights hidden×side²
   */
  static BufferedImage draw(Matrix weights, int side) {
    int units = weights.rows();
    int columns = (int) Math.ceil(Math.sqrt(units));
    int lines = (units + columns - 1) / columns;
    int scale = Math.max(1, TILE / side);
    int step = side * scale + GAP;
    BufferedImage picture =
        new BufferedImage(GAP + columns * step, GAP + lines * step, BufferedImage.TYPE_BYTE_GRAY);
    for (int unit = 0; unit < units; unit++) {
      Matrix filter = weights.row(unit);
      double largest = Reductions.normMax(filter);
      int left = GAP + unit % columns * step;
      int top = GAP + unit / columns * step;
      for (int y = 0; y < side * scale; y++) {
        for (int x = 0; x < side * scale; x++) {
          double weight = filter.get(0, y / scale * side + x / scale);
          int grey = (int) Math.round(127.5 + (largest > 0 ? 127.5 * weight / largest : 0));
          picture.getRaster().setSample(left + x, top + y, 0, grey);
        }
      }
    }
    return picture;
  }
}
