package dev.lanewise.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the command line says of wrong arguments, and its help. */
class ArgumentsTest {
  private final PrintStream systemOut = System.out;
  private final PrintStream systemErr = System.err;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @BeforeEach
  void listen() {
    System.setOut(new PrintStream(out, true, UTF_8));
    System.setErr(new PrintStream(err, true, UTF_8));
  }

  @AfterEach
  void restoreStreams() {
    System.setOut(systemOut);
    System.setErr(systemErr);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --bogus                      | '--bogus'    | lanewise --help
          trian                        | 'trian'      | train, predict, autoencode, gradcheck, doctor
          train more                   | 'more'       | lanewise train --help
          train --epoch 3              | '--epoch'    | lanewise train --help
          train --epochs               | '--epochs'   | lanewise train --help
          train --epochs 0             | '0'          | 1 to 100000
          train --batch 1438           | '1438'       | 1 to 1437
          train --rate nan             | 'nan'        | greater than 0
          train --seed 1.5             | '1.5'        | whole number
          train --threads 0            | '0'          | 1 to 1024
          train --layers 64,10         | '64,10'      | 64-32-10
          train --layers 63-10         | '63-10'      | begin with 64
          train --layers 64-9          | '64-9'       | end with 10
          train --activation swish     | 'swish'      | sigmoid, tanh, relu
          train --precision f16        | 'f16'        | f32 or f64
          train --loss hinge           | 'hinge'      | mse or huber
          train --initializer normal:1 | 'normal:1'   | normal:MEAN:DEVIATION
          train --initializer normal:0:-1 | -1'       | no negative DEVIATION
          train --header               | --header     | CSV file
          train --target 3             | --target     | 'digits'
          train --test x --test-share 0.3 | --test-share | --test
          train --data x --test-share 0 | --test-share | above 0
          train --momentum 0.5         | --momentum   | momentum or nesterov
          train --optimizer rmsprop --beta1 0.5 | --beta1 | adam or adamw
          train --every 3              | --every      | --schedule step
          train --schedule cosine --factor 0.3 | --factor | exponential
          train --watch accuracy       | --watch      | --patience N
          train --checkpoint-every 5   | --checkpoint-every | --checkpoint FILE
          train --regression --patience 5 --watch accuracy | --watch | no accuracy
          train --regression --confusion | --confusion | no classes
          train --save .               | --save       | folder
          predict model --test x       | --test       | --data
          predict model --out .        | --out        | folder
          autoencode --hidden 0        | '0'          | 1 to 100000
          autoencode --rho 1           | '1'          | between 0 and 1
          autoencode --decay -1        | '-1'         | 0 to 1000
          autoencode --side 1          | '1'          | 2 to 64
          doctor --jsno                | '--jsno'     | lanewise doctor --help
          """)
  void wrongOnesEndInOneLine(String arguments, String value, String allowed) {
    int status = Lanewise.run(arguments.split(" "));

    assertThat(status).isEqualTo(2);
    assertThat(out.toString(UTF_8)).isEmpty();
    assertThat(err.toString(UTF_8).lines()).hasSize(1);
    assertThat(err.toString(UTF_8)).startsWith("lanewise").contains(value, allowed);
  }

  /** Options are written in lower case, so are their defaults. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          train      | Default: f32
          predict    | target/lanewise/predictions.csv
          autoencode | Default: 0.003
          gradcheck  | Default: 20
          doctor     | --json
          """)
  void helpShowsDefaultsAsTheyAreWritten(String command, String one) {
    int status = Lanewise.run(command, "--help");

    assertThat(status).isZero();
    assertThat(err.toString(UTF_8)).isEmpty();
    assertThat(out.toString(UTF_8))
        .startsWith("Usage: lanewise " + command)
        .contains(one)
        .doesNotContainPattern("Default: [A-Z\\[]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "-h"})
  void helpNamesTheCommands(String option) {
    assertThat(Lanewise.run(option)).isZero();
    assertThat(out.toString(UTF_8))
        .contains("train", "predict", "autoencode", "gradcheck", "doctor");
  }
}
