package dev.lanewise.jmh.peer;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.nio.file.Path;

/** OpenBLAS; the environment variable OPENBLAS_CORETYPE chooses its kernels. */
final class OpenBlas extends NativeBlas {
  OpenBlas(Path file) {
    super(file);
  }

  @Override
  void setThreads(int threads) {
    call("openblas_set_num_threads", FunctionDescriptor.ofVoid(JAVA_INT), threads);
  }

  @Override
  int threads() {
    return (int) call("openblas_get_num_threads", FunctionDescriptor.of(JAVA_INT));
  }

  /** Such as "OpenBLAS 0.3.21, Zen kernels". */
  @Override
  String description() {
    String[] words = text("openblas_get_config").split(" ", -1);
    return words[0] + " " + words[1] + ", " + text("openblas_get_corename") + " kernels";
  }
}
