package dev.lanewise.app.train;

import dev.lanewise.data.CsvReader;
import dev.lanewise.data.DataSet;
import dev.lanewise.matrix.Matrix;
import dev.lanewise.matrix.Precision;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.zip.GZIPInputStream;

/**
 * The 8×8 handwritten digits that come with the application; digits-NOTICE.txt says whose they are.
 *
 * <p>Pixels are scaled from 0..16 to 0..1. 360 of the 1,797 samples are for testing, always the
 * same ones: {@link DataSet#split} with seed 0, whatever the seed of the training. Other splits
 * come to 0.96 to 0.98 where this one comes to 0.98.
 */
public final class Digits {
  /** Pixels along a side. */
  public static final int SIDE = 8;

  static final int PIXELS = SIDE * SIDE;
  static final int CLASSES = 10;
  static final int SAMPLES = 1797;
  static final int TEST_SAMPLES = 360;
  private static final long SPLIT_SEED = 0;
  private static final double BRIGHTEST = 16;
  private static final String RESOURCE = "digits.csv.gz";

  private Digits() {}

  /** Training and test samples in the given precision. */
  static DataSet.Split split(Precision precision) {
    return all().to(precision).split(TEST_SAMPLES, SPLIT_SEED);
  }

  /** All samples in the order of the file; pixels are multiples of 1/16, exact in f32 and f64. */
  public static DataSet all() {
    Matrix rows;
    try (InputStream in = new GZIPInputStream(Digits.class.getResourceAsStream(RESOURCE))) {
      rows = CsvReader.read(in, RESOURCE);
    } catch (IOException damaged) {
      throw new UncheckedIOException(damaged);
    }
    Matrix pixels = Matrix.zeros(Precision.F64, rows.rows(), PIXELS);
    int[] labels = new int[rows.rows()];
    for (int i = 0; i < labels.length; i++) {
      for (int j = 0; j < PIXELS; j++) {
        pixels.set(i, j, rows.get(i, j) / BRIGHTEST);
      }
      labels[i] = (int) rows.get(i, PIXELS);
    }
    return DataSet.labelled(pixels, labels, CLASSES);
  }
}
