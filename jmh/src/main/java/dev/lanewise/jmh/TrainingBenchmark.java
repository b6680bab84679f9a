package dev.lanewise.jmh;

import dev.lanewise.elementwise.Activation;
import dev.lanewise.gemm.Gemm;
import dev.lanewise.matrix.Matrix;
import dev.lanewise.matrix.Precision;
import dev.lanewise.nn.Loss;
import dev.lanewise.nn.Network;
import dev.lanewise.nn.NetworkBuilder;
import dev.lanewise.optim.Adam;
import dev.lanewise.optim.Optimizer;
import dev.lanewise.optim.Sgd;
import dev.lanewise.train.Trainer;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A training step on one batch in single precision: forward, softmax cross-entropy, backward,
 * update. jmh/peers/training.py and training.torchscript have the same networks.
 *
 * <pre>java -jar jmh/target/benchmarks.jar Training -p batch=128 -p threads=1,2</pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 3, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class TrainingBenchmark {
  static final int INPUTS = 784;
  static final int CLASSES = 10;

  /** A network and its optimiser. */
  public enum Kind {
    SIGMOID_SGD_784_128_10,
    RELU_ADAM_784_512_256_10;

    Network network() {
      NetworkBuilder builder = Network.builder(INPUTS);
      switch (this) {
        case SIGMOID_SGD_784_128_10 -> builder.dense(128, Activation.SIGMOID);
        case RELU_ADAM_784_512_256_10 ->
            builder.dense(512, Activation.RELU).dense(256, Activation.RELU);
      }
      return builder
          .dense(CLASSES, Activation.IDENTITY)
          .loss(Loss.SOFTMAX_CROSS_ENTROPY)
          .seed(1)
          .build();
    }

    Optimizer optimizer() {
      return switch (this) {
        case SIGMOID_SGD_784_128_10 -> new Sgd(0.1);
        case RELU_ADAM_784_512_256_10 -> new Adam(0.001);
      };
    }
  }

  @Param public Kind network;

  @Param({"32", "128", "512"})
  public int batch;

  @Param("1")
  public int threads;

  /** What {@link #prepare} makes, for tests and peers. */
  public Network built;

  public Matrix x;
  public Matrix y;
  private Trainer trainer;

  @Setup
  public void prepare() {
    Gemm.setThreads(threads);
    built = network.network();
    trainer = new Trainer(built, network.optimizer());
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(2);
    x = Matrix.zeros(Precision.F32, batch, INPUTS);
    y = Matrix.zeros(Precision.F32, batch, CLASSES);
    for (int i = 0; i < batch; i++) {
      for (int j = 0; j < INPUTS; j++) {
        x.set(i, j, random.nextFloat());
      }
      y.set(i, random.nextInt(CLASSES), 1);
    }
  }

  /** The loss before the step. */
  @Benchmark
  public double step() {
    return trainer.step(x, y);
  }
}
