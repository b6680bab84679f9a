package dev.lanewise.jmh;

import dev.lanewise.jmh.suite.Commands;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** {@code run SUITE} and its like; anything else is for the plain harness. */
public final class Main {
  private Main() {}

  public static void main(String[] args) throws IOException {
    if (!Commands.understand(args)) {
      org.openjdk.jmh.Main.main(args);
      return;
    }
    System.setOut(utf8(FileDescriptor.out));
    System.setErr(utf8(FileDescriptor.err));
    System.exit(Commands.run(args));
  }

  /** Without a locale Java prints "?" for "×". */
  private static PrintStream utf8(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }
}
