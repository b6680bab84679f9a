package dev.lanewise.app;

import java.util.List;

/** The command line. */
public final class Main {
  private Main() {}

  /** Prints its arguments. */
  public static void main(String[] args) {
    System.out.println("lanewise " + List.of(args));
  }
}
