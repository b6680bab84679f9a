package dev.lanewise.jmh.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanewise.jmh.peer.Contender;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tables of stored numbers, cell by cell. */
class GemmSectionTest {
  private static final String PEAK = "dev.lanewise.jmh.FmaPeakBenchmark.f32";

  private final Stored stored = new Stored();

  private void add(Contender contender, String threads, double... forks) {
    Map<String, String> parameters = new HashMap<>(contender.parameters());
    parameters.putAll(
        Map.of("precision", "F32", "shape", "64x25x10000", "transposed", "TN", "threads", threads));
    stored.rate(contender.method(), parameters, forks);
  }

  private Map<String, Table> tables() {
    return new GemmSection().tables(stored.measurements());
  }

  /**
   * Forks of 80, 90 and 100 have the median 90, and 80 is 89 % of it; the peak is its best fork.
   */
  @Test
  void aRowHoldsMediansRatiosAndTheWorstFork() {
    stored.rate(PEAK, Map.of(), 60, 120);
    add(Contender.LANEWISE, "1", 100, 80, 90);
    add(Contender.OPENBLAS, "1", 45);
    add(Contender.MKL, "1", 60);
    add(Contender.VECTORBLAS, "1", 100);
    assertThat(tables().get("f32, 1 thread").text())
        .isEqualTo(
            """
            m×n×k           Lanewise  of peak  OpenBLAS   MKL  VectorBLAS  / best native  / best  worst fork  B/op
            64×25×10000 TN      90.0     75 %      45.0  60.0         100           1.50    0.90        89 %     –
            """);
  }

  /** Rates as they were measured; the peer had a clock of half the rate. */
  @Test
  void whereThePeakIsBesideItRatiosAreThoseOfShares() {
    stored.rate(PEAK, Map.of(), 120);
    Map<String, String> product =
        Map.of("precision", "F32", "shape", "8x8x8", "transposed", "NN", "threads", "1");
    stored.beside(Contender.LANEWISE.method(), product, 81, 90, 99, 100, 72, 90);
    Map<String, String> theirs = new HashMap<>(product);
    theirs.putAll(Contender.OPENBLAS.parameters());
    stored.beside(Contender.OPENBLAS.method(), theirs, 30, 50);
    assertThat(tables().get("f32, 1 thread").text())
        .isEqualTo(
            """
            m×n×k     Lanewise  of peak  OpenBLAS  / best native  / best  worst fork  B/op
            8×8×8 NN      81.0     90 %      30.0           1.50    1.50        89 %     –
            """);
  }

  @Test
  void moreThreadsAreHeldToTheirSharesOfThePeakAndToOneThread() {
    stored.rate(PEAK, Map.of(), 100);
    add(Contender.LANEWISE, "1", 80);
    add(Contender.LANEWISE, "2", 120);
    add(Contender.OPENBLAS, "2", 160);
    add(Contender.VECTORBLAS, "1", 10);
    assertThat(tables().get("f32, 2 threads").text())
        .isEqualTo(
            """
            m×n×k           Lanewise  of peak  OpenBLAS  / best native  / best  worst fork  B/op  / 1 thread
            64×25×10000 TN       120     60 %       160           0.75    0.75           –     –        1.50
            """);
  }

  @Test
  void whatWasNotMeasuredIsADash() {
    add(Contender.EJML, "1", 4);
    assertThat(tables().get("f32, 1 thread").text())
        .isEqualTo(
            """
            m×n×k           Lanewise  of peak  EJML  / best native  / best  worst fork  B/op
            64×25×10000 TN         –        –  4.00              –       –           –     –
            """);
  }
}
