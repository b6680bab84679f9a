package dev.lanewise.jmh.suite;

import dev.lanewise.matrix.Precision;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a command line asks for.
 *
 * @param only measures the groups in whose label this is found
 * @param peers their ids, or "all", or "none"
 * @param shapes of matrix products
 * @param transposes of matrix products
 */
record Choice(
    List<Precision> precisions,
    List<Integer> threads,
    Effort effort,
    InstructionSet instructions,
    Pattern only,
    List<String> peers,
    List<String> shapes,
    List<String> transposes) {

  /** Everything, on one thread and on all. */
  static Choice usual(Effort effort) {
    return new Choice(
        Arrays.asList(Precision.values()),
        threads(List.of("1", "all")),
        effort,
        InstructionSet.NATIVE,
        Pattern.compile(""),
        List.of("all"),
        List.of(),
        List.of());
  }

  /** Whether a peer may take part. */
  boolean wants(String peer) {
    return peers.contains("all") || peers.contains(peer);
  }

  /**
   * Numbers of threads as they are typed, each once, ascending; "all" is one a processor.
   *
   * @throws IllegalArgumentException if one is neither
   */
  static List<Integer> threads(List<String> counts) {
    return counts.stream().map(Choice::threads).distinct().sorted().toList();
  }

  private static int threads(String count) {
    if (count.equals("all")) {
      return Runtime.getRuntime().availableProcessors();
    }
    if (!count.matches("[1-9][0-9]{0,3}")) {
      throw new IllegalArgumentException("'" + count + "' is no number of threads from 1 to 9999");
    }
    return Integer.parseInt(count);
  }
}
