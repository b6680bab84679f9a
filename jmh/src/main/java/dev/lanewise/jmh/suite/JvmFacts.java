package dev.lanewise.jmh.suite;

import dev.lanewise.jmh.GemmBenchmark;
import dev.lanewise.jmh.report.Meta;
import dev.lanewise.simd.Simd;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.annotations.Fork;
import tools.jackson.databind.json.JsonMapper;

/** What the JVM of our own benchmarks is like: it says so itself. */
final class JvmFacts {
  private JvmFacts() {}

  /** Asks a JVM that is started like a fork. */
  static Meta.Java ask(List<String> jvmArgs) {
    List<String> arguments = new ArrayList<>(jvmArgs);
    arguments.addAll(Arrays.asList(GemmBenchmark.class.getAnnotation(Fork.class).jvmArgsAppend()));
    try {
      String words = Child.output(Jvm.command(arguments, JvmFacts.class), Map.of());
      String json = words.lines().filter(line -> line.startsWith("{")).findFirst().orElse("{}");
      return new JsonMapper().readValue(json, Meta.Java.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static void main(String[] args) {
    Meta.Java facts =
        new Meta.Java(
            Runtime.version().toString(),
            System.getProperty("java.vendor.version", System.getProperty("java.vendor")),
            System.getProperty("java.vm.name"),
            ManagementFactory.getRuntimeMXBean().getInputArguments(),
            ManagementFactory.getGarbageCollectorMXBeans().stream()
                .map(GarbageCollectorMXBean::getName)
                .toList(),
            Simd.vectorBits(),
            Simd.reason());
    System.out.println(new JsonMapper().writeValueAsString(facts));
  }
}
