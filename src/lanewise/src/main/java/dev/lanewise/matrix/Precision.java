package dev.lanewise.matrix;

/** The two element types, equals everywhere: what runs in one runs in the other. */
public enum Precision {
  /** IEEE 754 binary32, {@code float}. */
  F32(Float.BYTES, 0x1p-24),
  /** IEEE 754 binary64, {@code double}. */
  F64(Double.BYTES, 0x1p-53);

  private final int bytes;
  private final double unitRoundoff;

  Precision(int bytes, double unitRoundoff) {
    this.bytes = bytes;
    this.unitRoundoff = unitRoundoff;
  }

  /**
   * Returns the size of an element.
   *
   * @return 4 or 8, in bytes
   */
  public int bytes() {
    return bytes;
  }

  /**
   * Returns the largest relative error of one rounding to nearest, half the distance from 1 to the
   * next larger number.
   *
   * @return 2⁻²⁴ or 2⁻⁵³
   */
  public double unitRoundoff() {
    return unitRoundoff;
  }
}
