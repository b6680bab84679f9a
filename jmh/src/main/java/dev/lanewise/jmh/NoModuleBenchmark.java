package dev.lanewise.jmh;

import dev.lanewise.simd.Simd;
import org.openjdk.jmh.annotations.Fork;

/**
 * Our product for a user who has forgotten the flag: no module jdk.incubator.vector, hence the
 * scalar kernels and what C2 makes of them.
 */
// Some argument has to be here: without one, the harness takes those of the class above.
@Fork(value = 3, jvmArgsAppend = "-Dlanewise.module=none")
public class NoModuleBenchmark extends GemmBenchmark {
  @Override
  protected void begin(double[] a, double[] b) {
    if (Simd.isVector()) {
      throw new IllegalStateException("this JVM has the module, and " + library());
    }
    super.begin(a, b);
  }
}
