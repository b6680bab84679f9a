package dev.lanewise.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Rates against their formulas, and where they begin and end. */
class ScheduleTest {
  /** An ulp of StrictMath.pow, one of the product. */
  private static final double POWER = 4 * 0x1p-53;

  @Property(tries = 100)
  void stepped(
      @ForAll @DoubleRange(min = 0.01, max = 10) double rate,
      @ForAll @DoubleRange(min = 0.1, max = 1) double factor,
      @ForAll @IntRange(min = 1, max = 5) int every) {
    Schedule schedule = Schedule.stepped(rate, factor, every);
    Schedule exponential = Schedule.exponential(rate, factor);
    double expected = rate;
    for (int i = 0; i < 8; i++) {
      double error = expected * (POWER + i * 0x1p-53);
      for (int step = i * every; step < (i + 1) * every; step++) {
        assertThat(schedule.rate(step)).isCloseTo(expected, within(error));
      }
      assertThat(exponential.rate(i)).isCloseTo(expected, within(error));
      expected *= factor;
    }
  }

  @Property(tries = 100)
  void cosine(
      @ForAll @DoubleRange(min = 0.1, max = 10) double rate,
      @ForAll @DoubleRange(min = 0, max = 0.1) double last,
      @ForAll @IntRange(min = 1, max = 50) int over) {
    Schedule schedule = Schedule.cosine(rate, last, over);
    double ulps = 8 * 0x1p-53 * rate;
    assertThat(schedule.rate(0)).isCloseTo(rate, within(ulps));
    for (int t = 0; t < over; t++) {
      // Mirrored about the middle the rates add up to rate + last.
      double mirrored = t == 0 ? last : schedule.rate(over - t);
      assertThat(schedule.rate(t) + mirrored).isCloseTo(rate + last, within(2 * ulps));
      assertThat(schedule.rate(t + 1)).isLessThanOrEqualTo(schedule.rate(t));
    }
    assertThat(schedule.rate(over)).isEqualTo(last);
    assertThat(schedule.rate(over + 7L)).isEqualTo(last);
  }

  @Test
  void cosineAtAThird() {
    assertThat(Schedule.cosine(3, 1, 300).rate(100)).isCloseTo(2.5, within(8 * 0x1p-53 * 3));
  }

  @Test
  void warmUpLeadsToAnySchedule() {
    Schedule schedule = Schedule.stepped(8, 0.5, 2).afterWarmUp(4);
    double[] expected = {2, 4, 6, 8, 8, 8, 4, 4, 2};
    for (int t = 0; t < expected.length; t++) {
      assertThat(schedule.rate(t)).as("step %d", t).isEqualTo(expected[t]);
    }
    assertThat(Schedule.constant(3).rate(Long.MAX_VALUE)).isEqualTo(3);
    Plateau plateau = new Plateau(4, 0.5, 1, 0, 0);
    Schedule warm = plateau.afterWarmUp(2);
    assertThat(warm.rate(0)).isEqualTo(2);
    plateau.report(1);
    plateau.report(1);
    assertThat(warm.rate(2)).isEqualTo(2);
  }

  @Test
  void plateauFallsWhenTheMetricDoesNot() {
    Plateau plateau = new Plateau(1, 0.25, 3, 0.1, 0.02);
    double[] metrics = {5, 4, 3.95, 3.91, 3.92, 3.95, 3.5, 3.6, Double.NaN, 3.6, 9, 9, 9, 9, 9, 9};
    double[] rates = {1, 1, 1, 1, .25, .25, .25, .25, .25, .0625, .0625, .0625, .02, .02, .02, .02};
    for (int i = 0; i < metrics.length; i++) {
      plateau.report(metrics[i]);
      assertThat(plateau.rate(i)).as("after report %d", i).isEqualTo(rates[i]);
    }
    assertThat(plateau.state()).isEqualTo(new Plateau.State(0.02, 3.5, 0));
    Plateau never = new Plateau(0.01, 0.5, 1, 0, 0.02);
    never.report(1);
    never.report(1);
    assertThat(never.rate(0)).as("the least rate raises none").isEqualTo(0.01);
  }

  @Test
  void plateauGoesOnFromItsState() {
    Plateau whole = new Plateau(1, 0.5, 2, 0, 0);
    Plateau second = new Plateau(7, 0.5, 2, 0, 0);
    double[] metrics = {3, 2, 2, 2, 1, 1, 1, 1};
    for (int i = 0; i < metrics.length; i++) {
      whole.report(metrics[i]);
      if (i > 2) {
        second.report(metrics[i]);
      } else if (i == 2) {
        second.restore(whole.state());
      }
    }
    assertThat(second.state()).isEqualTo(whole.state()).isEqualTo(new Plateau.State(0.25, 1, 1));
  }

  @Test
  void refusesWhatMakesNoSense() {
    refused(() -> Schedule.constant(0), "the rate is 0.0, must be positive and finite");
    refused(() -> Schedule.stepped(1, -1, 1), "the factor is -1.0");
    refused(() -> Schedule.stepped(1, 1, 0), "steps between two falls are 0, must be positive");
    refused(() -> Schedule.cosine(1, -1, 1), "last is -1.0, must be 0 or more and finite");
    refused(() -> Schedule.cosine(1, 0, 0), "steps to the last rate are 0");
    refused(() -> Schedule.constant(1).afterWarmUp(0), "steps of warm-up are 0");
    refused(() -> new Plateau(Double.NaN), "the rate is NaN");
    refused(() -> new Plateau(1, 1, 1, 0, 0), "factor 1.0, patience 1");
    refused(() -> new Plateau(1, 0.5, 0, 0, 0), "patience 0");
    refused(() -> new Plateau(1, 0.5, 1, -1, 0), "least improvement -1.0");
    refused(() -> new Plateau(1, 0.5, 1, 0, Double.NaN), "least rate NaN");
  }

  private static void refused(Runnable call, String message) {
    assertThatIllegalArgumentException().isThrownBy(call::run).withMessageContaining(message);
  }
}
