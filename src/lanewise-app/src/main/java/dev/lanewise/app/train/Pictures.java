package dev.lanewise.app.train;

import dev.lanewise.app.console.Problem;
import dev.lanewise.data.DataFormatException;
import dev.lanewise.train.History;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Draws pictures into a folder and says where they are, or why there are none. */
public final class Pictures {
  private static final String FONT_PACKAGES = "fontconfig fonts-dejavu-core";

  private Pictures() {}

  /** Makes the folder if need be and writes a file there, for an instant. */
  public static void checkFolder(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.delete(Files.createTempFile(folder, "lanewise", ".tmp"));
  }

  /** What an {@link IOException} of the file system means; its message is often a bare path. */
  public static String reason(IOException failure) {
    if (failure instanceof DataFormatException) {
      return failure.getMessage();
    }
    if (failure instanceof FileAlreadyExistsException) {
      return "it is a file";
    }
    if (failure instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (failure instanceof NoSuchFileException) {
      return "no such file or folder: " + failure.getMessage();
    }
    String reason = failure instanceof FileSystemException f ? f.getReason() : failure.getMessage();
    return reason == null ? failure.getClass().getSimpleName() : reason;
  }

  static void draw(Path folder, History history, Samples samples, Mistakes mistakes) {
    String fault = textFault();
    if (fault != null) {
      System.out.printf(
          "no pictures: this Java cannot draw text (%s); on Debian: apt-get install %s%n",
          fault, FONT_PACKAGES);
      return;
    }
    Path curves = folder.resolve("curves.png");
    Path misclassified = folder.resolve("misclassified.png");
    write(curves, Curves.draw(history.epochs(), history.best(), samples.classes()));
    System.out.println("pictures " + curves);
    if (samples.arePictures()) {
      write(misclassified, MisclassifiedPicture.draw(mistakes, samples));
      System.out.println("         " + misclassified);
    }
  }

  /** Why this JVM cannot draw text, or null: without fonts it throws errors of many kinds. */
  private static String textFault() {
    try {
      Graphics2D graphics = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB).createGraphics();
      graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 8));
      graphics.drawString("8", 0, 8);
      int width = graphics.getFontMetrics().stringWidth("8");
      graphics.dispose();
      return width > 0 ? null : "no font has digits";
    } catch (RuntimeException | LinkageError | InternalError absent) {
      return absent.getMessage() == null ? absent.getClass().getSimpleName() : absent.getMessage();
    }
  }

  /** Writes a PNG; a {@link Problem} if that fails. */
  public static void write(Path file, BufferedImage image) {
    ImageIO.setUseCache(false);
    try (OutputStream out = Files.newOutputStream(file)) {
      ImageIO.write(image, "png", out);
    } catch (IOException failure) {
      throw new Problem("cannot write " + file + ": " + reason(failure), failure);
    }
  }
}
