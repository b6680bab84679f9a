package dev.lanewise.jmh.suite;

import static dev.lanewise.jmh.suite.Contender.EJML;
import static dev.lanewise.jmh.suite.Contender.LANEWISE;
import static dev.lanewise.jmh.suite.Contender.MKL;
import static dev.lanewise.jmh.suite.Contender.OPENBLAS;
import static dev.lanewise.jmh.suite.Contender.VECTORBLAS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Tables of stored numbers, cell by cell. */
class GemmTablesTest {
  /**
   * Forks 80, 90 and 100 (medians of their iterations) have the median 90, and 80 is 89 % of it.
   */
  @Test
  void aRowHoldsMediansRatiosAndTheWorstFork() {
    StoredResults stored =
        new StoredResults()
            .peak(118, 120, 125)
            .peak(60, 60, 60)
            .fork(LANEWISE, 1, 99, 100, 170)
            .fork(LANEWISE, 1, 20, 80, 81)
            .fork(LANEWISE, 1, 90, 90, 90)
            .fork(OPENBLAS, 1, 45, 45, 45)
            .fork(MKL, 1, 60, 60, 60)
            .fork(VECTORBLAS, 1, 100, 100, 100);
    GemmPlan plan = StoredResults.plan(List.of(1), LANEWISE, OPENBLAS, MKL, VECTORBLAS);

    assertThat(text(plan, stored, "f32, 1 thread"))
        .isEqualTo(
            """
            m×n×k           Lanewise  of peak  OpenBLAS   MKL  VectorBLAS  / best native  / best  worst fork
            64×25×10000 TN      90.0     75 %      45.0  60.0       100.0           1.50    0.90        89 %
            """);
  }

  @Test
  void moreThreadsAreHeldToTheirSharesOfThePeakAndToOneThread() {
    StoredResults stored =
        new StoredResults()
            .peak(100)
            .fork(LANEWISE, 1, 80)
            .fork(LANEWISE, 2, 120)
            .fork(OPENBLAS, 2, 160)
            .fork(VECTORBLAS, 1, 10);
    GemmPlan plan = StoredResults.plan(List.of(1, 2), LANEWISE, OPENBLAS, VECTORBLAS);

    assertThat(text(plan, stored, "f32, 2 threads"))
        .isEqualTo(
            """
            m×n×k           Lanewise  of peak  OpenBLAS  / best native  / best  worst fork  / 1 thread
            64×25×10000 TN     120.0     60 %     160.0           0.75    0.75           –        1.50
            """);
  }

  @Test
  void whatWasNotMeasuredIsADash() {
    StoredResults stored = new StoredResults().fork(EJML, 1, 4);
    GemmPlan plan = StoredResults.plan(List.of(1), LANEWISE, OPENBLAS, EJML);

    assertThat(text(plan, stored, "f32, 1 thread"))
        .isEqualTo(
            """
            m×n×k           Lanewise  of peak  OpenBLAS  EJML  / best native  / best  worst fork
            64×25×10000 TN         –        –         –   4.0              –       –           –
            """);
  }

  private static String text(GemmPlan plan, StoredResults stored, String title) {
    return new GemmTables(plan, stored.results).tables().get(title).text();
  }
}
