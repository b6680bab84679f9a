/**
 * Suites of benchmarks that end in a table: {@code run SUITE}. A suite is a picocli command in the
 * list of {@link dev.lanewise.jmh.suite.Suites}, where to start reading.
 */
package dev.lanewise.jmh.suite;
