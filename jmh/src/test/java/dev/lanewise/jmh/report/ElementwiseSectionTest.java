package dev.lanewise.jmh.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tables of stored numbers: in L1, 2048 elements an operand of two and 4096 of one. */
class ElementwiseSectionTest {
  private static final String OURS = "dev.lanewise.jmh.ElementwiseBenchmark.run";
  private static final String JDK = "dev.lanewise.jmh.JdkMathBenchmark.";

  private static Map<String, String> in(String place, String kernel) {
    return Map.of("precision", "F32", "place", place, "kernel", kernel);
  }

  @Test
  void aRowHoldsNanosecondsBandwidthAndRatios() {
    Stored stored =
        new Stored()
            .time(OURS, "ns/op", in("L1", "COPY"), 204.8)
            .time(OURS, "ns/op", in("L1", "SIGMOID"), 1024)
            .time(JDK + "vectorSigmoid", "us/op", Map.of("place", "L1"), 2.048)
            .time(JDK + "scalarSigmoid", "us/op", Map.of("place", "L1"), 20.48)
            .time("peers.elementwise.pytorch", "ns/op", in("L1", "SIGMOID"), 1536);
    Map<String, Table> tables = new ElementwiseSection().tables(stored.measurements());
    assertThat(tables.get("f32, L1").text())
        .isEqualTo(
            """
            kernel      ns  GB/s  of copy  JDK vector  JDK scalar  NumPy  PyTorch  best / ours  B/op
            copy     0.100  80.0     1.00           –           –      –        –            –     –
            sigmoid  0.500  16.0     0.20        1.00        10.0      –    0.750         1.50     –
            """);
    assertThat(tables.get("What they are held to").markdown())
        .contains("| sigmoid, f32 L1: time / PyTorch's | 0.67 | ≤ 0.80 |")
        .contains("| sigmoid, f32 L1: time / plain formula's with EXP | 0.50 | ≤ 1.00 |");
  }

  /** An update reads two and writes one of two operands: 3 streams beside the copy's 2. */
  @Test
  void barsAtMemorySizeAreSharesOfTheCopy() {
    Stored stored =
        new Stored()
            .time(OURS, "ms/op", in("MEMORY", "COPY"), 8)
            .time(OURS, "ms/op", in("MEMORY", "ADD_SCALED"), 15)
            .time(OURS, "ms/op", in("MEMORY", "OUTPUT_DELTA"), 20)
            .time(OURS, "ms/op", in("MEMORY", "OUTPUT_DELTA_SUMS"), 21);
    String bars =
        new ElementwiseSection()
            .tables(stored.measurements())
            .get("What they are held to")
            .markdown();
    assertThat(bars)
        .contains("| add scaled, f32 MEMORY: GB/s / copy's | 0.80 | ≥ 0.85 |")
        .contains("| output delta sums, f32 MEMORY: time / without sums | 1.05 | ≤ 1.10 |");
  }

  /** The control of every run is a copy in memory. */
  @Test
  void theControlAloneIsNoTable() {
    Stored stored = new Stored().time(OURS, "ms/op", in("MEMORY", "COPY"), 8);
    assertThat(new ElementwiseSection().tables(stored.measurements())).isEmpty();
  }
}
