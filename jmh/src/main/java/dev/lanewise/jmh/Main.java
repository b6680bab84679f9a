package dev.lanewise.jmh;

import dev.lanewise.jmh.suite.Suites;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** {@code run SUITE} runs a suite and prints its table; anything else is for the plain harness. */
public final class Main {
  private Main() {}

  public static void main(String[] args) throws IOException {
    if (args.length > 0 && !args[0].equals("run")) {
      org.openjdk.jmh.Main.main(args);
      return;
    }
    System.setOut(utf8(FileDescriptor.out));
    System.setErr(utf8(FileDescriptor.err));
    System.exit(Suites.run(Arrays.copyOfRange(args, Math.min(1, args.length), args.length)));
  }

  /** Without a locale Java prints "?" for "×". */
  private static PrintStream utf8(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }
}
