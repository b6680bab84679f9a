package dev.lanewise.jmh.peer;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;

/** A loaded library: cblas_sgemm and cblas_dgemm, which all have, and what each says of itself. */
@SuppressWarnings("restricted") // a benchmark of native code calls native code
abstract class NativeBlas {
  static final int ROW_MAJOR = 101;
  static final int NO_TRANS = 111;
  static final int TRANS = 112;

  private static final long LONGEST_TEXT = 4096;

  private final SymbolLookup symbols;

  NativeBlas(Path file) {
    symbols = SymbolLookup.libraryLookup(file, Arena.global());
  }

  /** Uses so many threads from now on. */
  abstract void setThreads(int threads);

  /** How many threads the library says it will use. */
  abstract int threads();

  /** Name, version, and the kernels that it has chosen for this processor. */
  abstract String description();

  final MethodHandle sgemm() {
    return gemm("cblas_sgemm", JAVA_FLOAT);
  }

  final MethodHandle dgemm() {
    return gemm("cblas_dgemm", JAVA_DOUBLE);
  }

  private MethodHandle gemm(String name, MemoryLayout element) {
    return function(
        name,
        FunctionDescriptor.ofVoid(
            JAVA_INT, // order
            JAVA_INT, // op(A)
            JAVA_INT, // op(B)
            JAVA_INT, // m
            JAVA_INT, // n
            JAVA_INT, // k
            element, // α
            ADDRESS, // A
            JAVA_INT, // lda
            ADDRESS, // B
            JAVA_INT, // ldb
            element, // β
            ADDRESS, // C
            JAVA_INT)); // ldc
  }

  private MethodHandle function(String name, FunctionDescriptor descriptor) {
    return Linker.nativeLinker().downcallHandle(symbols.findOrThrow(name), descriptor);
  }

  /** Calls a function that is not timed. */
  final Object call(String name, FunctionDescriptor descriptor, Object... arguments) {
    try {
      return function(name, descriptor).invokeWithArguments(arguments);
    } catch (Throwable e) {
      throw new LinkageError(name, e);
    }
  }

  /** Calls a function that returns a text which the library owns. */
  final String text(String name) {
    return text(call(name, FunctionDescriptor.of(ADDRESS)));
  }

  static String text(Object address) {
    return ((MemorySegment) address).reinterpret(LONGEST_TEXT).getString(0).strip();
  }
}
