package dev.lanewise.jmh.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanewise.jmh.peer.Contender;
import dev.lanewise.jmh.report.Case;
import dev.lanewise.jmh.report.Measurements;
import dev.lanewise.jmh.report.Score;
import dev.lanewise.matrix.Precision;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.RunResult;

/** The order of measuring, what is collected of it, and what is said meanwhile. */
class SessionTest {
  private final List<String> order = new ArrayList<>();

  /** Every run takes as many seconds as there were runs before it, and one. */
  private class Counted implements Trial {
    private final String who;
    private final boolean everyRound;

    Counted(String who, boolean everyRound) {
      this.who = who;
      this.everyRound = everyRound;
    }

    @Override
    public String who() {
      return who;
    }

    @Override
    public List<Case> headlines() {
      return List.of(Case.of("test." + who, Map.of("shape", "any")));
    }

    @Override
    public boolean everyRound() {
      return everyRound;
    }

    @Override
    public double seconds() {
      return 1;
    }

    @Override
    public void run(Harness harness, Consumer<RunResult> taker) throws IOException {
      order.add(who);
      if (who.equals("broken")) {
        throw new IOException("it\n  broke\n");
      }
      double seconds = order.size();
      taker.accept(
          ScriptResult.of(
              "test." + who, new TreeMap<>(Map.of("shape", "any")), "1.0", List.of(seconds)));
    }
  }

  @Test
  void trialsTakeTurnsAndForksAreCollected() throws IOException {
    Group turns =
        new Group(
            "turns",
            List.of(new Counted("a", true), new Counted("b", true), new Counted("once", false)));
    Group single =
        new Group("single", true, List.of(new Counted("c", true), new Counted("broken", true)));
    ByteArrayOutputStream progress = new ByteArrayOutputStream();
    List<String> reports = new ArrayList<>();
    List<String> failures = new ArrayList<>();
    new Session(
            List.of(turns, single),
            new Harness(Effort.FULL, List.of()),
            new PrintStream(progress, true, StandardCharsets.UTF_8))
        .run(
            (json, broken, left) -> {
              reports.add(json);
              failures.clear();
              failures.addAll(broken);
            });

    assertThat(order).containsExactly("a", "b", "once", "a", "b", "a", "b", "c", "broken");
    assertThat(failures).containsExactly("broken, single: it; broke");
    assertThat(reports).hasSize(2);
    Measurements all = Measurements.parse(reports.get(1));
    Score a = all.score("test.a", Map.of("shape", "any")).orElseThrow();
    assertThat(a.forks()).isEqualTo(3);
    assertThat(a.median()).isEqualTo(4e9); // runs 1, 4 and 6
    assertThat(a.best()).isEqualTo(1e9);
    assertThat(all.score("test.broken", Map.of("shape", "any"))).isEmpty();
    assertThat(progress.toString(StandardCharsets.UTF_8).lines())
        .containsExactly(
            "2 groups, about 0 min",
            "[1/2] turns: a 4000 ms, b 5000 ms, once 3000 ms; 0 s left",
            "FAILED: broken, single: it; broke",
            "[2/2] single: c 8000 ms, broken –; 0 s left");
  }

  /** As by Ctrl-C: the second group is being measured, and its second trial still goes on. */
  @Test
  void whatIsBrokenOffKeepsWhatWasMeasured() throws IOException {
    List<String> last = new ArrayList<>();
    Session.Listener listener =
        (json, broken, left) -> {
          last.clear();
          last.add(json);
          last.addAll(left);
          last.addAll(broken);
        };
    Session[] session = new Session[1];
    Trial signal =
        new Counted("signal", true) {
          @Override
          public void run(Harness harness, Consumer<RunResult> taker) throws IOException {
            assertThat(session[0].breakOff(listener)).isTrue();
            assertThat(session[0].breakOff(listener)).isFalse();
            super.run(harness, taker);
            throw new IOException("ended by the same signal");
          }
        };
    session[0] =
        new Session(
            List.of(
                new Group("whole", true, List.of(new Counted("a", true))),
                new Group("part", true, List.of(new Counted("b", true), signal)),
                new Group("none", true, List.of(new Counted("c", true)))),
            new Harness(Effort.FULL, List.of()),
            new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));
    assertThat(session[0].run(listener)).isFalse();
    assertThat(last).hasSize(3).endsWith("part", "none");
    assertThat(Measurements.parse(last.get(0)).cases())
        .extracting(Case::benchmark)
        .containsExactly("test.a", "test.b");
    assertThat(order).doesNotContain("c");
  }

  /**
   * The JVM of the second product ends as by {@code Runtime.halt}: the heap of all these JVMs is
   * too small for its operands, and they are told to end where that is so.
   */
  @Test
  void aJvmThatEndsLosesItsCaseAlone() throws IOException {
    List<Fork> products =
        Stream.of("2x3x4", "4000x1x4000", "3x4x5")
            .map(shape -> ProductShape.of(shape, "NN"))
            .map(shape -> GemmSuite.product(Contender.LANEWISE, Precision.F64, 1, shape))
            .toList();
    List<String> small =
        List.of("-Xmx64m", "-XX:+ExitOnOutOfMemoryError", "-Dlanewise.vectorBits=0");
    List<String> seen = new ArrayList<>();
    new Session(
            List.of(
                new Group("products", true, List.of(new Batch("ours", true, products, 20, 20)))),
            new Harness(Effort.QUICK, small),
            new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8))
        .run(
            (json, broken, left) -> {
              seen.add(json);
              seen.addAll(broken);
            });
    assertThat(Measurements.parse(seen.get(0)).cases())
        .extracting(key -> key.get("shape"))
        .containsExactly("2x3x4", "3x4x5");
    assertThat(seen)
        .hasSize(2)
        .last()
        .asString()
        .startsWith("ours, products: GemmBenchmark.multiply precision=F64 shape=4000x1x4000 ")
        .contains(": status 3: Terminating due to java.lang.OutOfMemoryError: Java heap space");
  }

  @Test
  void storedNumbersNameNoFolderOfTheMachine() throws IOException {
    List<String> reports = new ArrayList<>();
    new Session(
            List.of(new Group("one", List.of(new Counted("a", true)))),
            new Harness(Effort.QUICK, List.of()),
            new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8))
        .run((json, broken, left) -> reports.add(json));
    assertThat(reports.get(0))
        .doesNotContain(System.getProperty("java.home"), System.getProperty("user.dir"));
  }
}
