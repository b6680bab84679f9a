package dev.lanewise.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.lanewise.data.DataSet;
import dev.lanewise.data.Safetensors;
import dev.lanewise.elementwise.Activation;
import dev.lanewise.matrix.DoubleMatrix;
import dev.lanewise.matrix.Matrix;
import dev.lanewise.matrix.Precision;
import dev.lanewise.nn.Loss;
import dev.lanewise.nn.Network;
import dev.lanewise.optim.Adam;
import dev.lanewise.optim.Optimizer;
import dev.lanewise.optim.Plateau;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A checkpoint that is damaged, or of something else, changes no bit of a network. */
@Tag("once")
class DamagedCheckpointTest {
  private static final DataSet DATA =
      DataSet.labelled(
          DoubleMatrix.of(new double[][] {{1, 2}, {-1, 0.5}, {0, -2}, {2, 2}}).to(Precision.F32),
          new int[] {0, 1, 1, 0},
          2);

  /** What {@link Safetensors} can hold: a matrix, or whole numbers. */
  private static final class Content {
    private final Matrix matrix;
    private final long[] longs;

    private Content(Matrix matrix, long[] longs) {
      this.matrix = matrix;
      this.longs = longs;
    }

    @Override
    public String toString() {
      return matrix == null
          ? longs.length + " whole numbers"
          : matrix.rows() + "×" + matrix.cols() + " in " + matrix.precision();
    }

    void addTo(Safetensors.Builder builder, String name) {
      if (matrix != null) {
        builder.matrix(name, matrix);
      } else {
        builder.longs(name, longs);
      }
    }
  }

  @TempDir Path folder;
  private Path whole;
  private Path damaged;

  @BeforeEach
  void write() {
    whole = folder.resolve("whole");
    damaged = folder.resolve("damaged");
    trainer(network(), new Adam(0.01), statistics()).checkpoint(whole, 1).fit(DATA);
  }

  private static Network network() {
    return Network.builder(2)
        .dense(3, Activation.TANH)
        .batchNorm()
        .prelu()
        .dense(2, Activation.IDENTITY)
        .loss(Loss.SOFTMAX_CROSS_ENTROPY)
        .build();
  }

  private static GradientStatistics statistics() {
    return new GradientStatistics(1, report -> {});
  }

  private static Trainer trainer(Network network, Optimizer optimizer, Callback callback) {
    return new Trainer(network, optimizer)
        .epochs(3)
        .batchSize(2)
        .schedule(new Plateau(0.01))
        .callback(callback)
        .earlyStopping(new EarlyStopping(5));
  }

  private void isRefused(String damage) {
    Network network = network();
    Optimizer optimizer = new Adam(0.01);
    double[] parameters = network.parameters().flat().toDoubles();
    double[] state = network.state().flat().toDoubles();
    GradientStatistics callback = statistics();
    Trainer trainer = trainer(network, optimizer, callback).resume(damaged);
    Throwable refusal = catchThrowable(() -> trainer.fit(DATA));
    assertThat(refusal).as(damage).isExactlyInstanceOf(CheckpointException.class);
    assertThat(network.parameters().flat().toDoubles()).as(damage).isEqualTo(parameters);
    assertThat(network.state().flat().toDoubles()).as(damage).isEqualTo(state);
    assertThat(network.step()).as(damage).isZero();
    assertThat(optimizer.steps()).as(damage).isZero();
    assertThat(callback.state().keySet()).as(damage).containsExactly("steps");
    assertThat(callback.state().get("steps").get(0, 0)).as(damage).isZero();
  }

  @Test
  void whatIsWholeIsTaken() {
    Network network = network();
    assertThat(trainer(network, new Adam(0.01), statistics()).resume(whole).fit(DATA).epochs())
        .hasSize(3);
    assertThat(network.step()).isEqualTo(6);
  }

  @Test
  void everyTensorInTurn() throws IOException {
    Safetensors file = Safetensors.read(whole);
    assertThat(file.names())
        .contains("3.bias", "state.1.mean", "optimizer.mean", "callback.0.previous")
        .contains("training.plateau", "training.best", "best.parameters", "best.state")
        .hasSizeGreaterThan(20);
    for (String name : file.names()) {
      Content content = content(file, name);
      write(file, name, "lost." + name, content);
      isRefused(name + " under another name");
      for (Content wrong : wrong(content)) {
        write(file, name, name, wrong);
        isRefused(name + " as " + wrong);
      }
    }
  }

  @Test
  void everyStringInTurn() throws IOException {
    Safetensors file = Safetensors.read(whole);
    for (String key : file.metadata().keySet()) {
      Safetensors.Builder builder = Safetensors.builder();
      for (String name : file.names()) {
        content(file, name).addTo(builder, name);
      }
      file.metadata().forEach((k, v) -> builder.metadata(k, k.equals(key) ? v + "1" : v));
      builder.build().write(damaged);
      isRefused(key);
    }
  }

  @Test
  void numbersThatCannotBe() throws IOException {
    Safetensors file = Safetensors.read(whole);
    Map<String, Content> wrong =
        Map.of(
            "training.position",
            new Content(null, new long[] {0, 6, -1}),
            "training.plateau",
            new Content(DoubleMatrix.rowVector(0.01, 1, 0.5), null),
            "training.best",
            new Content(DoubleMatrix.rowVector(0.1, 4, 0), null),
            "training.sums",
            new Content(DoubleMatrix.rowVector(0, 0, Double.NaN), null),
            "callback.0.steps",
            new Content(DoubleMatrix.rowVector(-1), null));
    for (Map.Entry<String, Content> entry : wrong.entrySet()) {
      write(file, entry.getKey(), entry.getKey(), entry.getValue());
      isRefused(entry.getKey());
    }
  }

  @Test
  void cutShort() throws IOException {
    byte[] bytes = Files.readAllBytes(whole);
    for (int length = 0; length < bytes.length; length += 61) {
      Files.write(damaged, Arrays.copyOf(bytes, length));
      isRefused(length + " bytes of " + bytes.length);
    }
    Files.write(damaged, Arrays.copyOf(bytes, bytes.length + 1));
    isRefused("a byte more");
  }

  private static Content content(Safetensors file, String name) throws IOException {
    return file.shape(name).size() == 1
        ? new Content(null, file.longs(name))
        : new Content(file.matrix(name), null);
  }

  /** Another shape, another length, another type. */
  private static List<Content> wrong(Content content) {
    List<Content> wrong = new ArrayList<>();
    if (content.matrix == null) {
      wrong.add(new Content(null, Arrays.copyOf(content.longs, content.longs.length + 1)));
      wrong.add(new Content(null, Arrays.copyOf(content.longs, content.longs.length - 1)));
      wrong.add(new Content(DoubleMatrix.zeros(1, content.longs.length), null));
      return wrong;
    }
    Matrix m = content.matrix;
    wrong.add(new Content(Matrix.zeros(m.precision(), m.rows(), m.cols() + 1), null));
    wrong.add(new Content(Matrix.zeros(m.precision(), m.rows() + 1, m.cols() + 1), null));
    wrong.add(new Content(null, new long[m.size()]));
    if (m.rows() != m.cols()) {
      wrong.add(new Content(Matrix.zeros(m.precision(), m.cols(), m.rows()), null));
    }
    Precision other = m.precision() == Precision.F32 ? Precision.F64 : Precision.F32;
    wrong.add(new Content(m.to(other), null));
    return wrong;
  }

  /** The file with one tensor replaced. */
  private void write(Safetensors file, String name, String by, Content content) throws IOException {
    Safetensors.Builder builder = Safetensors.builder();
    file.metadata().forEach(builder::metadata);
    for (String other : file.names()) {
      if (!other.equals(name)) {
        content(file, other).addTo(builder, other);
      }
    }
    content.addTo(builder, by);
    builder.build().write(damaged);
  }
}
