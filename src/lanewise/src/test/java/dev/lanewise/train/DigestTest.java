package dev.lanewise.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanewise.data.DataSet;
import dev.lanewise.elementwise.Activation;
import dev.lanewise.gemm.Gemm;
import dev.lanewise.matrix.DoubleMatrix;
import dev.lanewise.matrix.Matrix;
import dev.lanewise.matrix.Precision;
import dev.lanewise.nn.Loss;
import dev.lanewise.nn.Network;
import dev.lanewise.nn.PRelu;
import dev.lanewise.nn.SparseAutoencoder;
import dev.lanewise.optim.Adam;
import dev.lanewise.optim.AdamW;
import dev.lanewise.optim.Lbfgs;
import dev.lanewise.optim.Momentum;
import dev.lanewise.optim.Nesterov;
import dev.lanewise.optim.Optimizer;
import dev.lanewise.optim.RmsProp;
import dev.lanewise.optim.Schedule;
import dev.lanewise.optim.Stopping;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Trained weights have one digest: for 1, 2 and 3 threads here, and, because the digests are
 * stored, for every width of vectors, the scalar path and every machine that the suite runs on. A
 * digest changes with numerics v1, or with the meaning of a layer or an update, and with nothing
 * else.
 */
class DigestTest {
  /** All in the execution at the machine's own width; one is enough for the others. */
  private static final int[] TEAMS =
      System.getProperty("lanewise.vectorBits") == null ? new int[] {1, 2, 3} : new int[] {2};

  private final int threads = Gemm.threads();

  @AfterEach
  void restoreThreads() {
    Gemm.setThreads(threads);
  }

  /** Every kind of layer, and every activation. */
  private static Network all(Precision precision) {
    return Network.builder(27)
        .flatten(3, 3, 3)
        .dense(70, Activation.GELU)
        .batchNorm()
        .prelu()
        .dropout(0.2)
        .dense(33, Activation.SIGMOID)
        .layerNorm()
        .activation(Activation.SILU)
        .add(new PRelu(33, true, 0.1))
        .dense(21, Activation.TANH)
        .dense(20, Activation.RELU)
        .dense(19, Activation.leakyRelu(0.01))
        .dense(18, Activation.elu(0.7))
        .dense(17, Activation.SOFTPLUS)
        .dense(16, Activation.GELU_TANH)
        .dense(10, Activation.IDENTITY)
        .loss(Loss.softmaxCrossEntropy(0.1))
        .classWeights(1, 2, 1, 1, 1, 1, 1, 1, 0.5, 1)
        .l1(1e-5)
        .l2(1e-4)
        .precision(precision)
        .seed(4)
        .build();
  }

  private static DataSet data(Precision precision) {
    Random random = new Random(8);
    DoubleMatrix x = DoubleMatrix.wrap(random.doubles(200 * 27, -1, 1).toArray(), 200, 27);
    DoubleMatrix weights = DoubleMatrix.wrap(random.doubles(200, 0, 2).toArray(), 200, 1);
    return DataSet.labelled(x, random.ints(200, 0, 10).toArray(), 10)
        .withWeights(weights)
        .to(precision);
  }

  private static String trained(Precision precision, Supplier<Optimizer> optimizer) {
    Network network = all(precision);
    new Trainer(network, optimizer.get())
        .epochs(2)
        .batchSize(100)
        .accumulate(2)
        .clipByNorm(1)
        .schedule(Schedule.cosine(0.01, 0, 2).afterWarmUp(1))
        .fit(data(precision));
    return digest(network.parameters().flat(), network.state().flat());
  }

  /** Steps alone, over enough parameters for the team. */
  private static String updated(Precision precision, Optimizer optimizer) {
    Random random = new Random(9);
    Matrix parameters = Matrix.zeros(precision, 1, 70_003);
    Matrix gradient = Matrix.zeros(precision, 1, 70_003);
    for (int t = 0; t < 3; t++) {
      for (int j = 0; j < gradient.cols(); j++) {
        gradient.set(0, j, random.nextGaussian());
      }
      optimizer.step(parameters, gradient);
    }
    List<Matrix> all = new ArrayList<>(optimizer.state().values());
    all.add(parameters);
    return digest(all.toArray(Matrix[]::new));
  }

  private static String autoencoder(Precision precision) {
    SparseAutoencoder autoencoder =
        SparseAutoencoder.builder(27, 9).precision(precision).decay(1e-4).sparsity(0.05, 3).build();
    Matrix x = data(precision).inputs();
    new Lbfgs(5)
        .minimize(
            autoencoder.cost(x)::at,
            autoencoder.parameters().flat(),
            Stopping.defaults().withIterations(20),
            progress -> true);
    return digest(autoencoder.parameters().flat());
  }

  private static String digest(Precision precision, String what) {
    return switch (what) {
      case "adam" -> trained(precision, () -> new Adam(0.01));
      case "momentum" -> trained(precision, () -> new Momentum(0.01));
      case "nesterov" -> updated(precision, new Nesterov(0.01));
      case "rmsprop" -> updated(precision, new RmsProp(0.01));
      case "adamw" -> updated(precision, new AdamW(0.01, 0.1));
      default -> autoencoder(precision);
    };
  }

  @ParameterizedTest
  @CsvSource({
    "adam, F32, e671a66a84c14230",
    "adam, F64, 7d5e1ab49a35cae4",
    "momentum, F32, cadd30168628de00",
    "momentum, F64, a285926535a75862",
    "nesterov, F32, 92d442519f4137d6",
    "nesterov, F64, 1be375c078556eba",
    "rmsprop, F32, 36d55a3e91492e5a",
    "rmsprop, F64, bec053521af6f3f0",
    "adamw, F32, 46804b52c784a355",
    "adamw, F64, 3ca6937e44c58d68",
    "lbfgs, F32, f380639afca4e3af",
    "lbfgs, F64, d559ceefff3d2933"
  })
  void isTheSameEverywhere(String what, Precision precision, String stored) {
    for (int team : TEAMS) {
      Gemm.setThreads(team);
      assertThat(digest(precision, what)).as("%s with %d threads", what, team).isEqualTo(stored);
    }
  }

  /** The first 16 digits of SHA-256 over the numbers, little-endian. */
  private static String digest(Matrix... vectors) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      for (Matrix vector : vectors) {
        ByteBuffer bytes =
            ByteBuffer.allocate(vector.size() * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asDoubleBuffer().put(vector.toDoubles());
        sha.update(bytes);
      }
      return HexFormat.of().formatHex(sha.digest(), 0, 8);
    } catch (NoSuchAlgorithmException absent) {
      throw new IllegalStateException("every Java has SHA-256", absent);
    }
  }
}
