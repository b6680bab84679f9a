package dev.lanewise.data;

/** Types of elements that the safetensors format names, with their size in bytes. */
enum ElementType {
  // In the order in which the reference implementation lays out tensors, as far as we write them.
  I64(8),
  F64(8),
  F32(4),
  U64(8),
  I32(4),
  U32(4),
  BF16(2),
  F16(2),
  I16(2),
  U16(2),
  F8_E4M3(1),
  F8_E5M2(1),
  I8(1),
  U8(1),
  BOOL(1);

  private final int bytes;

  ElementType(int bytes) {
    this.bytes = bytes;
  }

  int bytes() {
    return bytes;
  }
}
