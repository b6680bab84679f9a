package dev.lanewise.jmh.suite;

import dev.lanewise.jmh.report.Meta;
import dev.lanewise.simd.CacheSizes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What Linux tells of the machine; "" or −1 for what it does not, as elsewhere. */
final class Machine {
  private static final Path CPU = Path.of("/sys/devices/system/cpu");

  private static final int NO_LIMIT_DIGITS = 19;

  private Machine() {}

  static Meta.Processor processor() {
    CacheSizes sizes = CacheSizes.detected();
    Map<String, Long> caches = new LinkedHashMap<>();
    caches.put("l1d", (long) sizes.l1());
    caches.put("l2", (long) sizes.l2());
    caches.put("l3", (long) sizes.l3());
    String model = InstructionSet.cpuInfo("model name");
    String flags = InstructionSet.cpuInfo("flags");
    return new Meta.Processor(
        model.isEmpty() ? System.getProperty("os.arch") : model,
        number(InstructionSet.cpuInfo("cpu family")),
        number(InstructionSet.cpuInfo("model")),
        Runtime.getRuntime().availableProcessors(),
        flags.isEmpty() ? List.of() : List.of(flags.split(" ", -1)),
        caches,
        line(CPU.resolve("cpu0/cpufreq/scaling_governor")),
        turbo());
  }

  private static String turbo() {
    String boost = line(CPU.resolve("cpufreq/boost"));
    String none = line(CPU.resolve("intel_pstate/no_turbo"));
    if (!boost.isEmpty()) {
      return boost.equals("1") ? "on" : "off";
    }
    return none.isEmpty() ? "" : none.equals("0") ? "on" : "off";
  }

  /** -1 where it is no number. */
  private static int number(String text) {
    return text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : -1;
  }

  static long memoryMiB() {
    for (String line : lines(Path.of("/proc/meminfo"))) {
      if (line.startsWith("MemTotal:")) {
        return Long.parseLong(line.replaceAll("[^0-9]", "")) >> 10;
      }
    }
    return -1;
  }

  /** Such as "Debian GNU/Linux 12 (bookworm), Linux 6.1.0 amd64". */
  static String operatingSystem() {
    String distribution = "";
    for (String line : lines(Path.of("/etc/os-release"))) {
      if (line.startsWith("PRETTY_NAME=")) {
        distribution = line.substring(line.indexOf('=') + 1).replace("\"", "") + ", ";
      }
    }
    return distribution
        + System.getProperty("os.name")
        + " "
        + System.getProperty("os.version")
        + " "
        + System.getProperty("os.arch");
  }

  /** In the form of the second version of control groups, whichever the machine has. */
  static Meta.Container container() {
    List<String> groups = lines(Path.of("/proc/self/cgroup"));
    return container(Path.of("/sys/fs/cgroup"), groups);
  }

  static Meta.Container container(Path root, List<String> groups) {
    String cpu = limit(root, groups, "", "cpu.max");
    if (cpu.isEmpty()) {
      String quota = limit(root, groups, "cpu", "cpu.cfs_quota_us");
      String period = limit(root, groups, "cpu", "cpu.cfs_period_us");
      cpu = quota.isEmpty() ? "" : (quota.equals("-1") ? "max" : quota) + " " + period;
    }
    String memory = limit(root, groups, "", "memory.max");
    if (memory.isEmpty()) {
      String bytes = limit(root, groups, "memory", "memory.limit_in_bytes");
      // "No limit" is the largest number of whole pages.
      memory = bytes.length() < NO_LIMIT_DIGITS ? bytes : "max";
    }
    return new Meta.Container(cpu, memory);
  }

  /** Of this process's own group, else of the root; {@code controller} "" is the second version. */
  private static String limit(Path root, List<String> groups, String controller, String file) {
    Path folder = root.resolve(controller);
    for (String group : groups) {
      String[] parts = group.split(":", 3); // such as 4:memory:/path, 0::/path
      if (parts.length == 3 && List.of(parts[1].split(",", -1)).contains(controller)) {
        String own = line(folder.resolve(parts[2].substring(1)).resolve(file));
        if (!own.isEmpty()) {
          return own;
        }
      }
    }
    return line(folder.resolve(file));
  }

  /** Average over the last minute. */
  static double load() {
    String text = line(Path.of("/proc/loadavg"));
    return text.isEmpty() ? -1 : Double.parseDouble(text.substring(0, text.indexOf(' ')));
  }

  private static String line(Path file) {
    List<String> lines = lines(file);
    return lines.isEmpty() ? "" : lines.get(0).strip();
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException notThere) {
      return List.of();
    }
  }
}
