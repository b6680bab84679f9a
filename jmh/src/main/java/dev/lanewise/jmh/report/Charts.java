package dev.lanewise.jmh.report;

import java.awt.Color;
import java.awt.Font;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler;

/** How all pictures look. */
final class Charts {
  static final int WIDTH = 900;
  static final int HEIGHT = 560;

  /** Lanewise first, then peers. */
  static final Color[] COLOURS = {
    new Color(0xd95f02),
    new Color(0x1f77b4),
    new Color(0x2ca02c),
    new Color(0x9467bd),
    new Color(0x8c564b),
    new Color(0x17becf),
    new Color(0x7f7f7f),
    new Color(0xbcbd22)
  };

  static final Color LIMIT = new Color(0x444444);

  private Charts() {}

  static void style(AxesChartStyler styler) {
    styler
        .setLegendPosition(Styler.LegendPosition.OutsideE)
        .setLegendBorderColor(Color.WHITE)
        .setLegendFont(font(Font.PLAIN, 13))
        .setChartTitleFont(font(Font.BOLD, 17))
        .setChartTitlePadding(10)
        .setChartBackgroundColor(Color.WHITE)
        .setSeriesColors(COLOURS);
    styler.setAxisTitleFont(font(Font.PLAIN, 13)).setAxisTickLabelsFont(font(Font.PLAIN, 12));
  }

  private static Font font(int style, int size) {
    return new Font(Font.SANS_SERIF, style, size);
  }
}
