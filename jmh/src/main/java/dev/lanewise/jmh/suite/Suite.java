package dev.lanewise.jmh.suite;

import java.util.concurrent.Callable;

/** A set of benchmarks with one command, annotated for picocli. */
interface Suite extends Callable<Integer> {
  /** Expected minutes of a run without options but this effort. */
  double minutes(Effort effort);
}
