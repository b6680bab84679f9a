package dev.lanewise.jmh;

/** Where all operands of a call fit together: half of a usual level, or no level. */
public enum Place {
  L1(16 << 10),
  L2(512 << 10),
  L3(8 << 20),
  MEMORY(256 << 20);

  public final int bytes;

  Place(int bytes) {
    this.bytes = bytes;
  }
}
