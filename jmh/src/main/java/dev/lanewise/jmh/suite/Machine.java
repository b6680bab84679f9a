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

  static Meta.Container container() {
    Path group = Path.of("/sys/fs/cgroup");
    return new Meta.Container(line(group.resolve("cpu.max")), line(group.resolve("memory.max")));
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
