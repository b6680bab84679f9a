package dev.lanewise.gemm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Which rows and sizes are read in place; that the bits are the same is FloatGemmGridTest's. */
class UnpackedTest {
  private static final int MANY = 1_000_000;

  @Test
  void aBInL1IsReadInPlaceByAnyNumberOfRows() {
    Unpacked unpacked = new Unpacked(0, 8, 16, 4096, 64, 0, 1);
    assertThat(unpacked.readsB(MANY, 64, 64, 64)).isTrue();
    assertThat(unpacked.readsB(MANY, 65, 64, 64)).isFalse();
  }

  /** Rows of a narrow window on a wide matrix share few sets of a cache. */
  @Test
  void notIfItsRowsLieFarApartOrAreShort() {
    Unpacked unpacked = new Unpacked(0, 8, 16, 4096, 64, 0, 1);
    assertThat(unpacked.readsB(MANY, 64, 64, 1024)).isFalse();
    assertThat(unpacked.readsB(MANY, 64, 63, 63)).isFalse();
    assertThat(unpacked.readsB(16, 64, 64, 1024)).isTrue();
    assertThat(unpacked.readsB(17, 64, 64, 1024)).isFalse();
  }

  @Test
  void aLargeOneByFewRowsAlone() {
    Unpacked unpacked = new Unpacked(0, 8, 16, 0, 64, 0, 1);
    assertThat(unpacked.readsB(16, 96, 96, 96)).isTrue();
    assertThat(unpacked.readsB(16, 97, 96, 96)).isFalse();
    assertThat(unpacked.readsB(8, 97, 96, 96)).isTrue();
    assertThat(unpacked.readsB(9, 97, 96, 96)).isFalse();
  }

  @Test
  void aTransposedAWhoseStepsShareASetIsPacked() {
    Unpacked unpacked = new Unpacked(0, 0, 0, 0, 0, 8, 512);
    assertThat(unpacked.readsTransposedA(8, 500)).isTrue();
    assertThat(unpacked.readsTransposedA(8, 256)).isTrue();
    assertThat(unpacked.readsTransposedA(8, 512)).isFalse();
    assertThat(unpacked.readsTransposedA(1, 1024)).isFalse();
    assertThat(unpacked.readsTransposedA(9, 500)).isFalse();
  }
}
