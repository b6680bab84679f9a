package dev.lanewise.jmh.report;

import java.util.List;
import java.util.Map;

/** What a report says of one suite; left out where it has no table. */
interface Section {
  String title();

  /** Sentences before the tables: what was computed, and what the columns are. */
  List<String> notes(Measurements all);

  /** Titles and tables, in order. */
  Map<String, Table> tables(Measurements all);

  /** Names of files and their pictures. */
  default List<Picture> pictures(Measurements all) {
    return List.of();
  }
}
