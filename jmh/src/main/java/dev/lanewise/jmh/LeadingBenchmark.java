package dev.lanewise.jmh;

import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Param;

/** Our product of windows on wider arrays: all three matrices have the same leading dimension. */
@Fork(value = 3, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class LeadingBenchmark extends GemmBenchmark {
  /** Elements from a row to the next; powers of two crowd the sets of a cache. */
  @Param({"512", "1000", "1024", "1025"})
  public int leading;

  @Override
  protected int leading(int cols) {
    return leading;
  }
}
