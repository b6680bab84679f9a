package dev.lanewise.app.console;

import java.io.Console;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * Progress by steps: a bar where standard output is a terminal, else about ten plain lines in all,
 * or a line each where there are few steps.
 */
public final class Progress {
  private static final int LINES = 10;
  private static final int FEW_STEPS = 20;

  /** One less than the narrowest usual terminal, so that the bar never wraps. */
  private static final int WIDTH = 79;

  private final String task;
  private final int steps;
  private final PrintStream out;
  private final ProgressBar bar;
  private int done;

  private Progress(String task, int steps, PrintStream out, ProgressBar bar) {
    this.task = task;
    this.steps = steps;
    this.out = out;
    this.bar = bar;
  }

  /** A bar on standard output if that is a terminal, else lines on {@code out}. */
  public static Progress of(String task, int steps, PrintStream out) {
    return isTerminal()
        ? new Progress(task, steps, out, bar(task, steps))
        : lines(task, steps, out);
  }

  /** Lines on {@code out}, no control characters. */
  public static Progress lines(String task, int steps, PrintStream out) {
    return new Progress(task, steps, out, null);
  }

  @SuppressWarnings("SystemConsoleNull") // since JDK 25 it can be null again
  private static boolean isTerminal() {
    Console console = System.console();
    return console != null && console.isTerminal() && !"dumb".equals(System.getenv("TERM"));
  }

  private static ProgressBar bar(String task, int steps) {
    Charset charset = System.out.charset();
    boolean blocks = charset.newEncoder().canEncode('█');
    return new ProgressBarBuilder()
        .setTaskName(task)
        .setInitialMax(steps)
        .setUpdateIntervalMillis(100)
        .hideEta()
        .setStyle(blocks ? ProgressBarStyle.UNICODE_BLOCK : ProgressBarStyle.ASCII)
        .setConsumer(new ConsoleProgressBarConsumer(System.out, WIDTH))
        .build();
  }

  /** So many steps were done before: the next one is the one after them. */
  public void skipTo(int before) {
    done = before;
    if (bar != null) {
      bar.stepTo(before);
    }
  }

  /** One more step is done; {@code message} says how things stand. */
  public void step(String message) {
    int lines = steps <= FEW_STEPS ? steps : LINES;
    int before = linesDue(done, lines);
    done++;
    if (bar != null) {
      bar.setExtraMessage(message);
      bar.step();
    } else if (linesDue(done, lines) > before || done == 1) {
      out.printf(Locale.ROOT, "%s %" + digits() + "d/%d  %s%n", task, done, steps, message);
    }
  }

  /** Lines that are due after {@code step} steps. */
  private int linesDue(int step, int lines) {
    return (int) ((long) step * lines / steps);
  }

  private int digits() {
    return Integer.toString(steps).length();
  }

  /** Ends the bar's line; also where the work failed. */
  public void end() {
    if (bar != null) {
      bar.close();
    }
  }
}
