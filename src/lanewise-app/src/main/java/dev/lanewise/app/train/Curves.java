package dev.lanewise.app.train;

import dev.lanewise.train.Epoch;
import dev.lanewise.train.Metrics;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Loss and accuracy over the epochs, on training and test samples, side by side. */
final class Curves {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 480;
  private static final Color TRAIN = new Color(0x1f77b4);
  private static final Color TEST = new Color(0xd95f02);

  private Curves() {}

  /**
   * Both charts; of numbers, which have no accuracy, the loss alone.
   *
   * @param best number of the epoch whose weights the network has
   */
  static BufferedImage draw(List<Epoch> history, int best, boolean classes) {
    Metrics kept = history.get(best - 1).validation();
    String of = best == history.size() ? "" : ", epoch " + best;
    XYChart loss =
        chart(
            String.format(Locale.ROOT, "Loss: %.3f on test samples%s", kept.loss(), of),
            "mean loss",
            history,
            Metrics::loss);
    loss.getStyler().setYAxisMin(0.0);
    if (!classes) {
      return BitmapEncoder.getBufferedImage(loss);
    }
    XYChart accuracy =
        chart(
            String.format(
                Locale.ROOT, "Accuracy: %.1f %% on test samples%s", 100 * kept.accuracy(), of),
            "samples classified right, %",
            history,
            metrics -> 100 * metrics.accuracy());
    accuracy.getStyler().setYAxisMax(100.0);
    BufferedImage both = new BufferedImage(2 * WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = both.createGraphics();
    graphics.drawImage(BitmapEncoder.getBufferedImage(loss), 0, 0, null);
    graphics.drawImage(BitmapEncoder.getBufferedImage(accuracy), WIDTH, 0, null);
    graphics.dispose();
    return both;
  }

  private static XYChart chart(
      String title, String yAxis, List<Epoch> history, ToDoubleFunction<Metrics> value) {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(title)
            .xAxisTitle("epoch")
            .yAxisTitle(yAxis)
            .build();
    chart
        .getStyler()
        .setLegendPosition(Styler.LegendPosition.OutsideS)
        .setLegendLayout(Styler.LegendLayout.Horizontal)
        .setLegendBorderColor(Color.WHITE)
        .setLegendFont(font(Font.PLAIN, 14))
        .setChartTitleFont(font(Font.BOLD, 18))
        .setChartTitlePadding(12)
        .setChartBackgroundColor(Color.WHITE);
    chart
        .getStyler()
        .setAxisTitleFont(font(Font.PLAIN, 14))
        .setAxisTickLabelsFont(font(Font.PLAIN, 12));
    double[] epochs = history.stream().mapToDouble(Epoch::number).toArray();
    line(
        chart,
        "training samples",
        TRAIN,
        epochs,
        history.stream().map(Epoch::train).mapToDouble(value).toArray());
    line(
        chart,
        "test samples",
        TEST,
        epochs,
        history.stream().map(Epoch::validation).mapToDouble(value).toArray());
    return chart;
  }

  /** A single epoch is a point: no line would show. What is not finite is a gap. */
  private static void line(XYChart chart, String name, Color color, double[] x, double[] y) {
    if (Arrays.stream(y).noneMatch(Double::isFinite)) {
      return; // no axis would fit
    }
    double[] finite = Arrays.stream(y).map(v -> Double.isFinite(v) ? v : Double.NaN).toArray();
    XYSeries series = chart.addSeries(name, x, finite);
    series.setLineColor(color);
    series.setMarkerColor(color);
    series.setMarker(x.length > 1 ? SeriesMarkers.NONE : SeriesMarkers.CIRCLE);
  }

  private static Font font(int style, int size) {
    return new Font(Font.SANS_SERIF, style, size);
  }
}
