package dev.lanewise.app.train;

import dev.lanewise.data.CsvFormat;
import dev.lanewise.data.CsvReader;
import dev.lanewise.data.CsvTable;
import dev.lanewise.data.DataFormatException;
import dev.lanewise.data.DataSet;
import dev.lanewise.data.IdxReader;
import dev.lanewise.matrix.DoubleMatrix;
import dev.lanewise.matrix.Matrix;
import dev.lanewise.matrix.Precision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import picocli.CommandLine.Option;

/** Where samples come from. */
public final class DataOptions {
  static final String DIGITS = "digits";
  private static final double TEST_SHARE = 0.2;
  private static final char COMMA = ',';
  private static final String LAST = "-1";
  private static final long SPLIT_SEED = 0;
  private static final int MOST_CLASSES = 10_000;

  @Option(
      names = "--data",
      paramLabel = "D",
      description =
          "'digits', the embedded 8×8 digits; a folder with the four files of MNIST "
              + "or Fashion-MNIST (train-images-idx3-ubyte … t10k-labels-idx1-ubyte, also "
              + ".gz); or a file of comma-separated numbers (also .gz).")
  String data = DIGITS;

  @Option(
      names = "--test",
      paramLabel = "FILE",
      description =
          "Test samples beside a CSV file in --data. Without it a share of those is set apart.")
  Path test;

  @Option(
      names = "--test-share",
      paramLabel = "S",
      converter = Allowed.Share.class,
      description = "Share of a CSV file's rows that is set apart at random, always the same.")
  double testShare = TEST_SHARE;

  @Option(names = "--header", description = "The first line of a CSV file names its columns.")
  boolean header;

  @Option(
      names = "--separator",
      paramLabel = "C",
      converter = Allowed.Separator.class,
      description = "What separates fields of a CSV file: a character, or tab.")
  char separator = COMMA;

  @Option(
      names = "--target",
      paramLabel = "COLUMN",
      description =
          "Column of a CSV file to predict: a name of the header, a number from 1, "
              + "or -1 for the last.")
  String target = LAST;

  @Option(
      names = "--weight",
      paramLabel = "COLUMN",
      description = {
        "Column of a CSV file with the weights of samples: one of weight 2 counts "
            + "as two, of 0 as none.",
        "  Default: all are 1"
      })
  String weight;

  @Option(
      names = "--regression",
      description = "The target is a number, not a class 0, 1, …; the loss is mse.")
  boolean regression;

  void check(OptionChecks checks) {
    checks.refuse("--test-share", test != null, "with --test no rows are set apart");
    checks.refuse("--test-share", testShare == 0, "somebody has to test: a share above 0");
  }

  /** Training and test samples. */
  Samples load(Precision precision) throws IOException {
    checkOptions();
    if (data.equals(DIGITS)) {
      DataSet.Split split = Digits.split(precision);
      return new Samples(DIGITS, split.train(), split.test(), true, Digits.SIDE, Digits.SIDE);
    }
    Path path = Path.of(data);
    return Files.isDirectory(path) ? idx(path, precision) : csv(path, precision);
  }

  private void checkOptions() throws DataFormatException {
    if (data.equals(DIGITS) || Files.isDirectory(Path.of(data))) {
      refuse("--weight", weight != null);
      refuse("--target", !target.equals(LAST));
      refuse("--header", header);
      refuse("--separator", separator != COMMA);
      refuse("--test-share", testShare != TEST_SHARE);
      refuse("--test", test != null);
      refuse("--regression", regression);
    }
  }

  private void refuse(String option, boolean given) throws DataFormatException {
    if (given) {
      throw new DataFormatException(option + " is for a CSV file, and '" + data + "' is none");
    }
  }

  /**
   * Test samples for a model with so many outputs: the test part of the digits or of a folder, all
   * rows of a CSV file. Without labels, targets are zeros.
   */
  Samples loadTest(Precision precision, int outputs, boolean unlabelled) throws IOException {
    if (data.equals(DIGITS)) {
      return load(precision);
    }
    checkOptions();
    Path path = Path.of(data);
    if (Files.isDirectory(path)) {
      DataSet all = idxTest(path, outputs, precision);
      return new Samples(name(path), all, all, true, 0, 0);
    }
    CsvTable table = table(path);
    DataSet all;
    if (unlabelled) {
      DoubleMatrix values = weight == null ? table.values() : table.without(table.column(weight));
      Matrix inputs = values.to(precision);
      all = DataSet.of(inputs, Matrix.zeros(precision, inputs.rows(), outputs));
    } else {
      all = dataSet(table, table.column(target), outputs, precision);
    }
    return new Samples(name(path), all, all, !regression, 0, 0);
  }

  private static DataSet idxTest(Path folder, int classes, Precision precision) throws IOException {
    return IdxReader.labelled(
        idxFile(folder, "t10k-images", 3), idxFile(folder, "t10k-labels", 1), classes, precision);
  }

  private static Samples idx(Path folder, Precision precision) throws IOException {
    IdxReader.Images images = IdxReader.images(idxFile(folder, "train-images", 3), precision);
    int[] labels = IdxReader.labels(idxFile(folder, "train-labels", 1));
    int classes = Arrays.stream(labels).max().orElse(0) + 1;
    if (images.pixels().rows() != labels.length) {
      throw new DataFormatException(
          folder + " has " + images.pixels().rows() + " images and " + labels.length + " labels");
    }
    return new Samples(
        name(folder),
        DataSet.labelled(images.pixels(), labels, classes),
        idxTest(folder, classes, precision),
        true,
        images.height(),
        images.width());
  }

  /** One of the names that these files go by, compressed or not. */
  static Path idxFile(Path folder, String name, int dimensions) throws IOException {
    for (String middle : new String[] {"-idx", ".idx"}) {
      for (String end : new String[] {"", ".gz"}) {
        Path file = folder.resolve(name + middle + dimensions + "-ubyte" + end);
        if (Files.exists(file)) {
          return file;
        }
      }
    }
    throw new DataFormatException(
        folder + " has no " + name + "-idx" + dimensions + "-ubyte, nor that with .gz");
  }

  private Samples csv(Path file, Precision precision) throws IOException {
    CsvTable table = table(file);
    int column = table.column(target);
    int classes = regression ? 1 : classes(table, column);
    DataSet all = dataSet(table, column, classes, precision);
    if (all.size() < 2) {
      throw new DataFormatException(file + " has " + all.size() + " rows, too few to train on");
    }
    if (test != null) {
      CsvTable tests = table(test);
      if (tests.values().cols() != table.values().cols() || tests.values().rows() == 0) {
        throw new DataFormatException(
            test
                + " has "
                + tests.values().rows()
                + " rows of "
                + tests.values().cols()
                + " columns, "
                + file
                + " has "
                + table.values().cols());
      }
      if (!tests.columns().equals(table.columns())) {
        throw new DataFormatException(
            test + " has the columns " + tests.columns() + ", " + file + " has " + table.columns());
      }
      DataSet testing = dataSet(tests, column, classes, precision);
      return new Samples(name(file), all, testing, !regression, 0, 0);
    }
    int testing = Math.clamp(Math.round(testShare * all.size()), 1, all.size() - 1);
    DataSet.Split split = all.split(testing, SPLIT_SEED);
    return new Samples(name(file), split.train(), split.test(), !regression, 0, 0);
  }

  CsvTable table(Path file) throws IOException {
    return CsvReader.read(file, new CsvFormat(separator, header));
  }

  private DataSet dataSet(CsvTable table, int column, int classes, Precision precision)
      throws IOException {
    int weights = weight == null ? column : table.column(weight);
    if (weight != null && weights == column) {
      throw new DataFormatException("column '" + weight + "' is --target and --weight");
    }
    Matrix inputs = table.without(column, weights).to(precision);
    DataSet all =
        regression
            ? DataSet.of(inputs, table.only(column).to(precision))
            : DataSet.labelled(inputs, table.labels(column, classes), classes);
    return weight == null ? all : all.withWeights(table.weights(weights).to(precision));
  }

  /** One more than the largest label. */
  private static int classes(CsvTable table, int column) throws IOException {
    return Arrays.stream(table.labels(column, MOST_CLASSES)).max().orElse(0) + 1;
  }

  private static String name(Path path) {
    return path.toAbsolutePath().normalize().getFileName().toString();
  }
}
