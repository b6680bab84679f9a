package dev.lanewise.nn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanewise.matrix.Precision;
import dev.lanewise.nn.Problem.Plan;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Loss and gradient in f32 against f64 at the same numbers, within the derived bounds of both. */
class PrecisionTest {
  private static final double U32 = Precision.F32.unitRoundoff();
  private static final double U64 = Precision.F64.unitRoundoff();

  @Property(tries = 200)
  void singleAgreesWithDouble(@ForAll("plans") Plan plan, @ForAll("seeds") long seed) {
    Problem single = plan.draw(seed).to(Precision.F32);
    Problem twice = single.to(Precision.F64);
    while (GradientRounding.meetsKink(new PlainBackprop(twice), U32)) {
      single = plan.draw(++seed).to(Precision.F32);
      twice = single.to(Precision.F64);
    }
    PlainBackprop plain = new PlainBackprop(twice);

    double loss = single.network().loss(single.x(), single.y());
    assertThat(Math.abs(loss - twice.network().loss(twice.x(), twice.y())))
        .isLessThanOrEqualTo(LossRounding.at(plain, U32) + LossRounding.at(plain, U64));

    double[] actual = single.gradient();
    double[] expected = twice.gradient();
    double[] bound32 = GradientRounding.at(plain, U32);
    double[] bound64 = GradientRounding.at(plain, U64);
    for (int i = 0; i < actual.length; i++) {
      assertThat(Math.abs(actual[i] - expected[i]))
          .as("entry " + i)
          .isLessThanOrEqualTo(bound32[i] + bound64[i]);
    }
  }

  @Provide
  Arbitrary<Plan> plans() {
    return Plans.plans(20, 20);
  }

  @Provide
  Arbitrary<Long> seeds() {
    return Plans.seeds();
  }
}
