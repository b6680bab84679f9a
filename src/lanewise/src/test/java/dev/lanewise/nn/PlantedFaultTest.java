package dev.lanewise.nn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanewise.gradcheck.GradientCheck;
import dev.lanewise.gradcheck.GradientCheck.Entry;
import dev.lanewise.nn.PlainNetwork.Fault;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The gradient check finds mistakes in the gradients of norms, dropout, slopes, losses and decay;
 * {@link PlainBackpropTest} has those of dense layers.
 */
@Tag("once")
class PlantedFaultTest {
  private static final int DRAWS = 16;

  /** The entry that the mistake changes most is beyond its bound, wherever it is changed at all. */
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void theCheckFindsTheFault(Fault fault) {
    Loss loss =
        switch (fault) {
          case CLAMP_LEFT_OUT -> Loss.huber(0.2);
          case SMOOTHING_LEFT_OUT -> Loss.binaryCrossEntropy(0.3);
          default -> Loss.SOFTMAX_CROSS_ENTROPY;
        };
    int mattered = 0;
    for (int draw = 0; draw < DRAWS; draw++) {
      RandomNetwork drawn = new RandomNetwork(List.of(0, 7, 4, 5, 6, 0), loss, 5, draw);
      double[] right = drawn.gradient();
      Rounded[] faulty = drawn.slopes(fault);
      double[] gradient = right.clone();
      int worst = 0;
      for (int i = 0; i < right.length; i++) {
        gradient[i] = faulty[i].value();
        worst =
            Math.abs(gradient[i] - right[i]) > Math.abs(gradient[worst] - right[worst]) ? i : worst;
      }
      if (Math.abs(gradient[worst] - right[worst]) > 1e-6) {
        mattered++;
        double rounding = 2 * drawn.rounded().error();
        Entry found =
            GradientCheck.check(drawn::lossAt, drawn.theta(), gradient, rounding)
                .entries()
                .get(worst);
        assertThat(found.agrees()).as("%s in draw %d: %s", fault, draw, found).isFalse();
      }
    }
    assertThat(mattered).isGreaterThanOrEqualTo(DRAWS / 4);
  }
}
