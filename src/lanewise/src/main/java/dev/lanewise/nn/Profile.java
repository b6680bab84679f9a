package dev.lanewise.nn;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Where a network spends its time: per layer and kernel, forward, backward and in updates, as a
 * table and, while JDK Flight Recorder records, as events "dev.lanewise.Kernel".
 *
 * <pre>{@code
 * Profile profile = network.startProfile();
 * trainer.fit(…);
 * network.stopProfile();
 * System.out.println(profile);
 * }</pre>
 *
 * <p>A network without one pays nothing; with one, two readings of the clock a kernel. Time is that
 * of the thread that calls, workers or not; FLOPs are those of {@link Layer#forward} and {@link
 * Layer#backward}. One thread at a time may use a profile.
 */
public final class Profile {
  /** What one kernel of one layer came to. */
  private static final class Count {
    long calls;
    long nanos;
    long flops;
  }

  /** Of the layers, then what belongs to none. */
  private final String[] names;

  private final List<Map<Kernel, Count>> counts = new ArrayList<>();
  private KernelEvent event;

  Profile(List<Layer> layers) {
    names = new String[layers.size() + 1];
    names[layers.size()] = "";
    for (int i = 0; i < names.length; i++) {
      if (i < layers.size()) {
        names[i] = i + " " + layers.get(i).label();
      }
      Map<Kernel, Count> ofLayer = new EnumMap<>(Kernel.class);
      for (Kernel kernel : Kernel.values()) {
        ofLayer.put(kernel, new Count());
      }
      counts.add(ofLayer);
    }
  }

  /**
   * Runs an update of the parameters and counts its time.
   *
   * @param update what changes the parameters
   */
  public void update(Runnable update) {
    long start = start();
    update.run();
    stop(names.length - 1, Kernel.UPDATE, start, 0);
  }

  /** Time of all kernels of a phase, "forward", "backward" or "update", in seconds. */
  public double seconds(String phase) {
    long sum = 0;
    for (Map<Kernel, Count> ofLayer : counts) {
      for (Map.Entry<Kernel, Count> entry : ofLayer.entrySet()) {
        sum += entry.getKey().phase.equals(phase) ? entry.getValue().nanos : 0;
      }
    }
    return sum * 1e-9;
  }

  /** Time of all kernels of a layer, in seconds. */
  public double seconds(int layer) {
    return counts.get(layer).values().stream().mapToLong(count -> count.nanos).sum() * 1e-9;
  }

  long start() {
    event = new KernelEvent();
    event.begin();
    return System.nanoTime();
  }

  void stop(int layer, Kernel kernel, long start, long operations) {
    Count count = counts.get(layer).get(kernel);
    count.nanos += System.nanoTime() - start;
    count.calls++;
    count.flops += operations;
    event.end();
    if (event.shouldCommit()) {
      event.layer = layer;
      event.name = names[layer];
      event.phase = kernel.phase;
      event.kernel = kernel.text;
      event.flops = operations;
      event.commit();
    }
  }

  /** A table, a line for each kernel that ran, then the sums of the phases. */
  @Override
  public String toString() {
    double total = seconds("forward") + seconds("backward") + seconds("update");
    StringBuilder text = new StringBuilder();
    text.append(line("layer", "phase", "kernel", "calls", "ms", "share", "GFLOP/s"));
    for (int i = 0; i < names.length; i++) {
      for (Map.Entry<Kernel, Count> entry : counts.get(i).entrySet()) {
        if (entry.getValue().calls > 0) {
          text.append(line(names[i], entry.getKey(), entry.getValue(), total));
        }
      }
    }
    for (String phase : new String[] {"forward", "backward", "update"}) {
      double time = seconds(phase);
      if (time > 0) {
        text.append(line("total", phase, "", "", milliseconds(time), share(time, total), ""));
      }
    }
    return text.toString();
  }

  private static String line(String name, Kernel kernel, Count count, double total) {
    double time = count.nanos * 1e-9;
    return line(
        name,
        kernel.phase,
        kernel.text,
        String.format(Locale.ROOT, "%,d", count.calls),
        milliseconds(time),
        share(time, total),
        count.flops == 0 ? "" : String.format(Locale.ROOT, "%.2f", count.flops / time * 1e-9));
  }

  private static String milliseconds(double seconds) {
    return String.format(Locale.ROOT, "%,.3f", seconds * 1e3);
  }

  private static String share(double time, double total) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * time / total);
  }

  private static String line(Object... cells) {
    return String.format("  %-20s %-9s %-22s %9s %12s %8s %9s%n", cells);
  }
}
