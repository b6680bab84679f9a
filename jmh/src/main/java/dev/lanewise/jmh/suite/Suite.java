package dev.lanewise.jmh.suite;

import dev.lanewise.jmh.report.Meta;
import java.util.List;

/** A set of benchmarks that end in tables. */
interface Suite {
  /** As the command line has it. */
  String name();

  /** In a few words. */
  String description();

  /** Whether it has double precision, too. */
  default boolean hasF64() {
    return true;
  }

  /**
   * Asks everybody who is to take part, in processes of their own, whether they are there and
   * compute what they should.
   */
  List<Meta.Contender> contenders(Choice choice);

  /** What {@link #groups} leaves out, and how to have it; empty where that is nothing. */
  default List<String> leftOut(Choice choice) {
    return List.of();
  }

  /** What is to be measured, without those of {@code absent}, which are titles of contenders. */
  List<Group> groups(Choice choice, List<String> absent);
}
