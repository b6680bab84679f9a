/**
 * Reports on stored results: what a folder with {@code jmh.json} and {@code meta.json} says, as
 * tables, pictures and comparisons. Measures nothing. Start reading at {@link
 * dev.lanewise.jmh.report.Report}.
 */
package dev.lanewise.jmh.report;
