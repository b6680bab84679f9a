package dev.lanewise.elementwise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanewise.AllocatedBytes;
import dev.lanewise.matrix.Matrix;
import dev.lanewise.matrix.Precision;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A warm call allocates nothing. Warm means compiled: until then the Vector API makes objects. So
 * rounds of calls are repeated until one round allocates nothing; what allocates in every call
 * never has such a round.
 */
@Tag("once")
class AllocationTest {
  /** For the compiler to come round to a kernel, on a machine that may be busy. */
  private static final long PATIENCE_NANOS = 60_000_000_000L;

  private static final int CALLS = 40;

  @ParameterizedTest
  @EnumSource
  void everyKernel(Precision precision) {
    KernelCalls.of(precision).forEach(AllocationTest::assertWarmCallsAllocateNothing);
  }

  /** Large enough for the team: dispatch allocates nothing either, whoever is dispatched. */
  @ParameterizedTest
  @EnumSource
  void everyPassOnTheTeam(Precision precision) {
    Matrix x = KernelCalls.filled(precision, 64, 2000);
    Matrix y = KernelCalls.filled(precision, 64, 2000);
    Matrix z = KernelCalls.filled(precision, 64, 2000);
    Matrix row = KernelCalls.filled(precision, 1, 2000);
    Matrix column = KernelCalls.filled(precision, 64, 1);
    Map<String, Runnable> calls = new LinkedHashMap<>();
    calls.put("by rows", () -> Elementwise.apply(x, Activation.RELU, y));
    calls.put("by columns", () -> Elementwise.sigmoidOutputDelta(x, y, z, row));
    calls.put("softmax", () -> Elementwise.softmax(x, y));
    calls.put("update", () -> Updates.addScaled(1e-9, x, y));
    calls.put("mask", () -> Masks.draw(0.5, 1, 2, 3, y));
    calls.put("normalisation", () -> Normalization.rows(x, 1, row, row, y, column, z));
    calls.forEach(AllocationTest::assertWarmCallsAllocateNothing);
  }

  private static void assertWarmCallsAllocateNothing(String name, Runnable call) {
    call.run();
    AllocatedBytes bytes = new AllocatedBytes();
    long least = Long.MAX_VALUE;
    long patience = System.nanoTime() + PATIENCE_NANOS;
    while (least > 0 && System.nanoTime() - patience < 0) {
      least =
          Math.min(
              least,
              bytes.during(
                  () -> {
                    for (int i = 0; i < CALLS; i++) {
                      call.run();
                    }
                  }));
    }
    assertThat(least).as("%s: fewest bytes that %d calls allocated", name, CALLS).isZero();
  }
}
