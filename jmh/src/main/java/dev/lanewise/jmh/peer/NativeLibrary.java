package dev.lanewise.jmh.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A shared library with the C interface of BLAS, and where to find it. */
public enum NativeLibrary {
  /** The newest OpenBLAS on Maven Central. */
  OPENBLAS("libopenblas.so.0", null),
  MKL("libmkl_rt.so.2", null),
  BLIS("blis-pthread/libblis.so.4", "libblis4-pthread"),
  /** What NumPy uses on Debian. */
  DEBIAN_OPENBLAS("openblas-pthread/libopenblas.so.0", "libopenblas0-pthread");

  private final String file;
  private final String debianPackage;

  NativeLibrary(String file, String debianPackage) {
    this.file = file;
    this.debianPackage = debianPackage;
  }

  /**
   * Loads the library, which is to use so many threads.
   *
   * @throws MissingPeerException if it is not on this machine
   */
  NativeBlas open(int threads) {
    NativeBlas blas = open();
    blas.setThreads(threads);
    if (blas.threads() != threads) {
      throw new IllegalStateException(
          this + " was told to use " + threads + " threads, but uses " + blas.threads());
    }
    return blas;
  }

  private NativeBlas open() {
    Path path = debianPackage == null ? besideTheJar() : installed();
    return switch (this) {
      case MKL -> new Mkl(path);
      case BLIS -> new Blis(path);
      case OPENBLAS, DEBIAN_OPENBLAS -> new OpenBlas(path);
    };
  }

  /**
   * Whether it computes a batch in one call; otherwise a batch is a loop of calls. OpenBLAS 0.3.31
   * has cblas_sgemm_batch_strided, but for two matrices or more it is a segmentation fault.
   */
  public boolean hasBatches() {
    return this == MKL;
  }

  private Path installed() {
    boolean arm = System.getProperty("os.arch", "").equals("aarch64");
    Path path = Path.of("/usr/lib", (arm ? "aarch64" : "x86_64") + "-linux-gnu", file);
    if (!Files.exists(path)) {
      throw new MissingPeerException("not installed: Debian package " + debianPackage);
    }
    return path;
  }

  private Path besideTheJar() {
    Path folder = peers();
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        Path found = files.filter(path -> path.endsWith(file)).findAny().orElse(null);
        if (found != null) {
          return found;
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    throw new MissingPeerException("not built: Maven profile -Ppeers fetches " + file);
  }

  /** Where the profile's builds leave libraries, if this is one. */
  static Path peers() {
    return here().resolveSibling("peers");
  }

  /** The jar, or the folder of classes. */
  private static Path here() {
    try {
      return Path.of(
          NativeLibrary.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
