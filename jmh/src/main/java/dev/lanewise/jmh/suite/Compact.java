package dev.lanewise.jmh.suite;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.DoubleNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The harness's JSON with all that it holds, in a third of its length: an entry a line instead of a
 * number a line, and seven digits of each, where measurements differ in the third.
 */
final class Compact {
  private static final MathContext DIGITS = new MathContext(7);

  private Compact() {}

  static String json(String harness) {
    JsonMapper mapper = new JsonMapper();
    return StreamSupport.stream(mapper.readTree(harness).spliterator(), false)
        .map(entry -> mapper.writeValueAsString(rounded(entry)))
        .collect(Collectors.joining(",\n", "[\n", "\n]\n"));
  }

  /** Changes arrays and objects in place. */
  private static JsonNode rounded(JsonNode node) {
    if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        array.set(i, rounded(array.get(i)));
      }
    } else if (node instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> field : object.properties()) {
        field.setValue(rounded(field.getValue()));
      }
    } else if (node.isDouble()) {
      return DoubleNode.valueOf(new BigDecimal(node.asDouble()).round(DIGITS).doubleValue());
    }
    return node;
  }
}
