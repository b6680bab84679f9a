package dev.lanewise.jmh.peer;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.lanewise.matrix.Precision;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemoryLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MutableCallSite;

/**
 * A function of the C interface of BLAS, in a static final field: the compiler takes a record's
 * components for constants, and calls what is bound without a detour.
 *
 * @param call throws if nothing is bound
 */
record NativeFunction(
    String name, FunctionDescriptor descriptor, MutableCallSite site, MethodHandle call) {
  /**
   * A function of a precision.
   *
   * @param name without the letter of its precision
   * @param arguments a letter each: i an int, e an element, a an address
   */
  static NativeFunction of(Precision precision, String name, String arguments) {
    MemoryLayout element = precision == Precision.F32 ? JAVA_FLOAT : JAVA_DOUBLE;
    FunctionDescriptor descriptor =
        FunctionDescriptor.ofVoid(
            arguments
                .chars()
                .mapToObj(kind -> kind == 'i' ? JAVA_INT : kind == 'a' ? ADDRESS : element)
                .toArray(MemoryLayout[]::new));
    MutableCallSite site = new MutableCallSite(descriptor.toMethodType());
    String letter = precision == Precision.F32 ? "s" : "d";
    return new NativeFunction("cblas_" + letter + name, descriptor, site, site.dynamicInvoker());
  }

  void bind(NativeBlas blas) {
    site.setTarget(blas.function(name, descriptor));
  }
}
