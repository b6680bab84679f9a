package dev.lanewise.jmh.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tables of stored numbers, cell by cell. */
class BlasCallTablesTest {
  private static final String OURS = "dev.lanewise.jmh.Level";
  private static final String THEIRS = "dev.lanewise.jmh.peer.NativeLevel";

  private static Map<String, Table> tables(Stored stored) {
    Map<String, Table> tables = new LinkedHashMap<>();
    BlasCallTables.put(tables, stored.measurements());
    return tables;
  }

  private static Map<String, String> with(String library, Map<String, String> parameters) {
    Map<String, String> all = new HashMap<>(parameters);
    all.put("library", library);
    return all;
  }

  @Test
  void aRowHoldsPeersAndTheRatioToTheBest() {
    Map<String, String> vector = Map.of("precision", "F64", "shape", "784x512", "threads", "2");
    Map<String, String> batch = Map.of("precision", "F64", "n", "16", "threads", "2");
    Stored stored =
        new Stored()
            .rate(OURS + "2Benchmark.row", vector, 30, 20, 40)
            .rate(THEIRS + "2Benchmark.row", with("OPENBLAS", vector), 15)
            .rate(THEIRS + "2Benchmark.row", with("MKL", vector), 60)
            .rate(OURS + "3Benchmark.batched", batch, 50)
            .rate(THEIRS + "3Benchmark.batched", with("MKL", batch), 40)
            .rate(THEIRS + "3Benchmark.calls", with("OPENBLAS", batch), 10);
    Map<String, Table> tables = tables(stored);
    assertThat(tables).hasSize(2);
    assertThat(tables.get("gemv and ger, f64, 2 threads, GFLOP/s").text())
        .isEqualTo(
            """
            call, rows×cols  Lanewise  OpenBLAS   MKL  / best  worst fork  B/op
            x·A, 784×512         30.0      15.0  60.0    0.50        67 %     –
            """);
    assertThat(tables.get("syrk and batches, f64, 2 threads, GFLOP/s").text())
        .isEqualTo(
            """
            call, n×n×n          Lanewise  OpenBLAS   MKL  / best  worst fork  B/op
            batch, one call, 16      50.0         –  40.0    1.25           –     –
            batch, calls, 16            –      10.0     –       –           –     –
            """);
  }

  /** Those of November 2026 had no parameter for the precision. */
  @Test
  void withoutPeersEveryCallIsAColumn() {
    Stored stored =
        new Stored()
            .rate(OURS + "2Benchmark.column", Map.of("shape", "64x64"), 10)
            .rate(OURS + "2Benchmark.update", Map.of("shape", "64x64"), 20);
    Map<String, Table> tables = tables(stored);
    assertThat(tables).hasSize(1);
    assertThat(tables.get("gemv and ger, f32, GFLOP/s").text())
        .isEqualTo(
            """
            rows×cols        x·A   A·x  A + x·yᵀ
            64×64, 1 thread    –  10.0      20.0
            """);
  }
}
