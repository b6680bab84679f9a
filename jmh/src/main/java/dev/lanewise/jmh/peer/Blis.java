package dev.lanewise.jmh.peer;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.nio.file.Path;

/** BLIS; the environment variable BLIS_ARCH_TYPE chooses its kernels, by a number. */
final class Blis extends NativeBlas {
  Blis(Path file) {
    super(file);
    // Without it bli_arch_query_id aborts the process where BLIS_ARCH_TYPE is set.
    call("bli_init", FunctionDescriptor.ofVoid());
  }

  @Override
  void setThreads(int threads) {
    call("bli_thread_set_num_threads", FunctionDescriptor.ofVoid(JAVA_LONG), (long) threads);
  }

  @Override
  int threads() {
    return Math.toIntExact(
        (long) call("bli_thread_get_num_threads", FunctionDescriptor.of(JAVA_LONG)));
  }

  @Override
  String description() {
    int id = (int) call("bli_arch_query_id", FunctionDescriptor.of(JAVA_INT));
    Object name = call("bli_arch_string", FunctionDescriptor.of(ADDRESS, JAVA_INT), id);
    return "BLIS " + text("bli_info_get_version_str") + ", " + text(name) + " kernels";
  }
}
