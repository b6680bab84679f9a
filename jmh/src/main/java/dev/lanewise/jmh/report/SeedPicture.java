package dev.lanewise.jmh.report;

import java.awt.Color;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.style.Styler;

/** The seed problem's times on one thread as bars. */
final class SeedPicture {
  private SeedPicture() {}

  static List<Picture> of(Measurements all) {
    CategoryChart chart =
        new CategoryChartBuilder()
            .width(Charts.WIDTH)
            .height(Charts.HEIGHT)
            .title("Gradient of a sparse autoencoder, 10,000 samples, one thread")
            .yAxisTitle("ms, logarithmic")
            .build();
    Charts.style(chart.getStyler());
    // Loops take a hundred times as long: on a linear axis the others were lines of a pixel.
    chart.getStyler().setYAxisLogarithmic(true);
    chart.getStyler().setLegendPosition(Styler.LegendPosition.OutsideS);
    chart.getStyler().setLegendLayout(Styler.LegendLayout.Horizontal);
    chart.getStyler().setXAxisLabelRotation(35);
    chart.getStyler().setLabelsVisible(true);
    chart.getStyler().setLabelsPosition(1.0);
    chart.getStyler().setLabelsFontColorAutomaticEnabled(false);
    chart.getStyler().setLabelsFontColor(Color.BLACK);
    List<String> precisions =
        Stream.of("F64", "F32")
            .filter(p -> SeedSection.WAYS.stream().anyMatch(w -> w.score(all, p, "1").isPresent()))
            .toList();
    List<SeedSection.Way> ways =
        SeedSection.WAYS.stream()
            .filter(way -> precisions.stream().allMatch(p -> way.score(all, p, "1").isPresent()))
            .toList();
    if (precisions.isEmpty() || ways.isEmpty()) {
      return List.of();
    }
    double least =
        precisions.stream()
            .flatMap(precision -> ways.stream().map(way -> millis(way.score(all, precision, "1"))))
            .min(Double::compare)
            .orElseThrow();
    chart.getStyler().setYAxisMin(Math.pow(10, Math.floor(Math.log10(least / 2))));
    for (String precision : precisions) {
      chart.addSeries(
          Figures.precision(precision),
          ways.stream().map(SeedSection.Way::title).toList(),
          ways.stream().map(way -> millis(way.score(all, precision, "1"))).toList());
    }
    return List.of(new Picture("seed", "Times of the sparse autoencoder's gradient", chart));
  }

  /** To three digits, which is what the labels show. */
  private static double millis(Optional<Score> score) {
    return Double.parseDouble(Figures.number(score.orElseThrow().median() / 1e6));
  }
}
