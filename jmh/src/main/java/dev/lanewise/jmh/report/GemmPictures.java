package dev.lanewise.jmh.report;

import dev.lanewise.jmh.peer.Contender;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The rate of square products against their size, and the roofline; one thread. */
final class GemmPictures {
  private static final Map<String, Color> LIMITS =
      Map.of(
          "L1", Charts.COLOURS[1],
          "L2", Charts.COLOURS[2],
          "L3", Charts.COLOURS[3],
          "memory", Charts.COLOURS[4]);

  private GemmPictures() {}

  static List<Picture> of(Measurements all) {
    List<Picture> pictures = new ArrayList<>();
    for (String precision : List.of("F32", "F64")) {
      rates(all, precision).ifPresent(pictures::add);
      roofline(all, precision).ifPresent(pictures::add);
    }
    return pictures;
  }

  private static List<Case> products(Measurements all, String precision) {
    return all.of(Contender.LANEWISE.method()).stream()
        .filter(c -> c.get("precision").equals(precision) && c.get("threads").equals("1"))
        .filter(c -> c.get("transposed").equals("NN"))
        .toList();
  }

  /** Nothing where there are fewer than two squares: no line. */
  private static Optional<Picture> rates(Measurements all, String precision) {
    Map<Double, Case> squares = new TreeMap<>();
    for (Case product : products(all, precision)) {
      double[] s = sizes(product);
      if (s[0] == s[1] && s[1] == s[2]) {
        squares.put(s[0], product);
      }
    }
    OptionalDouble peak = Peaks.fma(all, precision);
    if (squares.size() < 2 || peak.isEmpty()) {
      return Optional.empty();
    }
    String name = Figures.precision(precision);
    XYChart chart = chart("n×n×n, " + name + ", one thread", "n", "GFLOP/s");
    chart.getStyler().setXAxisLogarithmic(true);
    chart.getStyler().setYAxisMin(0.0);
    double smallest = ((TreeMap<Double, Case>) squares).firstKey();
    double largest = ((TreeMap<Double, Case>) squares).lastKey();
    limit(chart, "FMA peak", smallest, peak.getAsDouble(), largest, peak.getAsDouble());
    Iterator<Color> colours = List.of(Charts.COLOURS).iterator();
    for (Contender contender : Contender.values()) {
      Color colour = colours.next();
      List<Double> n = new ArrayList<>();
      List<Double> rates = new ArrayList<>();
      squares.forEach(
          (size, product) ->
              all.score(GemmSection.by(contender, product))
                  .ifPresent(
                      score -> {
                        n.add(size);
                        rates.add(score.median());
                      }));
      if (!n.isEmpty()) {
        XYSeries series = chart.addSeries(contender.title, n, rates);
        series.setLineColor(colour);
        series.setMarkerColor(colour);
        series.setMarker(SeriesMarkers.CIRCLE);
      }
    }
    return Optional.of(new Picture("gemm-" + name, "GFLOP/s of square products, " + name, chart));
  }

  /**
   * Products by what they compute for each byte of A, B and C (Williams, Waterman and Patterson
   * 2009), under the peak and the bandwidth of memory and caches.
   */
  private static Optional<Picture> roofline(Measurements all, String precision) {
    OptionalDouble peak = Peaks.fma(all, precision);
    List<Case> products = products(all, precision);
    OptionalDouble memory = Peaks.triad(all, "MEMORY");
    if (peak.isEmpty() || memory.isEmpty() || products.isEmpty()) {
      return Optional.empty();
    }
    String name = Figures.precision(precision);
    double bytes = precision.equals("F32") ? Float.BYTES : Double.BYTES;
    XYChart chart = chart("Roofline, " + name + ", one thread", "flop a byte", "GFLOP/s");
    chart.getStyler().setXAxisLogarithmic(true);
    chart.getStyler().setYAxisLogarithmic(true);
    List<Double> intensity = new ArrayList<>();
    List<Double> rates = new ArrayList<>();
    for (Case product : products) {
      double[] s = sizes(product);
      double moved = bytes * (s[0] * s[2] + s[2] * s[1] + s[0] * s[1]);
      intensity.add(2 * s[0] * s[1] * s[2] / moved);
      rates.add(all.score(product).orElseThrow().median());
    }
    double right = 2 * intensity.stream().mapToDouble(Double::doubleValue).max().orElse(1);
    double left = 0.1;
    for (String place : List.of("L1", "L2", "L3", "MEMORY")) {
      OptionalDouble bandwidth = Peaks.triad(all, place);
      if (bandwidth.isPresent()) {
        double ridge = peak.getAsDouble() / bandwidth.getAsDouble();
        limit(
            chart,
            place.equals("MEMORY") ? "memory" : place,
            left,
            left * bandwidth.getAsDouble(),
            ridge,
            peak.getAsDouble());
      }
    }
    limit(chart, "FMA peak", left, peak.getAsDouble(), right, peak.getAsDouble());
    XYSeries points = chart.addSeries("products", intensity, rates);
    points.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
    points.setMarker(SeriesMarkers.CIRCLE);
    points.setMarkerColor(Charts.COLOURS[0]);
    return Optional.of(new Picture("roofline-" + name, "Roofline of products, " + name, chart));
  }

  private static double[] sizes(Case product) {
    return Arrays.stream(product.get("shape").split("x", -1))
        .mapToDouble(Double::parseDouble)
        .toArray();
  }

  private static XYChart chart(String title, String x, String y) {
    XYChart chart =
        new XYChartBuilder()
            .width(Charts.WIDTH)
            .height(Charts.HEIGHT)
            .title(title)
            .xAxisTitle(x)
            .yAxisTitle(y)
            .build();
    Charts.style(chart.getStyler());
    return chart;
  }

  private static void limit(
      XYChart chart, String name, double x0, double y0, double x1, double y1) {
    XYSeries line = chart.addSeries(name, new double[] {x0, x1}, new double[] {y0, y1});
    line.setMarker(SeriesMarkers.NONE);
    line.setLineColor(LIMITS.getOrDefault(name, Charts.LIMIT));
    line.setLineWidth(name.equals("FMA peak") ? 2.5f : 1.2f);
  }
}
