package dev.lanewise.app.train;

import dev.lanewise.matrix.Matrix;
import dev.lanewise.matrix.Precision;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A name for the bits of some parameters: equal if and only if the bits are. */
final class WeightsDigest {
  private WeightsDigest() {}

  /** SHA-256 of the elements, row after row, little-endian in their own precision, in hex. */
  static String sha256(Matrix parameters) {
    Precision precision = parameters.precision();
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.multiplyExact(parameters.size(), precision.bytes()))
            .order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < parameters.rows(); i++) {
      for (int j = 0; j < parameters.cols(); j++) {
        double value = parameters.get(i, j);
        if (precision == Precision.F32) {
          bytes.putFloat((float) value);
        } else {
          bytes.putDouble(value);
        }
      }
    }
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
    } catch (NoSuchAlgorithmException absent) {
      throw new IllegalStateException("every Java has SHA-256", absent);
    }
  }
}
