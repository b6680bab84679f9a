package dev.lanewise.elementwise;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Errors of the double-precision functions against {@link Exact} at random points and at hard ones:
 * some ten thousand, or 10⁷ a function with {@code -Paccuracy}.
 */
@Tag("once")
class DoubleMathTest {
  private static final int POINTS = Integer.getInteger("lanewise.mathPoints", 20_000);

  private static final int PIECE = 1 << 12;

  /** Where formulas change, results begin to be subnormal, infinite, constant. */
  private static final double[] TURNS = {
    0,
    Double.MIN_VALUE,
    Double.MIN_NORMAL,
    0x1p-1000,
    0x1p-54,
    0x1p-53,
    0x1p-27,
    0x1p-26,
    0.5 * Math.log(2),
    Math.log(2),
    1.5 * Math.log(2),
    Math.sqrt(0.5) - 1,
    Math.sqrt(2) - 1,
    Math.sqrt(0.5),
    Math.sqrt(2),
    0.5,
    0.75,
    1,
    2,
    3,
    4,
    5.9,
    6,
    8,
    19.1,
    20,
    21.5,
    21.58,
    27.3,
    36.05,
    36.7,
    37.5,
    38,
    38.5,
    38.7,
    39,
    40,
    53 * Math.log(2),
    54 * Math.log(2),
    63 * Math.log(2),
    64 * Math.log(2),
    708.3964,
    709.78,
    709.79,
    710,
    745.13,
    745.14,
    746,
    751.5,
    752,
    0x1p31,
    0x1p52,
    0x1p53,
    0x1p62,
    0x1p63,
    0x1p1000,
    0x1p1022,
    0x1.6a09e667f3bccp1023,
    0x1.6a09e667f3bcdp1023,
    0x1p1023,
    Double.MAX_VALUE
  };

  private record Findings(double error, double worst) {
    Findings and(Findings other) {
      return error >= other.error ? this : other;
    }
  }

  @ParameterizedTest
  @MethodSource("dev.lanewise.elementwise.ElementaryFunction#selected")
  void errors(ElementaryFunction f) {
    int pieces = (POINTS - 1) / PIECE + 1;
    Findings findings =
        IntStream.range(0, pieces)
            .parallel()
            .mapToObj(piece -> random(f, piece))
            .reduce(hard(f), Findings::and);
    System.out.printf("%-11s f64 %.4f ulp at %s%n", f, findings.error, findings.worst);
    assertThat(findings.error)
        .as("%s, largest error in ulp, at %s", f, findings.worst)
        .isBetween(0.0, f.doubleBound);
  }

  private static Findings random(ElementaryFunction f, int piece) {
    Random random = new Random(piece);
    return errors(f, IntStream.range(0, PIECE).mapToDouble(i -> point(i, random)));
  }

  private static Findings hard(ElementaryFunction f) {
    return errors(
        f,
        DoubleStream.of(TURNS)
            .flatMap(x -> DoubleStream.of(x, Math.nextUp(x), Math.nextDown(x)))
            .flatMap(x -> DoubleStream.of(x, -x, x - 1)));
  }

  private static Findings errors(ElementaryFunction f, DoubleStream points) {
    return points
        .filter(f::hasValue)
        .mapToObj(x -> new Findings(error(f, x), x))
        .reduce(new Findings(-1, 0), Findings::and);
  }

  private static double error(ElementaryFunction f, double x) {
    double error = f.exact(x).ulps(f.at(x));
    return Double.isNaN(error) ? Double.POSITIVE_INFINITY : error;
  }

  private static double point(int i, Random random) {
    double sign = random.nextBoolean() ? 1 : -1;
    return switch (i % 8) {
      case 0 -> Double.longBitsToDouble(random.nextLong());
      case 1 -> random.nextGaussian();
      case 2 -> sign * 40 * random.nextDouble();
      case 3 -> sign * 760 * random.nextDouble();
      case 4 -> sign * Math.scalb(1 + random.nextDouble(), -random.nextInt(60));
      case 5 -> // where the reduction by ln 2, or its half, turns
          (0.25 * Math.log(2) * (random.nextInt(8640) - 4320)) * near1(random);
      case 6 -> sign * TURNS[random.nextInt(TURNS.length)] * near1(random);
      default -> near1(random) - random.nextInt(3);
    };
  }

  /** From 0.5 to 1.5, the nearer to 1 the likelier. */
  private static double near1(Random random) {
    return 1 + Math.scalb(random.nextDouble() - 0.5, -random.nextInt(50));
  }
}
