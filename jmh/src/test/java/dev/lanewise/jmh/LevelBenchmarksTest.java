package dev.lanewise.jmh;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanewise.matrix.Precision;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What is timed is what the benchmark says; peers have to pass the same checks, see ProbeTest. */
class LevelBenchmarksTest {
  @ParameterizedTest
  @EnumSource
  void levelTwo(Precision precision) {
    prepared(new Level2Benchmark(), precision).check();
  }

  @ParameterizedTest
  @CsvSource({"F32,16", "F64,16", "F32,37", "F64,37"})
  void levelThree(Precision precision, int n) {
    prepared(new Level3Benchmark(), precision, n).check();
  }

  /** The checks themselves, where a matrix is square and a wrong answer has the right size. */
  @ParameterizedTest
  @CsvSource({"row,x·A", "column,A·y", "update,A + α·x·yᵀ"})
  void aWrongCallOfLevelTwoIsNoticed(String wrong, String named) {
    for (Precision precision : Precision.values()) {
      Level2Calls calls =
          new Level2Benchmark() {
            @Override
            public void row(FlopRate rate) {
              if (!wrong.equals("row")) {
                super.row(rate);
              }
            }

            @Override
            public void column(FlopRate rate) {
              if (wrong.equals("column")) {
                super.row(rate);
              } else {
                super.column(rate);
              }
            }

            @Override
            public void update(FlopRate rate) {
              super.update(rate);
              if (wrong.equals("update")) {
                super.update(rate);
              }
            }
          };
      assertNoticed(prepared(calls, precision), precision, named);
    }
  }

  @ParameterizedTest
  @CsvSource({"triangle,triangle of A·Aᵀ", "batched,batch in one call", "calls,batch in calls"})
  void aWrongCallOfLevelThreeIsNoticed(String wrong, String named) {
    for (Precision precision : Precision.values()) {
      Level3Calls calls =
          new Level3Benchmark() {
            @Override
            public void triangle(FlopRate rate) {
              if (wrong.equals("triangle")) {
                super.batched(rate); // both triangles, and of A·B
              } else {
                super.triangle(rate);
              }
            }

            @Override
            public void batched(FlopRate rate) {
              if (wrong.equals("batched")) {
                batch--; // all but the last
              }
              super.batched(rate);
            }

            @Override
            public void calls(FlopRate rate) {
              if (!wrong.equals("calls")) {
                super.calls(rate);
              }
            }
          };
      assertNoticed(prepared(calls, precision, 16), precision, named);
    }
  }

  private static void assertNoticed(BlasCalls wrong, Precision precision, String named) {
    assertThatThrownBy(wrong::check)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith(precision + " " + named + ", 2 threads: element ");
  }

  private static BlasCalls prepared(Level2Calls calls, Precision precision) {
    calls.shape = "37x37";
    return prepared((BlasCalls) calls, precision);
  }

  private static BlasCalls prepared(Level3Calls calls, Precision precision, int n) {
    calls.n = n;
    return prepared(calls, precision);
  }

  private static BlasCalls prepared(BlasCalls calls, Precision precision) {
    calls.precision = precision;
    calls.threads = 2;
    calls.prepare();
    return calls;
  }
}
