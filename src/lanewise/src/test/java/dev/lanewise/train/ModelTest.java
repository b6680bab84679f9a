package dev.lanewise.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanewise.AllocatedBytes;
import dev.lanewise.data.DataFormatException;
import dev.lanewise.data.Safetensors;
import dev.lanewise.data.Standardizer;
import dev.lanewise.elementwise.Activation;
import dev.lanewise.matrix.DoubleMatrix;
import dev.lanewise.matrix.Matrix;
import dev.lanewise.matrix.Precision;
import dev.lanewise.nn.Loss;
import dev.lanewise.nn.Network;
import dev.lanewise.nn.NetworkBuilder;
import dev.lanewise.nn.PRelu;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A model comes back from its file to the bit; what is no model is refused. */
@Tag("once")
class ModelTest {
  @TempDir Path folder;

  /** Every kind of layer, and every activation. */
  private static Network network(Precision precision, Loss loss) {
    NetworkBuilder builder =
        Network.builder(12)
            .precision(precision)
            .loss(loss)
            .seed(5)
            .flatten(2, 3, 2)
            .dense(7, Activation.leakyRelu(0.1))
            .batchNorm()
            .prelu()
            .add(new PRelu(7, true, 0.3))
            .dropout(0.25)
            .dense(6, Activation.IDENTITY)
            .layerNorm();
    for (Activation.Kind kind : Activation.Kind.values()) {
      boolean takesOne = kind == Activation.Kind.LEAKY_RELU || kind == Activation.Kind.ELU;
      builder.activation(new Activation(kind, takesOne ? 1 / 3.0 : 0));
    }
    return builder.dense(3, Activation.IDENTITY).build();
  }

  @ParameterizedTest
  @EnumSource
  void comesBackToTheBit(Precision precision) throws IOException {
    for (Loss loss : Loss.all()) {
      Network network = network(precision, loss);
      network.state().flat().set(0, 3, 0.7);
      Standardizer standardizer =
          new Standardizer(Matrix.zeros(Precision.F64, 1, 12), filled(1 / 3.0));
      Map<String, String> notes = Map.of("a", "b\nc", "é", "");
      Path file = folder.resolve("model");
      new Model(network, Optional.of(standardizer), notes).save(file);
      Model read = Model.load(file);
      assertThat(read.notes()).isEqualTo(notes);
      assertThat(read.network().loss()).isEqualTo(loss);
      assertThat(read.network().precision()).isEqualTo(precision);
      assertThat(Architecture.text(read.network().layers()))
          .isEqualTo(Architecture.text(network.layers()))
          .hasLineCount(network.layers().size());
      assertThat(read.network().parameters().flat().toDoubles())
          .isEqualTo(network.parameters().flat().toDoubles());
      assertThat(read.inputs().orElseThrow().deviation().toDoubles())
          .isEqualTo(standardizer.deviation().toDoubles());
      Matrix x = Matrix.zeros(precision, 5, 12);
      for (int i = 0; i < 60; i++) {
        x.set(i / 12, i % 12, Math.sin(i));
      }
      assertThat(read.network().predict(x).toDoubles()).isEqualTo(network.predict(x).toDoubles());
    }
  }

  private static Matrix filled(double value) {
    Matrix row = DoubleMatrix.zeros(1, 12);
    row.fill(value);
    return row;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          dense 2 2 relu\\ndense 4 1 relu       | "1.weights"
          dense 2 2 relu\\ndropout 3 0.5        | no network: dropout(0.5) takes 3 inputs
          dense 2 2 swish                       | no layer: "dense 2 2 swish": unknown
          dense 2 2 leaky_relu(0.1              | no layer
          dense 2 2 leaky_relu(x)               | no layer
          dense 2 2 RELU                        | no layer
          dense 2 two relu                      | no layer
          dense 0 2 relu                        | no layer
          dense 2 2                             | no layer: "dense 2 2": unknown
          convolution 2 2 relu                  | unknown
          dropout 2 1.5                         | no layer
          flatten 1 1 2                         | no network: a network needs at least one layer
          dense 2 3 relu                        | "0.weights" is [2, 2], expected [2, 3]
          dense 2000000000 2000000000 relu      | "0.weights" is [2, 2], expected [2000000000, 20
          """)
  void refusesLayersThatAreNone(String layers, String message) throws IOException {
    Path file = folder.resolve("model");
    write(file, layers.replace("\\n", "\n"), "mean_squared_error", "f64");
    assertThatThrownBy(() -> Model.load(file))
        .isExactlyInstanceOf(DataFormatException.class)
        .hasMessageStartingWith(file + ": ")
        .hasMessageContaining(message);
  }

  private static void write(Path file, String layers, String loss, String precision)
      throws IOException {
    Safetensors.builder()
        .metadata("lanewise.format", "1")
        .metadata("lanewise.layers", layers)
        .metadata("lanewise.loss", loss)
        .metadata("lanewise.precision", precision)
        .matrix("0.weights", DoubleMatrix.zeros(2, 2))
        .matrix("0.bias", DoubleMatrix.zeros(1, 2))
        .build()
        .write(file);
  }

  @Test
  void refusesWhatIsNoModel() throws IOException {
    Path file = folder.resolve("model");
    write(file, "dense 2 2 relu", "mean_squared_error", "f64");
    assertThat(Model.load(file).network().outputs()).isEqualTo(2);
    write(file, "dense 2 2 relu", "mean_squared_error", "f32");
    assertThatThrownBy(() -> Model.load(file)).hasMessageContaining("is F64, expected F32");
    write(file, "dense 2 2 relu", "hinge", "f64");
    assertThatThrownBy(() -> Model.load(file)).hasMessageContaining("no loss: \"hinge\"");
    write(file, "dense 2 2 relu", "huber(-1)", "f64");
    assertThatThrownBy(() -> Model.load(file)).hasMessageContaining("no loss: \"huber(-1)\"");
    write(file, "dense 2 2 relu", "mean_squared_error", "f16");
    assertThatThrownBy(() -> Model.load(file))
        .hasMessageContaining("lanewise.precision is \"f16\"");
    Safetensors.builder().longs("a", 1).build().write(file);
    assertThatThrownBy(() -> Model.load(file))
        .isExactlyInstanceOf(DataFormatException.class)
        .hasMessage(file + ": no model: expected lanewise.format 1");
  }

  /** Every tenth byte of the header turned: a model or a refusal, nothing else, and no memory. */
  @Test
  void damagedFilesAreRefused() throws IOException {
    Path file = folder.resolve("model");
    new Model(network(Precision.F32, Loss.SOFTMAX_CROSS_ENTROPY)).save(file);
    byte[] bytes = Files.readAllBytes(file);
    AllocatedBytes allocated = new AllocatedBytes();
    int[] refused = new int[1];
    long most = 0;
    for (int at = 0; at < bytes.length; at += 10) {
      byte[] damaged = bytes.clone();
      damaged[at] ^= 2;
      Path copy =
          Files.write(folder.resolve("damaged"), at % 20 == 0 ? damaged : Arrays.copyOf(bytes, at));
      most =
          Math.max(
              most,
              allocated.during(
                  () -> {
                    try {
                      Model.load(copy);
                    } catch (DataFormatException expected) {
                      refused[0]++;
                    } catch (IOException other) {
                      throw new java.io.UncheckedIOException(other);
                    }
                  }));
    }
    assertThat(refused[0]).isGreaterThan(bytes.length / 30);
    assertThat(most).isLessThan(bytes.length + (1 << 20));
  }
}
