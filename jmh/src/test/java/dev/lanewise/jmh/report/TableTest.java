package dev.lanewise.jmh.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Columns stay aligned, whatever the cells hold. */
class TableTest {
  @Test
  void alignsColumns() {
    Table table = new Table(List.of("m×n×k", "GFLOP/s", "of peak"));
    table.add(List.of("10000×25×64 NN", "54.4", "46 %"));
    table.add(List.of("1×1×1 TT", "123456789.0", "–"));
    assertThat(table.text())
        .isEqualTo(
            """
            m×n×k               GFLOP/s  of peak
            10000×25×64 NN         54.4     46 %
            1×1×1 TT        123456789.0        –
            """);
  }

  @Test
  void writesMarkdown() {
    Table table = new Table(List.of("m×n×k", "GFLOP/s"));
    table.add(List.of("1×1×1", "0.1"));
    assertThat(table.markdown())
        .isEqualTo(
            """
            | m×n×k | GFLOP/s |
            | --- | --- |
            | 1×1×1 | 0.1 |
            """);
  }

  @Test
  void refusesARowOfAnotherLength() {
    Table table = new Table(List.of("a", "b"));
    assertThatThrownBy(() -> table.add(List.of("1")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("1 cells under 2 headings");
  }
}
