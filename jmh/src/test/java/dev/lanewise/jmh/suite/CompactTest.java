package dev.lanewise.jmh.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The harness's form, shorter. */
class CompactTest {
  @Test
  void sevenDigitsAndALineForEachCase() {
    String harness =
        """
        [
            {
                "benchmark" : "a.B.c",
                "threads" : 12345678901,
                "primaryMetric" : {
                    "score" : 3223.9996601087105,
                    "scoreError" : "NaN",
                    "rawData" : [
                        [
                            3100.9254638988555,
                            -1.23456789E-5,
                            0.0
                        ]
                    ]
                }
            },
            {
            }
        ]
        """;
    assertThat(Compact.json(harness))
        .isEqualTo(
            "[\n{\"benchmark\":\"a.B.c\",\"threads\":12345678901,\"primaryMetric\":{\"score\":3224.0,"
                + "\"scoreError\":\"NaN\",\"rawData\":[[3100.925,-1.234568E-5,0.0]]}},\n{}\n]\n");
  }

  /** All of a stored run but its digits, and no number further off than those. */
  @Test
  void nothingElseIsLost() throws IOException {
    Path stored = Path.of("src/test/resources/dev/lanewise/jmh/report/stored-run/jmh.json");
    JsonMapper mapper = new JsonMapper();
    String whole = Files.readString(stored);
    String text = Compact.json(whole);
    assertSame(mapper.readTree(whole), mapper.readTree(text));
    assertThat(text.length()).isLessThan(whole.length());
  }

  private static void assertSame(JsonNode before, JsonNode after) {
    assertThat(after.getNodeType()).isEqualTo(before.getNodeType());
    assertThat(after.size()).isEqualTo(before.size());
    if (before.isDouble()) {
      double value = before.asDouble();
      assertThat(Math.abs(after.asDouble() - value)).isLessThanOrEqualTo(5e-7 * Math.abs(value));
    } else if (before.isObject()) {
      assertThat(after.propertyNames()).containsExactlyElementsOf(before.propertyNames());
      before.propertyNames().forEach(name -> assertSame(before.get(name), after.get(name)));
    } else if (before.isArray()) {
      for (int i = 0; i < before.size(); i++) {
        assertSame(before.get(i), after.get(i));
      }
    } else {
      assertThat(after).isEqualTo(before);
    }
  }
}
