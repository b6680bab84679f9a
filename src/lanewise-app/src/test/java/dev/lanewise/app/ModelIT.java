package dev.lanewise.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Models that are saved, resumed and asked, on all kinds of data. */
class ModelIT {
  @TempDir Path folder;

  private LanewiseProcess.Outcome run(String arguments) throws Exception {
    return LanewiseProcess.onModulePath().run(words(arguments));
  }

  private String[] words(String arguments) {
    return arguments.replace("@", folder.toString() + "/").split(" ");
  }

  private LanewiseProcess.Outcome done(String arguments) throws Exception {
    LanewiseProcess.Outcome outcome = run(arguments);
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.status()).isZero();
    return outcome;
  }

  private static String line(LanewiseProcess.Outcome outcome, String beginning) {
    List<String> lines = outcome.out().lines().filter(line -> line.startsWith(beginning)).toList();
    assertThat(lines).as(beginning).hasSize(1);
    return lines.get(0);
  }

  /** Ended after two of four epochs, on other threads: the digest is the same. */
  @Test
  void aResumedRunHasTheSameDigest() throws Exception {
    String options =
        "train --optimizer adam --rate 0.01 --norm batch --dropout 0.2 --activation relu"
            + " --batch 32 --accumulate 2 --patience 50 --clip-norm 1 --digest --out @out ";
    String whole = line(done(options + "--epochs 4 --threads 1"), "weights sha256");
    done(options + "--epochs 2 --threads 2 --checkpoint @run --checkpoint-every 5");
    LanewiseProcess.Outcome rest = done(options + "--epochs 4 --checkpoint @run --resume");
    assertThat(line(rest, "weights sha256")).isEqualTo(whole);
    assertThat(rest.out()).contains("epoch 3/4", "epoch 4/4").doesNotContain("epoch 1/4");

    LanewiseProcess.Outcome other =
        run(options.replace("0.01", "0.02") + "--epochs 4 --checkpoint @run --resume");
    assertThat(other.status()).isEqualTo(2);
    assertThat(other.errLines()).hasSize(1);
    assertThat(other.err()).contains("--resume", "was made with rate=0.01, now it is rate=0.02");
  }

  /** Killed at its first checkpoint, in the first epoch: the digest is the same. */
  @Test
  void aKilledRunGoesOn() throws Exception {
    String options = "train --optimizer momentum --dropout 0.1 --digest --out @out --epochs 3 ";
    String whole = line(done(options), "weights sha256");
    String saved = options + "--checkpoint @run --checkpoint-every 1";
    LanewiseProcess.onModulePath().runUntil(folder.resolve("run"), words(saved));
    LanewiseProcess.Outcome rest = done(saved + " --resume");
    assertThat(rest.out()).contains("epoch 1/3", "epoch 3/3");
    assertThat(line(rest, "weights sha256")).isEqualTo(whole);
  }

  /**
   * At the end the weights are those of the best epoch, where it is not the last, and it says so.
   */
  @Test
  void theWeightsOfTheBestEpoch() throws Exception {
    String options = "train --activation tanh --rate 1 --patience 50 --digest --out @out --epochs ";
    LanewiseProcess.Outcome all = done(options + "6");
    String best = line(all, "these are the weights of epoch ");
    assertThat(best).isEqualTo("these are the weights of epoch 4, the best");
    LanewiseProcess.Outcome fewer = done(options + "4");
    assertThat(line(fewer, "weights sha256")).isEqualTo(line(all, "weights sha256"));
    assertThat(fewer.out()).doesNotContain("these are the weights");
  }

  /** The same options on a file that has changed: other samples, then other columns. */
  @Test
  void otherSamplesAreNotResumed() throws Exception {
    StringBuilder rows = new StringBuilder("x,y,class\n");
    for (int i = 0; i < 30; i++) {
      rows.append(i + "," + i * i + "," + i % 2 + "\n");
    }
    Path table = folder.resolve("table.csv");
    Files.writeString(table, rows);
    String options =
        "train --data @table.csv --header --layers 2-3-2 --out @out --checkpoint @run ";
    done(options + "--epochs 2");
    done(options + "--epochs 3 --resume");
    Files.writeString(table, rows.toString().replace("0,", "1,"));
    LanewiseProcess.Outcome other = run(options + "--epochs 4 --resume");
    assertThat(other.status()).isEqualTo(2);
    assertThat(other.errLines()).hasSize(1);
    assertThat(other.err()).contains("--resume", "was made with training-samples=24x2:");

    Files.writeString(folder.resolve("test.csv"), rows.toString().replace("x,y", "y,x"));
    LanewiseProcess.Outcome columns = run(options.replace("@run", "@new") + "--test @test.csv");
    assertThat(columns.status()).isEqualTo(2);
    assertThat(columns.err()).contains("test.csv has the columns [y, x, class]", "[x, y, class]");
  }

  @Test
  void predictsTheDigitsAsTrainSaid() throws Exception {
    LanewiseProcess.Outcome trained =
        done("train --epochs 3 --standardize --save @model --out @out --top 2 --confusion");
    LanewiseProcess.Outcome predicted = done("predict @model --out @p.csv --top 2 --confusion");
    String accuracy = line(trained, "test accuracy").replaceAll(";.*", "");
    assertThat("test " + line(predicted, "accuracy")).isEqualTo(accuracy);
    assertThat(line(predicted, "among the top 2")).isEqualTo(line(trained, "among the top 2"));
    assertThat(predicted.out()).contains("true \\ predicted");
    List<String> rows = Files.readAllLines(folder.resolve("p.csv"));
    assertThat(rows).hasSize(361);
    assertThat(rows.get(0)).startsWith("output0,output1,").endsWith(",output9,class,truth");
    long right =
        rows.stream().skip(1).map(row -> row.split(",")).filter(f -> f[10].equals(f[11])).count();
    assertThat(accuracy).contains(String.format("%.4f", right / 360.0));
  }

  private static byte[] idx(int[] shape, byte[] elements) {
    ByteBuffer bytes = ByteBuffer.allocate(4 + 4 * shape.length + elements.length);
    bytes.putInt(0x0800 + shape.length);
    Arrays.stream(shape).forEach(bytes::putInt);
    return bytes.put(elements).array();
  }

  private void write(String name, byte[] bytes) throws IOException {
    try (OutputStream file = Files.newOutputStream(folder.resolve(name));
        OutputStream out = name.endsWith(".gz") ? new GZIPOutputStream(file) : file) {
      out.write(bytes);
    }
  }

  /** Pictures of 4×6: the left half bright, or the right one. */
  private static byte[] halves(int count) {
    byte[] pixels = new byte[24 * count];
    for (int i = 0; i < pixels.length; i++) {
      boolean left = i % 6 < 3;
      pixels[i] = (byte) ((left == (i / 24 % 2 == 0) ? 200 : 20) + i % 13);
    }
    return pixels;
  }

  private static byte[] labels(int count) {
    byte[] labels = new byte[count];
    for (int i = 0; i < count; i++) {
      labels[i] = (byte) (i % 2);
    }
    return labels;
  }

  @Test
  void idxFilesPlainAndCompressed() throws Exception {
    write("train-images-idx3-ubyte.gz", idx(new int[] {60, 4, 6}, halves(60)));
    write("train-labels-idx1-ubyte", idx(new int[] {60}, labels(60)));
    write("t10k-images.idx3-ubyte", idx(new int[] {20, 4, 6}, halves(20)));
    write("t10k-labels-idx1-ubyte.gz", idx(new int[] {20}, labels(20)));
    LanewiseProcess.Outcome trained =
        done("train --data @ --layers 24-8-2 --epochs 10 --save @model --out @out");
    assertThat(trained.out())
        .contains("60 for training, 20 for testing", "24 → 8", "test accuracy 1.0000");
    assertThat(folder.resolve("out").resolve("misclassified.png")).exists();
    assertThat(done("predict @model --data @ --out @p.csv").out()).contains("accuracy 1.0000");

    write("t10k-labels-idx1-ubyte.gz", idx(new int[] {21}, labels(20)));
    LanewiseProcess.Outcome damaged = run("train --data @ --out @out");
    assertThat(damaged.status()).isEqualTo(2);
    assertThat(damaged.errLines()).hasSize(1);
    assertThat(damaged.err())
        .contains("--data", "t10k-labels-idx1-ubyte.gz, offset 28: the file ends");
  }

  /** z = 2x − y + 1, the header in the way, semicolons between. */
  @Test
  void csvWithHeaderForRegression() throws Exception {
    StringBuilder text = new StringBuilder("x;z;y\n");
    StringBuilder unknown = new StringBuilder("x;y\n");
    for (int i = 0; i < 50; i++) {
      double x = Math.sin(i);
      double y = Math.cos(3 * i);
      text.append(x + ";" + (2 * x - y + 1) + ";" + y + "\n");
      unknown.append(x + ";" + y + "\n");
    }
    Files.writeString(folder.resolve("table.csv"), text);
    Files.writeString(folder.resolve("unknown.csv"), unknown);
    String csv = " --header --separator ; ";
    LanewiseProcess.Outcome trained =
        done(
            "train --data @table.csv --target z --regression --layers 2-1 --rate 0.1 --epochs 50"
                + " --save @model --out @out"
                + csv);
    assertThat(trained.out()).contains("40 for training, 10 for testing", "root mean squared");
    LanewiseProcess.Outcome predicted =
        done("predict @model --data @table.csv --target z --regression --out @p.csv" + csv);
    assertThat(line(predicted, "loss ")).containsPattern("error [0-9.]+e-0?[3-9]|error 0[.]000");
    done("predict @model --data @unknown.csv --unlabelled --out @u.csv" + csv);
    List<String> known = Files.readAllLines(folder.resolve("p.csv"));
    List<String> blind = Files.readAllLines(folder.resolve("u.csv"));
    assertThat(known.get(0)).isEqualTo("output0,truth");
    assertThat(blind).hasSize(51).startsWith("output0");
    assertThat(known.get(7)).startsWith(blind.get(7) + ",");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          train --data @none                     | --data       | none
          train --data @text                     | --data       | but" is no finite number
          train --resume                         | --resume     | --checkpoint
          train --checkpoint @text --resume      | --resume     | header
          train --weight-decay 0.1               | adamw        | --weight-decay
          train --schedule plateau --factor 0    | factor       | (0, 1)
          train --weight 1                       | --weight     | CSV file
          train --test-share 0.5                 | --test-share | CSV file
          train --loss huber                     | huber        | --regression
          train --class-weights 1,2              | 2            | 10
          predict @text                          | MODEL        | header
          predict @none                          | MODEL        | none
          predict                                | MODEL        | lanewise predict --help
          """)
  void wrongFilesEndInOneLine(String arguments, String first, String second) throws Exception {
    Files.writeString(folder.resolve("text"), "no numbers but\nwords\n");
    LanewiseProcess.Outcome outcome =
        run(arguments + (arguments.startsWith("train") ? " --out @out" : ""));
    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.errLines()).hasSize(1);
    assertThat(outcome.err()).startsWith("lanewise").contains(first, second);
  }

  @Test
  void aLearnedSlopeAndAnInitializer() throws Exception {
    LanewiseProcess.Outcome outcome =
        done(
            "train --epochs 2 --activation prelu --initializer lecun-normal --norm layer --out @out");
    assertThat(outcome.out()).contains("layer_norm", "prelu");
  }

  @Test
  void gradientsAreShown() throws Exception {
    LanewiseProcess.Outcome outcome = done("train --epochs 3 --gradients --out @out");
    assertThat(outcome.out())
        .contains("step 1 of epoch 3", "update/weight", "0.weights", "1.bias")
        .doesNotContain("warning");
  }
}
