package dev.lanewise.jmh.peer;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Intel's MKL; the environment variable MKL_ENABLE_INSTRUCTIONS bounds its instruction set.
 *
 * <p>On AMD's processors it loads libmkl_def and does not say what it takes from there. 2025.3
 * takes kernels named "zen", whatever the variable says (seen in a debugger); they use registers of
 * 256 bits (seen in their code), so they are AVX2's.
 */
final class Mkl extends NativeBlas {
  private static final int TEXT_LENGTH = 256;
  private static final Pattern VERSION = Pattern.compile("Version ([0-9.]+)");
  private static final Pattern KERNELS =
      Pattern.compile("libmkl_(?!rt|core|intel|vml|gnu)[a-z0-9]+");

  Mkl(Path file) {
    super(file);
  }

  @Override
  void setThreads(int threads) {
    call("MKL_Set_Dynamic", FunctionDescriptor.ofVoid(JAVA_INT), 0);
    call("MKL_Set_Num_Threads", FunctionDescriptor.ofVoid(JAVA_INT), threads);
  }

  @Override
  int threads() {
    return (int) call("MKL_Get_Max_Threads", FunctionDescriptor.of(JAVA_INT));
  }

  @Override
  String description() {
    return "MKL " + version() + ", kernels of " + kernels();
  }

  private String version() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment text = arena.allocate(TEXT_LENGTH);
      call(
          "MKL_Get_Version_String",
          FunctionDescriptor.ofVoid(ADDRESS, JAVA_INT),
          text,
          TEXT_LENGTH);
      Matcher version = VERSION.matcher(text.getString(0));
      return version.find() ? version.group(1) : text.getString(0).strip();
    }
  }

  /** The library of kernels that the first product has loaded. */
  private static String kernels() {
    try (Stream<String> mapped = Files.lines(Path.of("/proc/self/maps"))) {
      return mapped
          .map(KERNELS::matcher)
          .filter(Matcher::find)
          .map(Matcher::group)
          .distinct()
          .collect(Collectors.joining(", "));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
