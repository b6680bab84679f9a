package dev.lanewise.jmh.peer;

import dev.lanewise.jmh.BlasCalls;
import dev.lanewise.jmh.GemmBenchmark;
import dev.lanewise.jmh.Level2Benchmark;
import dev.lanewise.jmh.Level2Calls;
import dev.lanewise.jmh.Level3Benchmark;
import dev.lanewise.jmh.Level3Calls;
import dev.lanewise.jmh.ProductBenchmark;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.annotations.Fork;

/** Who multiplies matrices: Lanewise, or a peer. */
public enum Contender {
  LANEWISE("Lanewise", GemmBenchmark.class.getName()),
  OPENBLAS("OpenBLAS", NativeLibrary.OPENBLAS),
  MKL("MKL", NativeLibrary.MKL),
  BLIS("BLIS", NativeLibrary.BLIS),
  DEBIAN_OPENBLAS("OpenBLAS deb", NativeLibrary.DEBIAN_OPENBLAS),
  // Named by text: only the profile's builds have these classes.
  VECTORBLAS("VectorBLAS", "dev.lanewise.jmh.peer.VectorBlasBenchmark"),
  EJML("EJML", "dev.lanewise.jmh.peer.EjmlBenchmark");

  /** As tables have it. */
  public final String title;

  private final String benchmark;
  private final NativeLibrary library;

  Contender(String title, String benchmark) {
    this.title = title;
    this.benchmark = benchmark;
    this.library = null;
  }

  Contender(String title, NativeLibrary library) {
    this.title = title;
    this.benchmark = NativeBenchmark.class.getName();
    this.library = library;
  }

  /** As the command line has it. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** All but Lanewise. */
  public static List<Contender> peers() {
    return Arrays.stream(values()).filter(contender -> contender != LANEWISE).toList();
  }

  /** Whether it is no Java. */
  public boolean isNative() {
    return library != null;
  }

  /** VectorBLAS has one thread. */
  public boolean runsOn(int threads) {
    return threads == 1 || this != VECTORBLAS;
  }

  /** The benchmark's name in the harness. */
  public String method() {
    return benchmark + ".multiply";
  }

  /** Whether it is a library that computes a batch of products in one call. */
  public boolean hasBatches() {
    return library != null && library.hasBatches();
  }

  /** What tells this contender from others of the same benchmark. */
  public Map<String, String> parameters() {
    return library == null ? Map.of() : Map.of("library", library.name());
  }

  /** What the benchmark's own annotation gives its JVM. */
  public List<String> jvmArgs() {
    return Arrays.stream(type().getAnnotation(Fork.class).jvmArgsAppend())
        .filter(argument -> !argument.equals(Fork.BLANK_ARGS))
        .toList();
  }

  /**
   * The benchmark, without parameters.
   *
   * @throws MissingPeerException if it is not in this jar
   */
  public ProductBenchmark newBenchmark() {
    try {
      ProductBenchmark created = type().getDeclaredConstructor().newInstance();
      if (created instanceof NativeBenchmark nativeBenchmark) {
        nativeBenchmark.library = library;
      }
      return created;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(benchmark, e);
    }
  }

  /** Small ones of its gemv, ger, syrk and batches, for checks; empty if these are not measured. */
  public List<BlasCalls> otherCalls() {
    return switch (this) {
      case LANEWISE -> small(new Level2Benchmark(), new Level3Benchmark());
      case OPENBLAS, MKL -> {
        NativeLevel2Benchmark level2 = new NativeLevel2Benchmark();
        NativeLevel3Benchmark level3 = new NativeLevel3Benchmark();
        level2.library = library;
        level3.library = library;
        yield small(level2, level3);
      }
      case BLIS, DEBIAN_OPENBLAS, VECTORBLAS, EJML -> List.of();
    };
  }

  private static List<BlasCalls> small(Level2Calls level2, Level3Calls level3) {
    level2.shape = "37x41";
    level3.n = 37;
    return List.of(level2, level3);
  }

  /** Not initialised here: that would load libraries into this process. */
  private Class<? extends ProductBenchmark> type() {
    try {
      return Class.forName(benchmark, false, Contender.class.getClassLoader())
          .asSubclass(ProductBenchmark.class);
    } catch (ClassNotFoundException e) {
      throw new MissingPeerException("not built: Maven profile -Ppeers brings it");
    }
  }
}
