package dev.lanewise.jmh;

import org.openjdk.jmh.annotations.Fork;

/**
 * Our product for a user who has forgotten the flag: no module jdk.incubator.vector, hence the
 * scalar kernels and what C2 makes of them.
 */
@Fork(3)
public class NoModuleBenchmark extends GemmBenchmark {}
