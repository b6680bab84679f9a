package dev.lanewise.elementwise;

// precision: by hand

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Errors of the single-precision functions over a strided sample of the 2³² inputs or, with {@code
 * -Paccuracy}, over all of them; vectors against scalars, bit for bit; and order where the function
 * is monotone.
 *
 * <p>The reference is the same function in double precision, which {@link DoubleMathTest} holds to
 * exact values: its error of 2.5 ulp is 5e-9 ulp here. The two precisions check each other at every
 * input, too: their polynomials and thresholds differ.
 *
 * <p>An error counts in units of the spacing of floats around the exact value; that is 2⁻¹⁴⁹ for
 * subnormal values. Results and values beyond the largest float stand for 2¹²⁸.
 */
@Tag("once")
class FloatMathTest {
  /** A prime: about two million inputs. */
  private static final long STRIDE = Long.getLong("lanewise.mathStride", 2141);

  private static final long INPUTS = ((1L << Integer.SIZE) - 1) / STRIDE + 1;

  /** Inputs of one piece of work; a multiple of every vector. */
  private static final int PIECE = 1 << 11;

  /** The largest error and what contradicts order, of one piece or more. */
  private record Findings(double error, float worst, long disorder, float disordered) {
    static final Findings NONE = new Findings(-1, 0f, 0, 0f);

    Findings and(Findings other) {
      Findings larger = error >= other.error ? this : other;
      return new Findings(
          larger.error,
          larger.worst,
          disorder + other.disorder,
          disorder > 0 ? disordered : other.disordered);
    }
  }

  @ParameterizedTest
  @MethodSource("dev.lanewise.elementwise.ElementaryFunction#selected")
  void errors(ElementaryFunction f) {
    long pieces = (INPUTS - 1) / PIECE + 1;
    AtomicLong done = new AtomicLong();
    Findings findings =
        LongStream.range(0, pieces)
            .parallel()
            .mapToObj(
                piece -> {
                  Findings some = piece(f, piece * PIECE);
                  report(f, done.incrementAndGet(), pieces);
                  return some;
                })
            .reduce(Findings.NONE, Findings::and);
    System.out.printf(
        "%-11s f32 %.4f ulp at %s, %d neighbours out of order%n",
        f, findings.error, findings.worst, findings.disorder);
    assertThat(findings.error)
        .as("%s, largest error in ulp, at %s", f, findings.worst)
        .isBetween(0.0, f.floatBound);
    if (f.monotone) {
      assertThat(findings.disorder)
          .as("%s, neighbours out of order, one at %s", f, findings.disordered)
          .isZero();
    }
  }

  /** Progress where it takes long. */
  private static void report(ElementaryFunction f, long done, long pieces) {
    if (STRIDE == 1 && done % (pieces / 8) == 0) {
      System.out.printf("%-11s f32 %d %%%n", f, 100 * done / pieces);
    }
  }

  private static Findings piece(ElementaryFunction f, long first) {
    float[] x = new float[PIECE];
    float[] y = new float[PIECE];
    double[] exactX = new double[PIECE];
    double[] exact = new double[PIECE];
    for (int i = 0; i < PIECE; i++) {
      long input = first + i < INPUTS ? first + i : 0; // past the last one the first again
      x[i] = Float.intBitsToFloat((int) (input * STRIDE));
      exactX[i] = x[i];
    }
    f.runChosen(PIECE, x, y);
    f.runChosen(PIECE, exactX, exact);
    double largest = -1;
    float worst = 0f;
    long disorder = 0;
    float disordered = 0f;
    for (int i = 0; i < PIECE; i++) {
      float scalar = f.at(x[i]);
      if (Float.compare(y[i], scalar) != 0) {
        throw new AssertionError(f + " at " + x[i] + ": scalar " + scalar + ", vector " + y[i]);
      }
      double error = ulps(y[i], exact[i]);
      if (!(error <= largest)) {
        largest = error;
        worst = x[i];
      }
      if (i > 0 && outOfOrder(x[i - 1], x[i], y[i - 1], y[i])) {
        disorder++;
        disordered = x[i];
      }
    }
    return new Findings(largest, worst, disorder, disordered);
  }

  private static boolean outOfOrder(float x0, float x1, float y0, float y1) {
    return x0 < x1 ? y0 > y1 : x0 > x1 && y0 < y1;
  }

  /** 0 if both are NaN, infinity if one is. */
  private static double ulps(float result, double exact) {
    if (Double.isNaN(exact) || Float.isNaN(result)) {
      return Double.isNaN(exact) && Float.isNaN(result) ? 0 : Double.POSITIVE_INFINITY;
    }
    int binade = Math.max(Math.getExponent(exact), Float.MIN_EXPONENT);
    if (binade > Float.MAX_EXPONENT) {
      binade = Float.MAX_EXPONENT;
      exact = Math.copySign(0x1p128, exact);
    }
    double value = Float.isInfinite(result) ? Math.copySign(0x1p128, result) : result;
    // times 2^(23 − binade)
    return Math.abs(value - exact) * Double.longBitsToDouble((1023L + 23 - binade) << 52);
  }
}
