package dev.lanewise.app.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanewise.elementwise.Activation;
import dev.lanewise.matrix.Precision;
import dev.lanewise.nn.Initializer;
import dev.lanewise.nn.Loss;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

class TrainCommandTest {
  private static TrainCommand parse(String... arguments) {
    TrainCommand command = new TrainCommand();
    new CommandLine(command).parseArgs(arguments);
    return command;
  }

  @Test
  void defaults() {
    TrainCommand command = parse();

    assertThat(command.network.layers).isNull();
    assertThat(command.network.activation.activation()).isEqualTo(Activation.SIGMOID);
    assertThat(command.network.loss).isNull();
    assertThat(command.network.precision).isEqualTo(Precision.F32);
    assertThat(command.run.threads).isNull();
    assertThat(command.output.out).isEqualTo(Path.of("target", "lanewise"));
  }

  @Test
  void lossesAndInitializers() {
    TrainCommand command =
        parse("--loss", "binary-cross-entropy", "--initializer", "uniform:-0.5:0.25");

    assertThat(command.network.loss).isEqualTo(Loss.BINARY_CROSS_ENTROPY);
    assertThat(command.network.initializer).isEqualTo(Initializer.uniform(-0.5, 0.25));
    assertThat(parse("--initializer", "constant:0.5").network.initializer)
        .isEqualTo(Initializer.constant(0.5));
    assertThat(parse("--initializer", "normal:0:2").network.initializer)
        .isEqualTo(Initializer.normal(0, 2));
  }

  @Test
  void everyOption() {
    TrainCommand command =
        parse(
            ("--layers 64-100-50-10 --activation relu --loss mse --epochs 100000 --batch 1437"
                    + " --rate 1e-3 --seed -9223372036854775808 --precision f64 --threads 1024"
                    + " --out x --digest")
                .split(" "));

    assertThat(command.network.layers.sizes()).containsExactly(64, 100, 50, 10);
    assertThat(command.network.activation.activation()).isEqualTo(Activation.RELU);
    assertThat(command.network.loss).isEqualTo(Loss.MEAN_SQUARED_ERROR);
    assertThat(command.run.epochs).isEqualTo(100_000);
    assertThat(command.run.batch).isEqualTo(1437);
    assertThat(command.optimizer.rate).isEqualTo(1e-3);
    assertThat(command.run.seed).isEqualTo(Long.MIN_VALUE);
    assertThat(command.network.precision).isEqualTo(Precision.F64);
    assertThat(command.run.threads).isEqualTo(1024);
    assertThat(command.output.out).isEqualTo(Path.of("x"));
    assertThat(command.output.digest).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "--epochs, -1",
    "--epochs, 100001",
    "--epochs, 99999999999",
    "--batch, 0",
    "--rate, 0",
    "--rate, -0.5",
    "--rate, NaN",
    "--rate, Infinity",
    "--rate, fast",
    "--seed, 9223372036854775808",
    "--threads, 1025",
    "--precision, F32",
    "--activation, identity",
    "--loss, ''",
    "--layers, ''",
    "--layers, 64",
    "--layers, 64-",
    "--layers, -64-10",
    "--layers, 64-0-10",
    "--layers, 64-65537-10",
    "--layers, 64--10",
    "--layers, 064-10",
    "--layers, 64-10-10-10-10-10-10-10-10-10-10-10-10-10-10-10-10"
  })
  void wrongValuesAreNamed(String option, String value) {
    assertThatThrownBy(() -> parse(option, value))
        .isInstanceOf(ParameterException.class)
        .hasMessageContaining(option)
        .hasMessageContaining("'" + value + "' must ");
  }
}
