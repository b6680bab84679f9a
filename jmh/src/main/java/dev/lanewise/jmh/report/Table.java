package dev.lanewise.jmh.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Rows of text under a header, the first column to the left, the others to the right. */
public final class Table {
  private final List<String> header;
  private final List<List<String>> rows = new ArrayList<>();

  /** An empty table. */
  public Table(List<String> header) {
    this.header = List.copyOf(header);
  }

  /** Adds a row of as many cells as there are headings. */
  public void add(List<String> row) {
    if (row.size() != header.size()) {
      throw new IllegalArgumentException(
          row.size() + " cells under " + header.size() + " headings");
    }
    rows.add(List.copyOf(row));
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }

  /** Columns aligned by blanks. */
  public String text() {
    StringBuilder text = new StringBuilder();
    int[] widths = new int[header.size()];
    measure(header, widths);
    rows.forEach(row -> measure(row, widths));
    append(text, header, widths);
    rows.forEach(row -> append(text, row, widths));
    return text.toString();
  }

  /** The same for Markdown. */
  public String markdown() {
    StringBuilder text = new StringBuilder();
    UnaryOperator<String> none = cell -> "---";
    markdown(text, header, UnaryOperator.identity());
    markdown(text, header, none);
    rows.forEach(row -> markdown(text, row, UnaryOperator.identity()));
    return text.toString();
  }

  private static void measure(List<String> row, int[] widths) {
    for (int i = 0; i < widths.length; i++) {
      widths[i] = Math.max(widths[i], width(row.get(i)));
    }
  }

  private static int width(String cell) {
    return cell.codePointCount(0, cell.length());
  }

  private static void append(StringBuilder text, List<String> row, int[] widths) {
    for (int i = 0; i < widths.length; i++) {
      String blanks = " ".repeat(widths[i] - width(row.get(i)));
      text.append(i == 0 ? row.get(i) + blanks : "  " + blanks + row.get(i));
    }
    text.append('\n');
  }

  private static void markdown(
      StringBuilder text, List<String> row, UnaryOperator<String> cellText) {
    row.forEach(cell -> text.append("| ").append(cellText.apply(cell)).append(' '));
    text.append("|\n");
  }
}
