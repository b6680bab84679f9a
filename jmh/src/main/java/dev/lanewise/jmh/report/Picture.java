package dev.lanewise.jmh.report;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.internal.chartpart.Chart;

/** A picture of a report and what it shows. */
record Picture(String name, String caption, Chart<?, ?> chart) {
  String file() {
    return name + ".png";
  }

  void write(Path folder) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    // Through a file, which is the default, it needs a shutdown hook, and fails in one.
    try (MemoryCacheImageOutputStream image = new MemoryCacheImageOutputStream(bytes)) {
      ImageIO.write(BitmapEncoder.getBufferedImage(chart), "png", image);
      image.flush();
      WholeFile.write(folder.resolve(file()), bytes.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
