package dev.lanewise.app.train;

import dev.lanewise.matrix.Matrix;
import dev.lanewise.matrix.Precision;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A name for the bits of matrices: equal if and only if the bits are. */
final class BitsDigest {
  /** Elements that are handed on at once. */
  private static final int PORTION = 1024;

  private BitsDigest() {}

  /**
   * SHA-256 of the elements, matrix after matrix, row after row, little-endian in their own
   * precision, in hex.
   */
  static String sha256(Matrix... matrices) {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException absent) {
      throw new IllegalStateException("every Java has SHA-256", absent);
    }
    for (Matrix matrix : matrices) {
      add(digest, matrix);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void add(MessageDigest digest, Matrix matrix) {
    Precision precision = matrix.precision();
    ByteBuffer bytes =
        ByteBuffer.allocate(PORTION * precision.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < matrix.rows(); i++) {
      for (int j = 0; j < matrix.cols(); j++) {
        double value = matrix.get(i, j);
        if (precision == Precision.F32) {
          bytes.putFloat((float) value);
        } else {
          bytes.putDouble(value);
        }
        if (!bytes.hasRemaining()) {
          digest.update(bytes.flip());
          bytes.clear();
        }
      }
    }
    digest.update(bytes.flip());
  }
}
