package dev.lanewise.jmh.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The schema of meta.json: what it takes, what it refuses, and that every result here keeps it. */
class MetaTest {
  static Meta stored() throws IOException {
    return Meta.read(ReportTest.STORED.resolve(Report.META));
  }

  private static String text() throws IOException {
    return Files.readString(ReportTest.STORED.resolve(Report.META));
  }

  @Test
  void whatIsWrittenCanBeRead() throws IOException {
    assertThat(Meta.parse(stored().json())).isEqualTo(stored());
  }

  /** A field is removed by another name: missing and unknown at once, and each alone. */
  @ParameterizedTest
  @CsvSource({
    "'\"date\" :', '\"day\" :', date",
    "'\"cores\" : 2', '\"cores\" : null', cores",
    "'\"cores\" : 2', '\"cores\" : 0', processor.cores",
    "'\"schema\" : 2', '\"schema\" : 1', schema is 1",
    "'\"treeClean\" : true,', '', treeClean",
    "'\"state\" : \"missing\"', '\"state\" : \"absent\"', absent",
    "'\"effort\" : \"quick\"', '\"effort\" : \"fast\"', fast",
    "'\"schema\" : 2', '\"schema\" : 2, \"more\" : 1', more",
  })
  void refusesAnythingElseByName(String what, String by, String named) throws IOException {
    String wrong = text().replace(what, by);
    assertThat(wrong).isNotEqualTo(text());
    assertThatThrownBy(() -> Meta.parse(wrong))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(named);
  }

  @TestFactory
  Stream<DynamicTest> everyCommittedResultKeepsIt() throws IOException {
    Path results = Path.of("..", "perf-results");
    try (Stream<Path> files = Files.walk(results)) {
      List<Path> metas = files.filter(file -> file.endsWith(Report.META)).toList();
      assertThat(metas).isNotEmpty();
      return metas.stream()
          .map(
              file ->
                  DynamicTest.dynamicTest(
                      results.relativize(file).toString(),
                      () -> {
                        Report report = Report.read(file.getParent());
                        assertThat(file.resolveSibling("summary.md")).hasContent(report.markdown());
                      }));
    }
  }
}
