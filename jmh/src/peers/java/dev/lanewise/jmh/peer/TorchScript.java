package dev.lanewise.jmh.peer;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A program of PyTorch as torch.jit.save would have written it: a zip file of the program's text
 * and a pickle that names the class of its object. So none has to be stored as bytes.
 */
final class TorchScript {
  private static final byte[] EMPTY_TUPLE = {(byte) 0x80, 2, ')', '.'};

  private TorchScript() {}

  /** An object of a class of {@code peers/training.torchscript}, which has no attributes. */
  static InputStream of(String type) {
    try (InputStream text = TorchScript.class.getResourceAsStream("/peers/training.torchscript")) {
      if (text == null) {
        throw new IOException("the jar has no peers/training.torchscript");
      }
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
        put(zip, "step/data.pkl", object(type));
        put(zip, "step/code/__torch__.py", text.readAllBytes());
        put(zip, "step/constants.pkl", EMPTY_TUPLE);
        put(zip, "step/version", "3\n".getBytes(StandardCharsets.US_ASCII));
      }
      return new ByteArrayInputStream(bytes.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void put(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(bytes);
    zip.closeEntry();
  }

  /** Protocol 2; class; no arguments; new; {"training": true}; set; end. */
  private static byte[] object(String type) {
    String pickle = "\u0080\u0002c__torch__\n" + type + "\n)\u0081}(X\b\0\0\0training\u0088ub.";
    return pickle.getBytes(StandardCharsets.ISO_8859_1);
  }
}
