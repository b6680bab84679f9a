package dev.lanewise.jmh.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.style.Styler;

/** The seed problem's times as bars, on a logarithmic scale; one thread. */
final class SeedPicture {
  private SeedPicture() {}

  static List<Picture> of(Measurements all) {
    CategoryChart chart =
        new CategoryChartBuilder()
            .width(Charts.WIDTH)
            .height(Charts.HEIGHT)
            .title("Gradient of a sparse autoencoder, 10,000 samples, one thread")
            .yAxisTitle("ms")
            .build();
    Charts.style(chart.getStyler());
    chart.getStyler().setLegendPosition(Styler.LegendPosition.OutsideS);
    chart.getStyler().setYAxisLogarithmic(true);
    chart.getStyler().setXAxisLabelRotation(35);
    chart.getStyler().setLabelsVisible(true);
    boolean any = false;
    for (String precision : List.of("F64", "F32")) {
      List<String> names = new ArrayList<>();
      List<Double> millis = new ArrayList<>();
      for (SeedSection.Way way : SeedSection.WAYS) {
        boolean shown =
            List.of("F64", "F32").stream().anyMatch(p -> way.score(all, p, "1").isPresent());
        if (shown) {
          Optional<Score> score = way.score(all, precision, "1");
          names.add(way.title());
          millis.add(score.map(s -> s.median() / 1e6).orElse(null));
        }
      }
      if (millis.stream().anyMatch(value -> value != null)) {
        chart.addSeries(Figures.precision(precision), names, millis);
        any = true;
      }
    }
    return any
        ? List.of(new Picture("seed", "Times of the sparse autoencoder's gradient", chart))
        : List.of();
  }
}
