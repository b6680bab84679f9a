/**
 * Suites of benchmarks: what is measured, in which order, by whom, and where its results go. A
 * suite is a list of groups whose trials take turns. Start reading at {@code RunCommand}; what is
 * made of the results is in {@code dev.lanewise.jmh.report}.
 */
package dev.lanewise.jmh.suite;
