package dev.lanewise.app;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** The command line. */
public final class Main {
  private Main() {}

  /**
   * Runs one command and ends the process.
   *
   * <p>Status: 0 done, 1 failed (a self-check, a loss that is no number), 2 wrong arguments.
   */
  public static void main(String[] args) {
    System.setProperty("java.awt.headless", "true");
    printBeyondAscii();
    System.exit(Lanewise.run(args));
  }

  /** Without a locale Java prints "?" for "×"; a terminal of today takes UTF-8. */
  private static void printBeyondAscii() {
    if (System.out.charset().equals(StandardCharsets.US_ASCII)) {
      System.setOut(utf8(FileDescriptor.out));
    }
    if (System.err.charset().equals(StandardCharsets.US_ASCII)) {
      System.setErr(utf8(FileDescriptor.err));
    }
  }

  private static PrintStream utf8(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }
}
