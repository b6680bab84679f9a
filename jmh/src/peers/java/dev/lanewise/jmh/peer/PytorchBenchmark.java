package dev.lanewise.jmh.peer;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import dev.lanewise.jmh.TrainingBenchmark;
import dev.lanewise.matrix.Matrix;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
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
 * The training step of {@link TrainingBenchmark} by PyTorch's own library, with the same numbers.
 *
 * <p>Timed is one call of a TorchScript program, {@code peers/training.torchscript}: forward,
 * cross-entropy, autograd and the operations of torch.optim's SGD and Adam one after the other, in
 * the tensor library of PyTorch. No Python runs, and DJL, which brings the library, takes part in
 * that one call: 5 to 10 µs, where Python takes 100 or more.
 *
 * <pre>java -jar jmh/target/benchmarks.jar Pytorch -p batch=128 -p threads=1</pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
    value = 3,
    jvmArgsAppend = {
      "--add-modules=jdk.incubator.vector",
      "--enable-native-access=ALL-UNNAMED",
      "-Dslf4j.internal.verbosity=ERROR"
    })
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PytorchBenchmark implements TrainingPeer {
  private static final String FOLDER = "pytorch/2.7.1-20250812-cpu-linux-x86_64";
  private static final int CHECKED_STEPS = 20;

  @Param public TrainingBenchmark.Kind network;

  @Param({"32", "128", "512"})
  public int batch;

  @Param("1")
  public int threads;

  private static boolean loaded;

  private TrainingBenchmark ours;
  private PtNDManager manager;
  private PtSymbolBlock program;
  private NDList operands;

  @Setup
  public void prepare() {
    loadEngine();
    JniUtils.setNumThreads(threads);
    if (JniUtils.getNumThreads() != threads) {
      throw new IllegalStateException("PyTorch uses " + JniUtils.getNumThreads() + " threads");
    }
    ours = new TrainingBenchmark();
    ours.network = network;
    ours.batch = batch;
    ours.threads = threads;
    ours.prepare();
    manager = (PtNDManager) NDManager.newBaseManager(Device.cpu(), "PyTorch");
    boolean adam = network == TrainingBenchmark.Kind.RELU_ADAM_784_512_256_10;
    program = load(TorchScript.of(adam ? "ReluAdam" : "SigmoidSgd"));
    operands = new NDList(named("x", tensor(ours.x, false)), named("y", labels(ours.y)));
    NDList parameters = new NDList();
    ours.built
        .parameters()
        .tensors()
        .forEach(
            (name, values) ->
                parameters.add(
                    name.endsWith(".bias")
                        ? manager.create(floats(values, false))
                        : tensor(values, true)));
    for (NDArray parameter : parameters) {
      parameter.setRequiresGradient(true);
      operands.add(named("p[]", parameter));
    }
    if (adam) {
      for (String state : new String[] {"m[]", "v[]"}) {
        parameters.forEach(p -> operands.add(named(state, manager.zeros(p.getShape()))));
      }
      operands.add(named("t", manager.zeros(new Shape(1))));
    }
  }

  private PtSymbolBlock load(InputStream archive) {
    try {
      return JniUtils.loadModule(manager, archive, false, false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The libraries lie beside the jar, and nothing is fetched. */
  private static synchronized void loadEngine() {
    Path cache = NativeLibrary.peers().resolve("djl");
    if (!Files.exists(cache.resolve(FOLDER).resolve("libtorch.so"))) {
      throw new MissingPeerException("not built: Maven profile -Ppeers fetches PyTorch 2.7");
    }
    System.setProperty("ENGINE_CACHE_DIR", cache.toString());
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("OPT_OUT_TRACKING", "true");
    Engine.getEngine("PyTorch");
    if (!loaded) {
      // Only before the first parallel work; a step has no operations that could run side by side.
      JniUtils.setNumInteropThreads(1);
      loaded = true;
    }
  }

  private static NDArray named(String name, NDArray array) {
    array.setName(name);
    return array;
  }

  private NDArray tensor(Matrix matrix, boolean transposed) {
    Shape shape =
        transposed
            ? new Shape(matrix.cols(), matrix.rows())
            : new Shape(matrix.rows(), matrix.cols());
    return manager.create(floats(matrix, transposed), shape);
  }

  private static float[] floats(Matrix matrix, boolean transposed) {
    Matrix source = transposed ? matrix.transposed() : matrix;
    float[] values = new float[source.rows() * source.cols()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) source.get(i / source.cols(), i % source.cols());
    }
    return values;
  }

  private NDArray labels(Matrix oneHot) {
    long[] labels = new long[oneHot.rows()];
    for (int i = 0; i < labels.length; i++) {
      for (int j = 0; j < oneHot.cols(); j++) {
        labels[i] += j * (long) oneHot.get(i, j);
      }
    }
    return manager.create(labels);
  }

  /** The loss before the step stays in PyTorch's memory. */
  @Benchmark
  public void step() {
    run().close();
  }

  private NDList run() {
    JniUtils.setGradMode(true); // of this thread
    return IValueUtils.forward(program, operands, true);
  }

  /**
   * Takes steps beside ours, on the same batch from the same weights, and compares the losses.
   *
   * <p>Sums have up to 785 terms and are rounded in another order, so a layer's output may be off
   * by γ(785) ≈ 785·2⁻²⁴ of its terms' size, 4.7e-5, in each of up to three layers forward and
   * back: 3e-4. A rate of 0.101 in 0.1's place is off by 6e-4 after the first step.
   */
  @Override
  public String check(TrainingBenchmark.Kind kind, int threadCount) {
    network = kind;
    batch = 32;
    threads = threadCount;
    prepare();
    for (int i = 0; i < CHECKED_STEPS; i++) {
      double expected = ours.step();
      double loss = loss();
      if (!(Math.abs(loss - expected) <= 3e-4 * expected)) {
        throw new IllegalStateException(
            String.format(
                Locale.ROOT,
                "%s, %d threads, step %d: the loss is %s, but should be %s",
                kind,
                threads,
                i,
                loss,
                expected));
      }
    }
    String parts = String.join(", ", JniUtils.getFeatures());
    return "PyTorch " + Engine.getEngine("PyTorch").getVersion() + " with " + parts + ", by DJL";
  }

  private double loss() {
    try (NDList result = run()) {
      return ((PtNDArray) result.get(0)).toFloatArray()[0];
    }
  }
}
