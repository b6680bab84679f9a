package dev.lanewise.jmh.peer;

import static java.lang.foreign.ValueLayout.ADDRESS;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;

/** A loaded library: its functions, and what it says of itself. */
@SuppressWarnings("restricted") // a benchmark of native code calls native code
abstract class NativeBlas {
  static final int ROW_MAJOR = 101;
  static final int NO_TRANS = 111;
  static final int TRANS = 112;
  static final int LOWER = 122;

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

  final MethodHandle function(String name, FunctionDescriptor descriptor) {
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
