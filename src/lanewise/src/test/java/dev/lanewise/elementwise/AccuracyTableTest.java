package dev.lanewise.elementwise;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The table of bounds in package-info.java is the one that the tests use. */
@Tag("once")
class AccuracyTableTest {
  private static final Path DOCUMENT =
      Path.of("src/main/java/dev/lanewise/elementwise/package-info.java");

  @Test
  void documentHasTheTable() throws IOException {
    StringBuilder table = new StringBuilder();
    for (ElementaryFunction f : ElementaryFunction.values()) {
      table.append(
          String.format(
              Locale.ROOT,
              " *   <tr><td>%s<td>%s<td>%.2f<td>%.2f%n",
              f.name().toLowerCase(Locale.ROOT).replace('_', '-'),
              f.formula,
              f.floatBound,
              f.doubleBound));
    }
    assertThat(Files.readString(DOCUMENT)).contains(table);
  }
}
