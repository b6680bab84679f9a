package dev.lanewise.elementwise;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lanewise.AllocatedBytes;
import dev.lanewise.matrix.FloatBits;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The vector loops against the scalar functions, bit for bit, and what they leave alone. */
class FloatMathBitsTest {
  private static final int LENGTH = 1 << 12;
  private static final int OFFSET = 5;

  /** Elements of a call that is to be compiled soon. */
  private static final int WARM = 512;

  @BeforeEach
  void vectors() {
    assumeTrue(ElementaryFunction.vectors(Float.SIZE), "no vector kernels of this precision here");
  }

  /** Bit patterns from everywhere, then numbers of everyday size. */
  private static float[] inputs() {
    Random random = new Random(5);
    float[] x = new float[LENGTH];
    for (int i = 0; i < LENGTH; i++) {
      x[i] = i < LENGTH / 2 ? FloatBits.pattern(i) : 8f * (float) random.nextGaussian();
    }
    return x;
  }

  @ParameterizedTest
  @EnumSource
  void scalar(ElementaryFunction f) {
    float[] x = inputs();
    float[] y = FloatBits.marks(LENGTH + 2 * OFFSET);
    f.run(LENGTH - FloatLanes.LENGTH, x, 0, y, OFFSET);
    for (int i = 0; i < y.length; i++) {
      int at = i - OFFSET;
      boolean inside = at >= 0 && at < LENGTH - FloatLanes.LENGTH;
      if (inside ? Float.compare(y[i], f.at(x[at])) != 0 : !FloatBits.same(y[i], FloatBits.MARK)) {
        throw new AssertionError(f + ", index " + at + " is " + y[i]);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void inPlace(ElementaryFunction f) {
    float[] x = inputs();
    float[] y = x.clone();
    f.run(LENGTH, y, 0, y, 0);
    for (int i = 0; i < LENGTH; i++) {
      if (Float.compare(y[i], f.at(x[i])) != 0) {
        throw new AssertionError(f + " in place, at " + x[i] + " is " + y[i]);
      }
    }
  }

  /** The shorter exp of a softmax, down to zeros, subnormal results and NaN. */
  @Test
  void expOfNonPositive() {
    float[] x = inputs();
    for (int i = 0; i < LENGTH; i++) {
      x[i] = i % 3 == 0 ? -Math.abs(x[i] % 800f) : -Math.abs(x[i]);
    }
    x[0] = 0f;
    x[1] = -0f;
    x[2] = Float.NaN;
    float[] y = new float[LENGTH];
    FloatVectorExp.expOfNonPositive(LENGTH, x, 0, y, 0);
    for (int i = 0; i < LENGTH; i++) {
      if (Float.compare(y[i], FloatScalarExp.exp(x[i])) != 0) {
        throw new AssertionError("e^" + x[i] + " is " + y[i]);
      }
    }
  }

  /** All in one JVM: what is compiled for one must not make another box its vectors. */
  @Test
  @Tag("once")
  void warmLoopsAllocateNothing() {
    float[] x = inputs();
    float[] y = new float[LENGTH];
    ElementaryFunction[] functions = ElementaryFunction.values();
    AllocatedBytes bytes = new AllocatedBytes();
    long least = Long.MAX_VALUE;
    for (int round = 0; round < 20_000 && least > 0; round++) {
      long some =
          bytes.during(
              () -> {
                for (ElementaryFunction f : functions) {
                  f.run(WARM, x, 0, y, 0);
                }
              });
      least = Math.min(least, some);
    }
    if (least != 0) {
      throw new AssertionError("fewest bytes of a round: " + least);
    }
  }
}
