package dev.lanewise.app.train;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;

/** A grid of misclassified pictures, each pixel a sharp square, with what they are and seem. */
final class MisclassifiedPicture {
  private static final int MOST = 48;
  private static final int MOST_COLUMNS = 8;

  /** A title needs this much room, however few pictures there are. */
  private static final int FEWEST_COLUMNS = 4;

  /** The longer side of a picture is scaled to at most this. */
  private static final int IMAGE = 128;

  private static final int MARGIN = 24;
  private static final int TITLE = 48;
  private static final int CAPTION = 36;
  private static final int CELL_WIDTH = IMAGE + MARGIN;
  private static final int CELL_HEIGHT = IMAGE + CAPTION;
  private static final Color FRAME = new Color(0xb0b0b0);

  private MisclassifiedPicture() {}

  static BufferedImage draw(Mistakes mistakes, Samples samples) {
    int shown = Math.min(MOST, mistakes.list().size());
    int columns = Math.clamp(shown, FEWEST_COLUMNS, MOST_COLUMNS);
    int rows = (shown + columns - 1) / columns;
    int width = MARGIN + columns * CELL_WIDTH;
    BufferedImage picture =
        new BufferedImage(width, MARGIN + TITLE + rows * CELL_HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = picture.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, picture.getWidth(), picture.getHeight());
    graphics.setColor(Color.BLACK);
    graphics.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 18));
    centred(graphics, title(mistakes, samples, shown), width / 2, MARGIN + 18);
    graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 14));
    for (int i = 0; i < shown; i++) {
      int x = MARGIN + i % columns * CELL_WIDTH;
      int y = MARGIN + TITLE + i / columns * CELL_HEIGHT;
      cell(graphics, mistakes.list().get(i), samples, x, y);
    }
    graphics.dispose();
    return picture;
  }

  private static String title(Mistakes mistakes, Samples samples, int shown) {
    int wrong = mistakes.list().size();
    String what = samples.name().equals(DataOptions.DIGITS) ? "digits" : "pictures";
    String title = wrong + " of " + mistakes.samples() + " test " + what + " misclassified";
    return wrong > shown ? title + ", the first " + shown : title;
  }

  private static void cell(
      Graphics2D graphics, Mistakes.Mistake mistake, Samples samples, int x, int y) {
    int scale = Math.max(1, IMAGE / Math.max(samples.width(), samples.height()));
    int left = x + (IMAGE - scale * samples.width()) / 2;
    int top = y + (IMAGE - scale * samples.height()) / 2;
    for (int i = 0; i < samples.width() * samples.height(); i++) {
      int grey = 255 - (int) Math.round(255 * mistake.pixels().get(0, i));
      graphics.setColor(new Color(grey, grey, grey));
      int column = i % samples.width();
      int row = i / samples.width();
      graphics.fillRect(left + column * scale, top + row * scale, scale, scale);
    }
    graphics.setColor(FRAME);
    graphics.drawRect(x - 1, y - 1, IMAGE + 1, IMAGE + 1);
    graphics.setColor(Color.BLACK);
    String caption = "true " + mistake.label() + ", predicted " + mistake.predicted();
    centred(graphics, caption, x + IMAGE / 2, y + IMAGE + 18);
  }

  private static void centred(Graphics2D graphics, String text, int x, int y) {
    graphics.drawString(text, x - graphics.getFontMetrics().stringWidth(text) / 2, y);
  }
}
